import { mermaidText } from './mermaid-text.ts'

test.each([
  ['hello bob, 12!', 'hello bob, 12!'],
  ['a;b#c', 'a#59;b#35;c'],
  ['<script>', '#60;script#62;'],
  ['%%{init: {}}%%', '#37;#37;#123;init#58; #123;#125;#125;#37;#37;'],
  ['the end', 'the #101;nd'],
  ['END ended', '#69;ND ended'],
  ['a\nb', 'a#10;b'],
  ['größe', 'gr#246;#223;e'],
  ['\\xff', '#92;xff'],
])('%j cannot be more than a text', (text, expected) => {
  expect(mermaidText(text)).toBe(expected)
})
