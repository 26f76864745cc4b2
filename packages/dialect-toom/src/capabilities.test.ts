import { carries } from './capabilities.ts'
import { options } from './options.ts'

const normal = carries(options.parse({}))
const strict = carries(options.parse({ strict: true }))

describe('what is said', () => {
  const rows: readonly { text: string; said: string | undefined; strictlySaid?: string }[] = [
    { text: 'hello there', said: 'hello there' },
    { text: '  hi \n\t', said: '  hi \n\t' },
    { text: 'é ☃ 😀', said: 'é ☃ 😀' },
    { text: 'a\x1bb', said: 'a\ufffdb', strictlySaid: 'a\x1bb' },
    { text: 'a\r\nb\u2028c', said: 'a\nb\nc', strictlySaid: 'a\r\nb\u2028c' },
    { text: 'half \ud83d', said: 'half \ufffd' },
    { text: '', said: undefined },
    { text: ' \n ', said: undefined, strictlySaid: ' \n ' },
  ]
  test.each(rows)('$text', ({ text, said, strictlySaid = said }) => {
    expect(normal.says(text, 'one')).toBe(said)
    expect(normal.says(text, 'everyone')).toBe(said)
    expect(strict.says(text, 'one')).toBeUndefined()
    expect(strict.says(text, 'everyone')).toBe(strictlySaid)
  })

  test('a text with @name is not for everyone', () => {
    expect(normal.says('@bob hi', 'everyone')).toBeUndefined()
    expect(normal.says('@bob hi', 'one')).toBe('@bob hi')
    expect(normal.says('#tea hi', 'everyone')).toBeUndefined()
    expect(strict.says('#tea hi', 'everyone')).toBe('#tea hi')
    for (const text of [
      '#tea',
      '#tea  ',
      '# hi',
      '#lobby hi',
      '@bob',
      '@bob  ',
      '@ hi',
      '@a:b hi',
      ' @bob hi',
      '@bob\nhi',
    ]) {
      expect(normal.says(text, 'everyone')).toBe(text)
    }
    expect(strict.says('@bob hi', 'everyone')).toBe('@bob hi')
  })

  test('up to the length of a request', () => {
    expect(normal.says('x'.repeat(2011), 'everyone')).toHaveLength(2011)
    expect(normal.says('x'.repeat(2012), 'everyone')).toBeUndefined()
    expect(normal.says('é'.repeat(1006), 'everyone')).toBeUndefined()
    expect(normal.says('x'.repeat(1993), 'one')).toHaveLength(1993)
    expect(normal.says('x'.repeat(1994), 'one')).toBeUndefined()
  })
})

describe('what is heard', () => {
  const rows: readonly (readonly [text: string, heard: string])[] = [
    ['hello there', 'hello there'],
    ['', ''],
    [' a\nb\r\nc\u2029 ', ' a / b / c /  '],
    ['half \ud83d', 'half \ufffd'],
    ['[from server] x', '[from server] x'],
    ['x'.repeat(1400), 'x'.repeat(1400)],
  ]
  test.each(rows)('%j', (text, heard) => {
    expect(normal.hears(text, 'everyone')).toEqual([heard])
    expect(normal.hears(text, 'one')).toEqual([heard])
    expect(strict.hears(text, 'one')).toEqual([heard])
  })

  test('to one in parts, to everyone shortened', () => {
    expect(normal.hears('x'.repeat(1401), 'one')).toEqual(['x'.repeat(1400), 'x'])
    expect(normal.hears('x'.repeat(1401), 'everyone')).toEqual([`${'x'.repeat(1397)}…`])
    expect(normal.hears(`${'x'.repeat(1399)}é`, 'one')).toEqual(['x'.repeat(1399), 'é'])
    expect(normal.hears('😀'.repeat(351), 'everyone')).toEqual([`${'😀'.repeat(349)}…`])
  })
})
