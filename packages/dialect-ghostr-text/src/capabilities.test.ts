import { carries } from './capabilities.ts'
import { options } from './options.ts'

const normal = carries(options.parse({}))
const strict = carries(options.parse({ strict: true }))

describe('what is said', () => {
  const rows: readonly { text: string; said: string; strictlySaid?: string }[] = [
    { text: 'hello there', said: 'hello there' },
    { text: '', said: '' },
    { text: '  hi \n', said: '  hi \n' },
    { text: 'at 10:30;; bye;', said: 'at 10∶30; bye' },
    { text: 'a\x1bb\r\nc', said: 'a\ufffdb\nc', strictlySaid: 'a\x1bb\r\nc' },
    { text: 'half \ud83d', said: 'half \ufffd' },
  ]
  test.each(rows)('$text', ({ text, said, strictlySaid = said }) => {
    for (const to of ['one', 'everyone'] as const) {
      expect(normal.says(text, to)).toBe(said)
      expect(strict.says(text, to)).toBe(strictlySaid)
    }
  })

  test('up to the length of a message', () => {
    expect(normal.says('x'.repeat(959), 'one')).toHaveLength(959)
    expect(normal.says('x'.repeat(960), 'one')).toBeUndefined()
    expect(normal.says('x'.repeat(975), 'everyone')).toHaveLength(975)
    expect(normal.says('x'.repeat(976), 'everyone')).toBeUndefined()
    expect(normal.says('☃'.repeat(326), 'everyone')).toBeUndefined()
    const unlimited = carries(options.parse({ maxObject: 0 }))
    expect(unlimited.says('x'.repeat(60_000), 'one')).toHaveLength(60_000)
    expect(unlimited.says('x'.repeat(65_536), 'one')).toBeUndefined()
  })
})

describe('what is heard', () => {
  const rows: readonly (readonly [text: string, ...heard: readonly string[]])[] = [
    ['hello there', 'hello there'],
    ['', ''],
    ['  \n a\rb ', '  \n a\rb '],
    ['KEY: value;;', 'KEY∶ value'],
    ['x'.repeat(967), 'x'.repeat(966), 'x'],
    [`${'x'.repeat(965)};y`, 'x'.repeat(965), ';y'],
    [`${'x'.repeat(965)}é`, 'x'.repeat(965), 'é'],
  ]
  test.each(rows)('%j', (text, ...heard) => {
    expect(normal.hears(text, 'everyone')).toEqual(heard)
    expect(strict.hears(text, 'everyone')).toEqual(heard)
  })

  test('from one, seven bytes less', () => {
    expect(normal.hears('x'.repeat(960), 'one')).toEqual(['x'.repeat(959), 'x'])
  })

  test('whole where nothing is cut', () => {
    const unlimited = carries(options.parse({ maxObject: 0 }))
    expect(unlimited.hears('x'.repeat(9999), 'one')).toEqual(['x'.repeat(9999)])
  })
})
