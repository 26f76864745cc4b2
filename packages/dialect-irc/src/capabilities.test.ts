import { carries } from './capabilities.ts'
import { options } from './options.ts'

const normal = carries(options.parse({}))
const strict = carries(options.parse({ strict: true }))

describe('what is said', () => {
  const rows: readonly { text: string; said: string | undefined; strictlySaid?: string }[] = [
    { text: 'hello there', said: 'hello there' },
    { text: '  hi ', said: '  hi ' },
    { text: ':)', said: ':)' },
    { text: 'é ☃ 😀', said: 'é ☃ 😀' },
    { text: '\x02bold\x02 \x034,5x', said: 'bold x', strictlySaid: '\x02bold\x02 \x034,5x' },
    { text: 'a\x1bb', said: 'a\ufffdb', strictlySaid: 'a\x1bb' },
    { text: 'half \ud83d', said: 'half \ufffd' },
    { text: '\x01ACTION waves\x01', said: undefined },
    { text: '', said: undefined },
    { text: 'a\nb', said: undefined },
    { text: 'a\rb', said: undefined },
    { text: 'a\0b', said: undefined },
  ]
  test.each(rows)('$text', ({ text, said, strictlySaid = said }) => {
    for (const to of ['one', 'everyone'] as const) {
      expect(normal.says(text, to)).toBe(said)
      expect(strict.says(text, to)).toBe(strictlySaid)
    }
  })

  test('up to the length of a line', () => {
    const most = {
      one: 512 - 'PRIVMSG  :\r\n'.length - 64,
      everyone: 512 - 'PRIVMSG #parley :\r\n'.length,
    }
    for (const to of ['one', 'everyone'] as const) {
      expect(normal.says('x'.repeat(most[to]), to)).toHaveLength(most[to])
      expect(normal.says('x'.repeat(most[to] + 1), to)).toBeUndefined()
      expect(normal.says('é'.repeat(most[to]), to)).toBeUndefined()
    }
  })
})

describe('what is heard', () => {
  test.each([
    ['hi', ['hi']],
    ['', [' ']],
    ['a\n\nb\r', ['a', ' ', 'b', ' ']],
    ['a\x07', ['a\ufffd']],
  ])('%j', (text, heard) => {
    expect(normal.hears(text, 'one')).toEqual(heard)
  })

  test('what the names leave of 512 bytes', () => {
    const names = { from: 'Zoë', reader: 'x'.repeat(64) }
    const toOne = 512 - 2 - (':Zoë!u@parley PRIVMSG  :'.length + 1 + 64)
    const toAll = 512 - 2 - (':Zoë!u@parley PRIVMSG #parley :'.length + 1)
    expect(normal.hears('y'.repeat(1000), 'one', names).map((one) => one.length)).toEqual([
      toOne,
      toOne,
      1000 - 2 * toOne,
    ])
    expect(normal.hears('y'.repeat(toAll + 1), 'everyone', names)[1]).toBe('y')
  })
})
