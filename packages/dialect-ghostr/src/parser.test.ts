import { Buffer } from 'node:buffer'
import { Malformed, NEED_MORE, type Splitter } from '@parley/contract'
import { dialect } from './index.ts'

const usual = dialect.options.parse({})
const strict = dialect.options.parse({ strict: true })

function read(splitter: Splitter<unknown>, chunks: readonly Uint8Array[]): readonly unknown[] {
  const frames: unknown[] = []
  for (const chunk of chunks) {
    splitter.push(chunk)
    for (;;) {
      const frame = splitter.next(65_536)
      if (frame === NEED_MORE) break
      frames.push(frame)
      if (frame instanceof Malformed) return frames
    }
  }
  return frames
}

/** Whole, byte by byte, cut at every offset, and with the beginning of another object behind. */
function waysToArrive(text: string): readonly (readonly Uint8Array[])[] {
  const bytes = Buffer.from(text, 'latin1')
  const offsets = [...bytes.keys()]
  return [
    [bytes],
    offsets.map((at) => bytes.subarray(at, at + 1)),
    ...offsets.map((at) => [bytes.subarray(0, at), bytes.subarray(at)]),
    [Buffer.concat([bytes, Buffer.from(' {"action": "broadcast", "mess')])],
  ]
}

const malformed = { kind: 'malformed' }
const unknownAction = (action: string) => ({ kind: 'unknown', action })
const hans = { kind: 'login', name: 'hans', password: 'x', port: 0 }

/** Bytes as latin1, the frame, and that of a `strict` listener where it differs. */
const requests: readonly (readonly [bytes: string, frame: unknown, strictFrame?: unknown])[] = [
  [
    '{"action": "login", "username": "hans", "password": "falcon*solo", "private_port": 54523}',
    { kind: 'login', name: 'hans', password: 'falcon*solo', port: 54_523 },
  ],
  [
    '{"action":"login","username":"hans","password":"x","private_port":"54523"}',
    { ...hans, port: 54_523 },
  ],
  ['{"action":"login","username":"hans","password":"x"}', hans],
  ['{"action":"login","username":"hans","password":"x","private_port":0}', hans],
  ['{"action":"login","username":"hans","password":"x","private_port":65536}', hans],
  ['{"action":"login","username":"hans","password":"x","private_port":1.5}', hans],
  ['{"action":"login","username":"hans","password":"x","private_port":""}', hans],
  ['{"action":"login","username":"hans","password":"x","private_port":null}', hans],
  [
    '{"action":"login","password":"a\\u001b\\r\\n"}',
    { ...hans, name: '', password: 'a\u001b\r\n' },
  ],
  [
    '{"action": "message", "message": "Hey Dude", "user": "yoda"}',
    { kind: 'message', to: 'yoda', text: 'Hey Dude' },
  ],
  [
    '{"action": "message", "message": "\xe2\x98\x83\\ud83d\\ude00", "user": "Zo\xc3\xab"}',
    { kind: 'message', to: 'Zoë', text: '☃😀' },
  ],
  [
    '{"action": "broadcast", "message": "a\\u001b\\r\\nb"}',
    { kind: 'broadcast', text: 'a\ufffd\nb' },
    { kind: 'broadcast', text: 'a\u001b\r\nb' },
  ],
  [
    '{"action": "broadcast", "message": "half \\ud83d"}',
    { kind: 'broadcast', text: 'half \ufffd' },
    { kind: 'broadcast', text: 'half \ud83d' },
  ],
  ['{"action": "whoelse", "user": "x"}', { kind: 'whoelse' }],
  ['{"action": "whoelsesince", "since": "100"}', { kind: 'whoelsesince', seconds: 100 }],
  ['{"action": "whoelsesince", "since": 0.5}', { kind: 'whoelsesince', seconds: 0.5 }],
  ['{"action": "whoelsesince", "since": true}', { kind: 'whoelsesince', seconds: undefined }],
  ['{"action": "block", "user": "yoda"}', { kind: 'block', name: 'yoda' }],
  ['{"action": "unblock", "user": "yoda"}', { kind: 'unblock', name: 'yoda' }],
  ['{"action": "startprivate", "user": "yoda"}', { kind: 'startprivate', name: 'yoda' }],
  ['{"action": "logout"}', { kind: 'logout' }],
  ['{"action": "logout", "action": "whoelse"}', { kind: 'whoelse' }],
  ['{"action": "dance"}', unknownAction('dance')],
  ['{"action": "__proto__"}', unknownAction('__proto__')],
  ['{"__proto__": {"action": "logout"}}', unknownAction('')],
  ['{"Action": "logout"}', unknownAction('')],
  ['{"action": "message", "user": "yoda"}', unknownAction('message')],
  [`{"action": "${'x'.repeat(23)}\\ud83d\\ude00"}`, unknownAction(`${'x'.repeat(23)}\ufffd`)],
  ['{action}', malformed],
  ['{"action": "logout",}', malformed],
  ['{"action": "\xff"}', malformed],
  ["{'action': 'logout'}", malformed],
]

describe('a request', () => {
  const all = requests.flatMap(([bytes, frame, strictFrame = frame]) => [
    { way: 'usual', options: usual, bytes, frame },
    { way: 'strict', options: strict, bytes, frame: strictFrame },
  ])
  test.each(all)('$way: $bytes', ({ options, bytes, frame }) => {
    for (const chunks of waysToArrive(bytes)) {
      expect(read(dialect.splitter(options), chunks)).toEqual([frame])
    }
  })
})

describe('a stream', () => {
  const bytes = (text: string) => [Buffer.from(text, 'latin1')]
  const logout = { kind: 'logout' }

  test('has objects with or without white space between (1.2)', () => {
    const text = ' {"action":"logout"}{"action":"logout"}\r\n\t {"action":"logout"}\0'
    const frames = read(dialect.splitter(usual), bytes(text))
    expect(frames).toEqual([logout, logout, { kind: 'line-end' }, logout])
  })

  test.each(['hello', '[1]', '"x"', '7', '\xff'])('may not have %s between', (text) => {
    expect(read(dialect.splitter(usual), bytes(text))).toEqual([malformed])
  })

  test('ends with an object over 64 KiB, or nested over 32 deep', () => {
    const long = `{"action": "${'x'.repeat(65_536)}`
    expect(read(dialect.splitter(usual), bytes(long))).toEqual([new Malformed('frame-too-long')])
    const deep = '{"a":'.repeat(33)
    expect(read(dialect.splitter(usual), bytes(deep))).toEqual([new Malformed('nested-too-deep')])
  })
})
