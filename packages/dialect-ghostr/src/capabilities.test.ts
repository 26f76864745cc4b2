import { carries } from './capabilities.ts'
import { options } from './options.ts'

const normal = carries(options.parse({}))
const strict = carries(options.parse({ strict: true }))

describe('what is said', () => {
  const rows: readonly { text: string; said: string; strictlySaid?: string }[] = [
    { text: 'hello there', said: 'hello there' },
    { text: '', said: '' },
    { text: '  hi \n\t', said: '  hi \n\t' },
    { text: 'é ☃ 😀', said: 'é ☃ 😀' },
    { text: 'a\x1bb', said: 'a\ufffdb', strictlySaid: 'a\x1bb' },
    { text: 'a\r\nb\u2028c', said: 'a\nb\nc', strictlySaid: 'a\r\nb\u2028c' },
    { text: 'half \ud83d', said: 'half \ufffd', strictlySaid: 'half \ud83d' },
  ]
  test.each(rows)('$text', ({ text, said, strictlySaid = said }) => {
    for (const to of ['one', 'everyone'] as const) {
      expect(normal.says(text, to)).toBe(said)
      expect(strict.says(text, to)).toBe(strictlySaid)
    }
  })

  test('up to the length of a request', () => {
    expect(normal.says('x'.repeat(986), 'everyone')).toHaveLength(986)
    expect(normal.says('x'.repeat(987), 'everyone')).toBeUndefined()
    expect(normal.says('x'.repeat(960), 'one')).toHaveLength(960)
    expect(normal.says('x'.repeat(961), 'one')).toBeUndefined()
    expect(normal.says('å'.repeat(165), 'everyone')).toBeUndefined()
    const uncut = carries(options.parse({ maxObject: 0 }))
    expect(uncut.says('x'.repeat(9999), 'one')).toHaveLength(9999)
  })
})

describe('what is heard', () => {
  const rows: readonly (readonly [text: string, ...heard: readonly string[]])[] = [
    ['hello there', 'hello there'],
    ['', ''],
    ['  \n a\rb ', '  \n a\rb '],
    ['x'.repeat(951), 'x'.repeat(950), 'x'],
    ['\x7f{"'.repeat(110), '\x7f{"'.repeat(105), '\x7f{"'.repeat(5)],
  ]
  test.each(rows)('%j', (text, ...heard) => {
    expect(normal.hears(text, 'everyone')).toEqual(heard)
    expect(strict.hears(text, 'everyone')).toEqual(heard)
  })

  test('from one, two bytes more of it', () => {
    expect(normal.hears('x'.repeat(953), 'one')).toEqual(['x'.repeat(952), 'x'])
  })
})

test('edits and removals are heard, but not with strict', () => {
  expect(normal.features.edit.grade).toBe('changed')
  expect(strict.features.delete.grade).toBe('none')
})
