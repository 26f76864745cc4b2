import { Buffer } from 'node:buffer'
import { NEED_MORE, type Splitter } from '@parley/contract'
import { dialect } from './index.ts'
import { longestFrame } from './parser.ts'

const options = dialect.options.parse({})

/** All frames of these bytes, read as Latin-1, that come at once or one by one. */
function framesOf(splitter: () => Splitter<unknown>, bytes: string): readonly unknown[] {
  const buffer = Buffer.from(bytes, 'latin1')
  const [whole, single] = [[buffer], [...buffer].map((byte) => Buffer.from([byte]))].map(
    (chunks) => {
      const reader = splitter()
      const frames: unknown[] = []
      for (const chunk of chunks) {
        reader.push(chunk)
        for (;;) {
          const frame = reader.next(longestFrame(options))
          if (frame === NEED_MORE) break
          frames.push(frame)
        }
      }
      return frames
    },
  )
  expect(single).toEqual(whole)
  return whole ?? []
}

const clients = () => dialect.splitter(options)
const servers = () => dialect.client.splitter(options)

const message = (command: string, ...params: readonly string[]) => {
  return { kind: 'message', tags: new Map(), command, params }
}

const tagged = (tags: Readonly<Record<string, string>>, frame: object) => {
  return { ...frame, tags: new Map(Object.entries(tags)) }
}

const rows: readonly (readonly [bytes: string, frame: unknown])[] = [
  ['NICK alice\r\n', message('NICK', 'alice')],
  ['nick alice\n', message('NICK', 'alice')],
  ['PRIVMSG bob :hello there\r\n', message('PRIVMSG', 'bob', 'hello there')],
  ['PRIVMSG bob : two  blanks \r\n', message('PRIVMSG', 'bob', ' two  blanks ')],
  ['PRIVMSG bob ::)\r\n', message('PRIVMSG', 'bob', ':)')],
  ['PRIVMSG bob :\r\n', message('PRIVMSG', 'bob', '')],
  ['PRIVMSG bob a:b\r\n', message('PRIVMSG', 'bob', 'a:b')],
  ['  USER  alice 0  *   :Alice\r\n', message('USER', 'alice', '0', '*', 'Alice')],
  ['QUIT\r\n', message('QUIT')],
  ['QUIT \r\n', message('QUIT')],
  [':bob!u@h PRIVMSG #a hi\r\n', { ...message('PRIVMSG', '#a', 'hi'), source: 'bob!u@h' }],
  [': PING x\r\n', { ...message('PING', 'x'), source: '' }],
  ['PRIVMSG bob :caf\xc3\xa9\r\n', message('PRIVMSG', 'bob', 'caf\u00e9')],
  ['PRIVMSG bob :caf\xe9\r\n', message('PRIVMSG', 'bob', 'caf\u00e9')],
  ['PRIVMSG bob :\xe9 and \xc3\xa9\r\n', message('PRIVMSG', 'bob', '\u00e9 and \u00c3\u00a9')],
  ['@label=1 PING x\r\n', tagged({ label: '1' }, message('PING', 'x'))],
  [
    '@a=\\:\\s\\\\\\r\\n\\x;b;+c/d=e=f;=g;h=i\\ PING x\r\n',
    tagged({ a: '; \\\r\nx', b: '', '+c/d': 'e=f', h: 'i' }, message('PING', 'x')),
  ],
  [
    'A 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\r\n',
    message('A', ...'1 2 3 4 5 6 7 8 9 10 11 12 13 14'.split(' '), '15 16'),
  ],
]

test.each(rows)('%j is read the same from either side', (bytes, frame) => {
  expect(framesOf(clients, bytes)).toEqual([frame])
  expect(framesOf(servers, bytes)).toEqual([frame])
})

test.each(['\r\n', '\n', '   \r\n', ':source\r\n', '@tag\r\n', '@tag :source \r\n'])(
  '%j has no command',
  (bytes) => {
    expect(framesOf(clients, bytes)).toEqual([{ kind: 'blank' }])
    expect(framesOf(servers, bytes)).toMatchObject([{ kind: 'nonsense' }])
  },
)

describe('lengths (1.2, 1.3)', () => {
  const tooLong = { kind: 'too-long' }
  const next = 'PING x\r\n'

  test.each([
    ['PRIVMSG bob :'.padEnd(510, 'x'), false],
    ['PRIVMSG bob :'.padEnd(511, 'x'), true],
    ['PRIVMSG bob :'.padEnd(510, '\xe9'), false],
    ['PRIVMSG bob :'.padEnd(511, '\xe9'), true],
    [`${'@a='.padEnd(4095, 'x')} PING x`, false],
    [`${'@a='.padEnd(4096, 'x')} PING x`, true],
    [`${'@a='.padEnd(4095, 'x')} ${'PING '.padEnd(510, 'x')}`, false],
    [`${'@a='.padEnd(4095, 'x')} ${'PING '.padEnd(511, 'x')}`, true],
    ['x'.repeat(10_000), true],
  ])('%#', (line, isTooLong) => {
    const [first, second, ...more] = framesOf(clients, `${line}\r\n${next}`)
    if (isTooLong) expect(first).toEqual(tooLong)
    else expect(first).toMatchObject({ kind: 'message' })
    expect(second).toEqual(message('PING', 'x'))
    expect(more).toEqual([])
  })
})
