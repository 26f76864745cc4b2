import { execFileSync } from 'node:child_process'
import { shellQuote } from './shell-quote.ts'

test.each([
  'plain',
  '{port}',
  'my client.py',
  "it's",
  '$HOME `id` "x" \\',
  '',
  '*',
  '=x',
  '[::1]:5',
])('a shell takes %j as one word, as it is', (word) => {
  expect(
    execFileSync('sh', ['-c', `printf '[%s]' ${shellQuote(word)}`], { encoding: 'utf8' }),
  ).toBe(`[${word}]`)
})

test.each(['a\nb\n', "it's\t\\n\r", '\x1b[2J', 'a\u202eb7', '👩‍🚀\n'])(
  'bash takes %j, which is quoted without what cannot be seen, as it is',
  (word) => {
    const quoted = shellQuote(word)
    expect(quoted).toMatch(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u)
    expect(execFileSync('bash', ['-c', `printf '[%s]' ${quoted}`], { encoding: 'utf8' })).toBe(
      `[${word}]`,
    )
  },
)

test('a plain word is not quoted', () => {
  expect(shellQuote('./client-1.py')).toBe('./client-1.py')
})
