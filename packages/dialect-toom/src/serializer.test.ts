import { Buffer } from 'node:buffer'
import type { Present, PublicMessage } from '@parley/contract'
import {
  messageLines,
  onOneLine,
  pickle,
  readMessage,
  readNews,
  readUser,
  roomBeside,
  userLines,
} from './serializer.ts'

const time = new Date('2026-11-20T22:55:14').getTime()

function message(number: number, text: string, more: object = {}): PublicMessage {
  return { kind: 'public', id: number, time, number, from: 'jess', text, ...more }
}

describe('pickles (1.4)', () => {
  const rows: readonly (readonly [type: string, body: string | number, hex: string])[] = [
    ['', '', '80037d28580400000074797065580000000058040000 00626f64795800000000752e'],
    [
      'MSGACK',
      'hé',
      '80037d285804000000747970655806000000 4d534741434b 5804000000626f647958030000 0068c3a9752e',
    ],
    [
      'UDP_PORT',
      46_299,
      '80037d285804000000747970655808000000 5544505f504f5254 5804000000626f64794adbb40000752e',
    ],
  ]
  test.each(rows)('%j %j', (type, body, hex) => {
    expect(Buffer.from(pickle(type, body)).toString('hex')).toBe(hex.replaceAll(' ', ''))
  })

  test('half of a surrogate pair is U+FFFD', () => {
    expect(Buffer.from(pickle('', '\ud83d')).toString('hex')).toMatch(/5803000000efbfbd752e$/)
  })

  test('have the size that they declare', () => {
    const room = roomBeside('RDM', 'é')
    expect(room).toBe(2009)
    expect(pickle('RDM', `é${'x'.repeat(room)}`)).toHaveLength(2048)
  })
})

describe('lines', () => {
  test('of every kind become one line', () => {
    expect(onOneLine('a\nb\r\nc\rd\ve\ff\u0085g\u2028h\u2029i')).toBe(
      'a / b / c / d / e / f / g / h / i',
    )
    expect(onOneLine('\n\n')).toBe(' /  / ')
    expect(onOneLine('half \ud83d')).toBe('half \ufffd')
  })

  test('of messages are the oldest that fit (3.5)', () => {
    const [one, two] = [message(1, 'x'), message(2, 'y', { edited: true, time: time + 1000 })]
    expect(messageLines([one, two], 2, false)).toBe(
      '#1, jess: "x", posted at 20 Nov 2026 22:55:14.\n#2, jess: "y", edited at 20 Nov 2026 22:55:15.',
    )
    expect(messageLines([one, two], 5, false)).toBe(
      `${messageLines([one, two], 2, false)}\n... 3 more; use RDM 20 Nov 2026 22:55:15`,
    )
    const many = Array.from({ length: 100 }, (_, at) => message(at + 1, 'x'))
    const lines = messageLines(many, 1_000_000_000, false).split('\n')
    expect(lines.at(-1)).toBe(
      `... ${1_000_000_001 - lines.length} more; use RDM 20 Nov 2026 22:55:14`,
    )
    expect(lines).toHaveLength(42)
    expect(roomBeside('RDM', lines.join('\n'))).toBeGreaterThanOrEqual(0)
  })

  test('with strict the last line ends too, and what is edited is posted (3.5, 3.6)', () => {
    const [one, two] = [message(1, 'x'), message(2, 'y', { edited: true, time: time + 1000 })]
    expect(messageLines([one, two], 2, true)).toBe(
      '#1, jess: "x", posted at 20 Nov 2026 22:55:14.\n#2, jess: "y", posted at 20 Nov 2026 22:55:15.\n',
    )
    expect(messageLines([one, two], 5, true)).toBe(
      `${messageLines([one, two], 2, true)}... 3 more; use RDM 20 Nov 2026 22:55:15\n`,
    )
    const peer = { address: '::1', port: 1 }
    const user = { name: 'a', via: 'toom', peer, since: time }
    expect(userLines([{ user, address: '::1', port: 7 }], true)).toBe(
      'a, ::1, 7, active since 20 Nov 2026 22:55:14.\n',
    )
    const many = Array.from({ length: 100 }, (_, at) => message(at + 1, 'x'))
    const body = messageLines(many, 1_000_000_000, true)
    expect(roomBeside('RDM', body)).toBeGreaterThanOrEqual(0)
  })

  test('of messages are shown by number, and what is left out is the latest (3.5)', () => {
    const late = message(1, 'x'.repeat(700), { edited: true, time: time + 5000 })
    const [two, three] = [message(2, 'y'.repeat(700)), message(3, 'z'.repeat(700))]
    const numbers = (text: string) => text.split('\n').map((line) => line.slice(0, 6))
    expect(numbers(messageLines([two, message(3, 'z'), late], 3, false))).toEqual([
      '#1, je',
      '#2, je',
      '#3, je',
    ])
    expect(messageLines([two, three, late], 3, false).split('\n').at(-1)).toBe(
      '... 1 more; use RDM 20 Nov 2026 22:55:19',
    )
  })

  test('of the longest message and name fit alone', () => {
    const more = { number: 2_147_483_647, from: '😀'.repeat(64) }
    const body = messageLines([message(1, '\u2028'.repeat(1400), more)], 2_147_483_647, false)
    expect(body.split('\n')).toHaveLength(2)
    expect(roomBeside('RDM', body)).toBeGreaterThanOrEqual(0)
  })

  test('of users are as many as fit (3.6)', () => {
    const user = (name: string): Present => {
      return { name, via: 'toom', peer: { address: '::1', port: 1 }, since: time }
    }
    expect(userLines([{ user: user('a'), address: '::1', port: undefined }], false)).toBe(
      'a, ::1, 9, active since 20 Nov 2026 22:55:14.',
    )
    const many = Array.from({ length: 50 }, (_, at) => {
      return { user: user(`u${at}`), address: '10.0.0.1', port: 50_000 }
    })
    const lines = userLines(many, false).split('\n')
    expect(lines).toHaveLength(35)
    expect(lines.every((line) => readUser(line) !== undefined)).toBe(true)
    expect(roomBeside('ATU', lines.join('\n'))).toBeLessThan(60)
  })
})

describe('reading lines', () => {
  test('of messages', () => {
    const at = 'posted at 20 Nov 2026 22:55:14.'
    expect(readMessage(`#1, jess: "Hello", ${at}`)).toEqual({ from: 'jess', text: 'Hello' })
    const tricky = '", posted at 20 Nov 2026 22:55:14. #2, bob: "x'
    expect(readMessage(`#12, [a]: "${tricky}", ${at}`)).toEqual({ from: '[a]', text: tricky })
    for (const other of ['', '#', '#1, jess', '#1, jess: "x"', '... 3 more', `jess: "x", ${at}`]) {
      expect(readMessage(other)).toBeUndefined()
    }
  })

  test('of news', () => {
    expect(readNews('[from a]] ] x')).toEqual({ from: 'a]', text: '] x' })
    expect(readNews('[from a] ')).toEqual({ from: 'a', text: '' })
    for (const other of ['', '[from a]', '[from ] x', '[from a b] x', ' [from a] x']) {
      expect(readNews(other)).toBeUndefined()
    }
  })

  test('of users', () => {
    expect(readUser('steve, ::1, 42367, active since 20 Nov 2026 22:55:19.')).toEqual({
      name: 'steve',
      place: { address: '::1', port: 42_367 },
    })
    for (const other of ['', 'No other active user.', 'a, b, c, d', 'a, b, 5']) {
      expect(readUser(other)).toBeUndefined()
    }
  })
})
