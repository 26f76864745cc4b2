import type { Reply, Request } from './frames.ts'
import { parseExtended, parseReply } from './parser.ts'
import { replies, repliesSinceWho } from './replies.ts'
import { deliveries, hello, helloFrom, LIST, nameList, SEND_OK, send } from './serializer.ts'

describe('replies are written, and read back', () => {
  const rows: readonly (readonly [written: string, bytes: string, frame: Reply])[] = [
    [hello('alice'), 'HELLO alice\n', { kind: 'hello', name: 'alice', line: 'HELLO alice' }],
    [replies['name-taken'], 'IN-USE\n', { kind: 'refusal', word: 'IN-USE', line: 'IN-USE' }],
    [replies.full, 'BUSY\n', { kind: 'refusal', word: 'BUSY', line: 'BUSY' }],
    [
      nameList('LIST-OK', ['alice', 'bob']),
      'LIST-OK alice,bob\n',
      { kind: 'names', names: ['alice', 'bob'], line: 'LIST-OK alice,bob' },
    ],
    [
      nameList('WHO-OK', ['alice']),
      'WHO-OK alice\n',
      { kind: 'names', names: ['alice'], line: 'WHO-OK alice' },
    ],
    [SEND_OK, 'SEND-OK\n', { kind: 'sent', line: 'SEND-OK' }],
    [
      deliveries('alice', ' hello  there ').join('|'),
      'DELIVERY alice  hello  there \n',
      { kind: 'delivery', from: 'alice', text: ' hello  there ' },
    ],
    [
      replies['unknown-user'],
      'BAD-DEST-USER\n',
      { kind: 'refusal', word: 'BAD-DEST-USER', line: 'BAD-DEST-USER' },
    ],
    [
      repliesSinceWho['unknown-user'],
      'UNKNOWN\n',
      { kind: 'refusal', word: 'UNKNOWN', line: 'UNKNOWN' },
    ],
  ]

  test.each(rows)('%j', (written, bytes, frame) => {
    expect(written).toBe(bytes)
    expect(parseReply(bytes.slice(0, -1))).toEqual(frame)
  })
})

describe('requests are written, and read back', () => {
  const rows: readonly (readonly [written: string, bytes: string, frame: Request])[] = [
    [helloFrom('alice'), 'HELLO-FROM alice\n', { kind: 'hello', name: 'alice' }],
    [LIST, 'LIST\n', { kind: 'list' }],
    [send('bob', ' hi '), 'SEND bob  hi \n', { kind: 'send', to: 'bob', text: ' hi ' }],
    [send('*', 'hi'), 'SEND * hi\n', { kind: 'speak', text: 'hi' }],
  ]

  test.each(rows)('%j', (written, bytes, frame) => {
    expect(written).toBe(bytes)
    expect(parseExtended(bytes.slice(0, -1))).toEqual(frame)
  })
})

describe('a text that is not one line (6.2, 1.1)', () => {
  const rows: readonly (readonly [text: string, ...frames: readonly string[]])[] = [
    ['', 'DELIVERY a  \n'],
    ['  ', 'DELIVERY a   \n'],
    ['one\ntwo', 'DELIVERY a one\n', 'DELIVERY a two\n'],
    ['one\n\ntwo\n', 'DELIVERY a one\n', 'DELIVERY a  \n', 'DELIVERY a two\n', 'DELIVERY a  \n'],
    ['\n', 'DELIVERY a  \n', 'DELIVERY a  \n'],
    ['one\r\ntwo\r\r', 'DELIVERY a one\n', 'DELIVERY a two\n'],
    ['\r', 'DELIVERY a  \n'],
    ['one\rtwo', 'DELIVERY a one\rtwo\n'],
  ]

  test.each(rows)('%j', (text, ...frames) => {
    expect(deliveries('a', text)).toEqual(frames)
  })

  test('takes linear time', () => {
    const [frame] = deliveries('a', `${'\r'.repeat(1_000_000)}x`)
    expect(frame).toHaveLength('DELIVERY a '.length + 1_000_002)
  })
})
