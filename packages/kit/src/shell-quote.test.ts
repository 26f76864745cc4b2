import { execFileSync } from 'node:child_process'
import { shellQuote } from './shell-quote.ts'

test.each(['plain', '{port}', 'my client.py', "it's", '$HOME `id` "x" \\', '', '*'])(
  'a shell takes %j as one word, as it is',
  (word) => {
    expect(
      execFileSync('sh', ['-c', `printf '[%s]' ${shellQuote(word)}`], { encoding: 'utf8' }),
    ).toBe(`[${word}]`)
  },
)

test('a plain word is not quoted', () => {
  expect(shellQuote('./client-1.py')).toBe('./client-1.py')
})
