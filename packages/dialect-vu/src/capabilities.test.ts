import { carries } from './capabilities.ts'
import { options } from './options.ts'

const normal = carries(options.parse({}))
const strict = carries(options.parse({ strict: true }))

describe('what is said', () => {
  const rows: readonly { text: string; said: string | undefined; strictlySaid?: string }[] = [
    { text: 'hello there', said: 'hello there' },
    { text: '  hi ', said: '  hi ' },
    { text: 'é ☃ 😀', said: 'é ☃ 😀' },
    { text: 'a\tb', said: 'a\tb' },
    { text: 'a\x1bb', said: 'a\ufffdb', strictlySaid: 'a\x1bb' },
    { text: 'a\rb\u2028c', said: 'a\nb\nc', strictlySaid: 'a\rb\u2028c' },
    { text: 'half \ud83d', said: 'half \ufffd' },
    { text: '', said: undefined },
    { text: '   ', said: undefined },
    { text: 'a\nb', said: undefined },
    { text: 'a\r', said: undefined },
  ]
  test.each(rows)('$text', ({ text, said, strictlySaid = said }) => {
    expect(normal.says(text, 'one')).toBe(said)
    expect(normal.says(text, 'everyone')).toBe(said)
    expect(strict.says(text, 'one')).toBe(strictlySaid)
    expect(strict.says(text, 'everyone')).toBeUndefined()
  })

  test('up to the length of a line', () => {
    const { says } = carries(options.parse({ maxLine: 512 }))
    expect(says('a'.repeat(250), 'one')).toHaveLength(250)
    expect(says('a'.repeat(251), 'one')).toBeUndefined()
    expect(says('☃'.repeat(84), 'one')).toBeUndefined()
  })
})

describe('what is heard', () => {
  const rows: readonly (readonly [text: string, ...heard: readonly string[]])[] = [
    ['hello there', 'hello there'],
    ['  hi ', '  hi '],
    ['', ' '],
    ['   ', '   '],
    ['a\n\nb\n', 'a', ' ', 'b', ' '],
    ['a\r\nb\r\r', 'a', 'b'],
    ['a\rb', 'a\rb'],
    ['half \ud83d', 'half \ufffd'],
  ]
  test.each(rows)('%j', (text, ...heard) => {
    for (const { hears } of [normal, strict]) {
      expect(hears(text, 'one')).toEqual(heard)
      expect(hears(text, 'everyone')).toEqual(heard)
    }
  })
})
