import { Buffer } from 'node:buffer'
import { Malformed, NEED_MORE, type Splitter } from '@parley/contract'
import { dialect } from './index.ts'

const extended = dialect.options.parse({})
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
    [Buffer.concat([bytes, Buffer.from(' {"request": "msg", "con')])],
  ]
}

const malformed = { kind: 'malformed' }
const former = (request: object) => ({ kind: 'former', request })
const unknown = { kind: 'unknown' }
const names = { kind: 'names' }
const hi = { kind: 'msg', text: 'hi' }

/** Bytes as latin1, the frame of other listeners, and that of a `strict` one where it differs. */
const requests: readonly (readonly [bytes: string, frame: unknown, strictFrame?: unknown])[] = [
  ['{"request": "login", "content": "alice"}', { kind: 'login', name: 'alice' }],
  ['{"request":"login","content":"alice \\t\\n"}', { kind: 'login', name: 'alice' }],
  ['{"request":"login","content":" Zo\xc3\xab"}', { kind: 'login', name: ' Zoë' }],
  ['{"request":"login","content":null}', malformed],
  ['{"request":"logout","content":null}', { kind: 'logout' }],
  ['{"request":"logout","content":"alice"}', { kind: 'logout' }],
  ['{"content":"hi","request":"msg"}', hi],
  ['{"request":"msg","content":"  hi  "}', { kind: 'msg', text: '  hi' }],
  ['{"request":"msg","content":"\xe2\x98\x83\\ud83d\\ude00"}', { kind: 'msg', text: '☃😀' }],
  ['{"request":"msg","content":" \\n"}', { kind: 'msg', text: '' }],
  [
    '{"request":"msg","content":"a\\u0085\\u001b"}',
    { kind: 'msg', text: 'a\n\ufffd' },
    { kind: 'msg', text: 'a\u0085\u001b' },
  ],
  [
    '{"request":"msg","content":"a\\u0085"}',
    { kind: 'msg', text: 'a' },
    { kind: 'msg', text: 'a\u0085' },
  ],
  [
    '{"request":"msg","content":"\\udc00"}',
    { kind: 'msg', text: '\ufffd' },
    { kind: 'msg', text: '\udc00' },
  ],
  ['{"request":"msg","content":7}', malformed],
  ['{"request":"msg"}', malformed],
  ['{"request":"names"}', names],
  ['{"request":"names","content":null}', names],
  ['{"request":"names","content":""}', names],
  ['{"request":"names","content":" "}', names],
  ['{"request":"names","content":"None"}', names],
  ['{"request":"names","content":"none"}', names],
  ['{"request":"names","content":"NONE"}', names],
  ['{"request":"names","content":false}', names],
  ['{"request":"names","content":{}}', names],
  ['{"request":"help","content":null}', { kind: 'help' }],
  ['{"request":"dance","content":null}', unknown],
  ['{"request":"dance","content":[1]}', unknown],
  ['{"request":"toString","content":null}', unknown],
  ['{"request":"__proto__","content":null}', unknown],
  ['{"request":null,"content":null}', malformed],
  ['{"request":["msg"],"content":"hi"}', malformed],
  ['{"content":"hi"}', malformed],
  ['{"__proto__":{"request":"names"},"content":null}', malformed],
  ['{"constructor":null,"request":"names"}', names],
  ['{}', malformed],
  ['{"request":"names",}', malformed],
  ['{[}', malformed],
  ['{"request":"msg","content":"a\nb"}', malformed],
  ['{"request":"msg","content":"\xe9"}', malformed],
  ['{"request":"msg","request":"names","content":null}', names],
  ['{"request":"msg","content":"hi","response":"x","sender":{"a":[{}]},"9":0}', hi],

  ['{"Request":"msg","CONTENT":"hi"}', hi, malformed],
  ['{"response":"msg","content":"hi"}', hi, malformed],
  ['{"Response":"MESSAGE","Content":"hi"}', hi, malformed],
  ['{"request":"MSG","content":"hi"}', hi, unknown],
  ['{"request":"message","content":"hi"}', hi, unknown],
  ['{"request":"Users","content":null}', names, unknown],
  ['{"request":"name","content":null}', names, unknown],
  ['{"REQUEST":"msg","request":"names"}', names],
  ['{"Request":"names","REQUEST":"msg"}', names, malformed],
  ['{"response":"msg","Request":"names"}', names, malformed],
  ['{"request":"names","Content":"x"}', names],

  [
    '{"request":"msg","content":"@bob hi"}',
    { kind: 'whisper', to: 'bob', text: 'hi', whole: '@bob hi' },
    { kind: 'msg', text: '@bob hi' },
  ],
  [
    '{"request":"msg","content":"@bob  \\u0000 "}',
    { kind: 'whisper', to: 'bob', text: ' \ufffd', whole: '@bob  \ufffd' },
    { kind: 'msg', text: '@bob  \u0000' },
  ],
  ['{"request":"msg","content":"@bob "}', { kind: 'msg', text: '@bob' }],
  ['{"request":"msg","content":"@ hi"}', { kind: 'msg', text: '@ hi' }],
  ['{"request":"msg","content":"@a,b hi"}', { kind: 'msg', text: '@a,b hi' }],
  ['{"request":"block","content":"bob "}', { kind: 'block', name: 'bob' }, unknown],
  ['{"request":"unblock","content":"bob"}', { kind: 'unblock', name: 'bob' }, unknown],
  [
    '{"request":"login","username":"al_ice "}',
    former({ kind: 'login', name: 'al_ice' }),
    malformed,
  ],
  ['{"Request":"Login","UserName":"al"}', former({ kind: 'login', name: 'al' }), malformed],
  ['{"request":"login","username":5}', malformed],
  ['{"request":"login","username":"a","content":"b"}', { kind: 'login', name: 'b' }],
  ['{"request":"message","message":"hi "}', former(hi), unknown],
  [
    '{"request":"message","message":"@bob hi"}',
    former({ kind: 'whisper', to: 'bob', text: 'hi', whole: '@bob hi' }),
    unknown,
  ],
  ['{"request":"message","message":["hi"]}', malformed, unknown],
  ['{"request":"message","message":"x","content":"hi"}', hi, unknown],
  ['{"request":"block"}', malformed, unknown],
  ['{"request":"history","content":null}', { kind: 'history' }, unknown],
]

describe('a client’s object', () => {
  for (const [bytes, frame, strictFrame = frame] of requests) {
    test(JSON.stringify(bytes), () => {
      for (const chunks of waysToArrive(bytes)) {
        expect(read(dialect.splitter(extended), chunks)).toEqual([frame])
        expect(read(dialect.splitter(strict), chunks)).toEqual([strictFrame])
      }
    })
  }

  const streams: readonly (readonly [bytes: string, frames: readonly unknown[]])[] = [
    ['{"request":"names"}{"request":"help"}', [names, { kind: 'help' }]],
    ['\0 {"request":"names"} \t\0{"request":"help"}', [names, { kind: 'help' }]],
    [
      '\n{"request":"names"}\r\n\n{"request":"help"}\n',
      [names, { kind: 'line-end' }, { kind: 'help' }],
    ],
    [
      'what {"request":"names"} } ] {"request":"help"}',
      [malformed, names, malformed, { kind: 'help' }],
    ],
  ]
  test.each(streams)('several: %j', (bytes, frames) => {
    for (const chunks of waysToArrive(bytes)) {
      expect(read(dialect.splitter(extended), chunks)).toEqual(frames)
    }
  })

  const open = '{"request":"msg","content":"'
  test('of 64 KiB is read, a longer one is not', () => {
    const whole = `${open}${'x'.repeat(65_536 - open.length - 2)}"}`
    const [frame] = read(dialect.splitter(extended), [Buffer.from(whole)])
    expect(frame).toMatchObject({ kind: 'msg' })
    const longer = [Buffer.from(`${open}${'x'.repeat(65_536)}`)]
    expect(read(dialect.splitter(extended), longer)).toEqual([new Malformed('frame-too-long')])
  })

  test('of depth 32 is read, a deeper one is not', () => {
    const nested = (depth: number) => {
      return `{"request":"names","more":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`
    }
    expect(read(dialect.splitter(extended), [Buffer.from(nested(32))])).toEqual([names])
    expect(read(dialect.splitter(extended), [Buffer.from(nested(33))])).toEqual([
      new Malformed('nested-too-deep'),
    ])
  })

  test('of very many keys is read in linear time', () => {
    const keys = Array.from({ length: 6000 }, (_, index) => `"k${index}":0`).join(',')
    const bytes = Buffer.from(`{${keys},"RESPONSE":"Names"}`)
    expect(read(dialect.splitter(extended), [bytes])).toEqual([names])
  })
})

const message = (from: string, text: string) => ({ kind: 'message', from, text })
const heard = (...messages: readonly (readonly [from: string, text: string])[]) => ({
  kind: 'history',
  messages: messages.map(([from, text]) => ({ from, text })),
})

const replies: readonly (readonly [bytes: string, frame: unknown])[] = [
  [
    '{"timestamp":"2016-03-14T12:34:56","sender":"server","response":"error","content":"Not logged in"}',
    { kind: 'error', time: '2016-03-14T12:34:56', text: 'Not logged in' },
  ],
  ['{"response":"info","content":"Login successful"}', { kind: 'info', text: 'Login successful' }],
  ['{"Response":"Info","Content":null}', { kind: 'info', text: '' }],
  ['{"response":"info","content":["alice","bob",3]}', { kind: 'info', text: 'alice, bob, 3' }],
  ['{"response":"info"}', { kind: 'info', text: '' }],
  ['{"response":"error","content":{"a":1}}', { kind: 'error', text: '' }],
  ['{"response":"message","sender":"bob","content":"hi"}', message('bob', 'hi')],
  [
    '{"timestamp":1457958896.5,"sender":"bob","response":"MSG ","content":" h\xc3\xa9 "}',
    { ...message('bob', ' hé '), time: 1457958896.5 },
  ],
  ['{"timestamp":{},"sender":null,"response":"message","content":"hi"}', message('server', 'hi')],
  ['{"sender":["bob"],"response":"message","content":12}', message('bob', '12')],
  ['{"sender":{"a":1},"response":"message","content":"hi"}', message('server', 'hi')],
  [
    '{"response":"message","message":"hi"}',
    { kind: 'nonsense', text: '{"response":"message","message":"hi"}' },
  ],
  ['{"response":"names","content":["alice","bob"]}', { kind: 'names', names: ['alice', 'bob'] }],
  ['{"response":"names","content":"alice, bob,\\n"}', { kind: 'names', names: ['alice', 'bob'] }],
  ['{"response":"history","content":[]}', heard()],
  ['{"response":"history","content":null}', heard()],
  ['{"response":"history"}', heard()],
  [
    '{"response":"history","content":["{\\"sender\\":\\"bob\\",\\"content\\":\\"hi\\"}","plain"]}',
    heard(['bob', 'hi'], ['server', 'plain']),
  ],
  [
    '{"response":"history","content":[{"Sender":"bob","Content":"hi"},{"content":"yo"},[["x"]],7]}',
    heard(['bob', 'hi'], ['server', 'yo'], ['server', '7']),
  ],
  [
    '{"response":"history","content":"[{\\"sender\\":\\"bob\\",\\"content\\":\\"hi\\"}]"}',
    heard(['bob', 'hi']),
  ],
  ['{"response":"history","content":{"sender":"bob","content":"hi"}}', heard(['bob', 'hi'])],
  ['{"response":"history","content":[{"sender":"bob","message":"hi"}]}', heard(['bob', 'hi'])],
  [
    '{"response":"history","sender":"bob","content":["hi","yo"]}',
    heard(['bob', 'hi'], ['bob', 'yo']),
  ],
  ['{"response":"history","sender":"server","content":"hi"}', heard(['server', 'hi'])],
  ['{"response":"history","content":"nothing yet"}', heard(['server', 'nothing yet'])],
  [
    '{"request":"msg","content":"hi"}',
    { kind: 'nonsense', text: '{"request":"msg","content":"hi"}' },
  ],
  ['{"response":"dance"}', { kind: 'nonsense', text: '{"response":"dance"}' }],
  ['{"response":7}', { kind: 'nonsense', text: '{"response":7}' }],
  ['{nothing}', { kind: 'nonsense', text: '{nothing}' }],
  ['{"response":"\xff"}', { kind: 'nonsense', text: '(not-utf8)' }],
]

describe('a server’s object', () => {
  test.each(replies)('%j', (bytes, frame) => {
    for (const chunks of waysToArrive(bytes)) {
      expect(read(dialect.client.splitter(extended), chunks)).toEqual([frame])
    }
  })

  test('what is no object is nonsense, once', () => {
    const chunks = [Buffer.from('Welcome to the server!\n{"response":"info","content":"hi"}\n')]
    expect(read(dialect.client.splitter(extended), chunks)).toEqual([
      { kind: 'nonsense', text: '(garbage)' },
      { kind: 'info', text: 'hi' },
      { kind: 'line-end' },
    ])
  })

  test('of nonsense only the beginning is kept', () => {
    const chunks = [Buffer.from(`{"response":"${'x'.repeat(500)}"}`)]
    const text = `{"response":"${'x'.repeat(187)}`
    expect(read(dialect.client.splitter(extended), chunks)).toEqual([{ kind: 'nonsense', text }])
  })

  test('a history nested deep in a string does no harm', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    const splitter = dialect.client.splitter(extended)
    splitter.push(Buffer.from(JSON.stringify({ response: 'history', content: [deep, '[[1]]'] })))
    expect(splitter.next(1_048_576)).toEqual(heard(['server', deep], ['server', '[[1]]']))
  })
})
