import { carries } from './capabilities.ts'
import { options } from './options.ts'

const normal = carries(options.parse({}))
const strict = carries(options.parse({ strict: true }))

describe('what is said', () => {
  const rows: readonly { text: string; said: string | undefined; strictlySaid?: string }[] = [
    { text: 'hello there', said: 'hello there' },
    { text: '  hi \n\t', said: '  hi' },
    { text: 'é ☃ 😀', said: 'é ☃ 😀' },
    { text: 'a\x1bb', said: 'a\ufffdb', strictlySaid: 'a\x1bb' },
    { text: 'a\r\nb\u2028c\n', said: 'a\nb\nc', strictlySaid: 'a\r\nb\u2028c' },
    { text: 'half \ud83d', said: 'half \ufffd', strictlySaid: 'half \ud83d' },
    { text: '', said: undefined },
    { text: ' \n ', said: undefined },
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
      '# hi',
      '#lobby hi',
      '@bob',
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
    expect(normal.says('x'.repeat(970), 'everyone')).toHaveLength(970)
    expect(normal.says('x'.repeat(971), 'everyone')).toBeUndefined()
    expect(normal.says('å'.repeat(162), 'everyone')).toBeUndefined()
    expect(normal.says('x'.repeat(952), 'one')).toHaveLength(952)
    expect(normal.says('x'.repeat(953), 'one')).toBeUndefined()
    expect(carries(options.parse({ maxObject: 0 })).says('x'.repeat(9999), 'one')).toHaveLength(
      9999,
    )
  })
})

describe('what is heard', () => {
  const rows: readonly (readonly [text: string, ...heard: readonly string[]])[] = [
    ['hello there', 'hello there'],
    ['', ''],
    ['  \n a\rb ', '  \n a\rb '],
    ['x'.repeat(903), 'x'.repeat(902), 'x'],
    ['{☃"'.repeat(70), `${'{☃"'.repeat(64)}{`, `☃"${'{☃"'.repeat(5)}`],
  ]
  test.each(rows)('%j', (text, ...heard) => {
    expect(normal.hears(text, 'everyone')).toEqual(heard)
    expect(strict.hears(text, 'everyone')).toEqual(heard)
  })

  test('from one user, with a mark before each part', () => {
    expect(normal.hears('hi', 'one')).toEqual(['(private) hi'])
    expect(normal.hears('x'.repeat(893), 'one')).toEqual([
      `(private) ${'x'.repeat(892)}`,
      '(private) x',
    ])
  })
})

test('a history is declared in the form that it has', () => {
  const grade = (settings: object) => carries(options.parse(settings)).features.history.grade
  expect(grade({})).toBe('changed')
  expect(grade({ history: 'none' })).toBe('none')
  expect(grade({ history: 'none', strict: true })).toBe('changed')
})
