import { expect, test } from '@jest/globals'
import type { Audience, Dialect } from '@parley/contract'
import { obstacleInWords, obstaclesOf } from './cannot-say.ts'

const names = ['llp', 'vu', 'ktn', 'ghostr', 'ghostr-text', 'toom']
const dialects: Dialect[] = []
for (const name of names) dialects.push((await import(`@parley/dialect-${name}`)).dialect)

function reasons(name: string, text: string, to: Audience): readonly string[] {
  const dialect = dialects.find((one) => one.name === name)
  if (dialect === undefined) throw new Error(`no dialect ${name}`)
  return obstaclesOf(dialect, text, to).map(({ feature, declared }) => {
    return `${feature} ${declared?.rule}`
  })
}

test.each<[string, string, Audience, readonly string[]]>([
  ['vu', 'hi', 'one', []],
  ['vu', '', 'one', ['empty 3.7']],
  ['vu', '   ', 'everyone', ['empty 3.7']],
  ['vu', 'two\nlines', 'one', ['multi-line 6.2']],
  ['vu', 'x'.repeat(2 ** 21), 'one', ['length 1.2']],
  ['vu', `\n${'x'.repeat(2 ** 21)}`, 'one', ['multi-line 6.2', 'length 1.2']],
  ['llp', 'bye XOXOXO', 'one', ['any-unicode 4.3']],
  ['llp', 'a\rb', 'one', ['any-unicode 4.3']],
  ['ktn', '', 'one', ['empty 3.11']],
  ['ktn', '@bob hi', 'everyone', ['broadcast 6.1']],
  ['ktn', '@bob hi', 'one', []],
  ['toom', '@bob hi', 'everyone', ['broadcast 4.1']],
  ['toom', 'ü'.repeat(2000), 'one', ['length 4.5']],
])('%s, case %#', (name, text, to, found) => expect(reasons(name, text, to)).toEqual(found))

test('a reason in words has the rule that declares it, or says that there is none', () => {
  const [, vu] = dialects
  if (vu === undefined) throw new Error('no dialect')
  const [lines] = obstaclesOf(vu, 'two\nlines', 'one')
  const words = 'vu ends a message at a newline, so a text of several lines cannot be said (vu 6.2)'
  expect(lines && obstacleInWords(vu, lines)).toBe(words)
  const none = obstacleInWords(vu, { feature: 'direct', declared: undefined })
  expect(none).toBe('direct: vu has none')
})

test.each(names)(
  '%s: whatever it cannot say has a declared reason, and nothing else has',
  (name) => {
    const dialect = dialects.find((one) => one.name === name)
    if (dialect === undefined) throw new Error(`no dialect ${name}`)
    const { says } = dialect.carries(dialect.options.parse({}))
    const bits = ['', ' ', '\n', '\r', '@bob ', 'hi', ' XOXOXO', ':;;', 'ü'.repeat(2000), '\u0007']
    for (const text of bits.flatMap((one) => bits.map((other) => one + other))) {
      for (const to of ['one', 'everyone'] as const) {
        const found = obstaclesOf(dialect, text, to)
        expect([text, found.length > 0]).toEqual([text, says(text, to) === undefined])
        expect([text, found.every(({ declared }) => declared !== undefined)]).toEqual([text, true])
      }
    }
  },
)
