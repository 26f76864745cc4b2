import { newsOf } from './index.ts'

function edited(text: string): string {
  const message = { kind: 'public', id: 1, time: 5, number: 3, from: 'jess', text } as const
  return newsOf({ kind: 'edited', time: 5, message })
}

test('a removal is one sentence', () => {
  expect(newsOf({ kind: 'removed', time: 5, number: 3, from: 'jess' })).toBe(
    'jess deleted message 3',
  )
})

test.each([
  ['hello again', 'hello again'],
  ['', ''],
  ['two\nlines\n', 'two / lines / '],
  ['x'.repeat(100), 'x'.repeat(100)],
  ['x'.repeat(101), `${'x'.repeat(100)}…`],
  ['😀'.repeat(100), '😀'.repeat(100)],
  ['😀'.repeat(101), `${'😀'.repeat(100)}…`],
])('an edit is one line of at most a hundred characters of the text: %#', (text, shown) => {
  expect(edited(text)).toBe(`jess edited message 3: ${shown}`)
})
