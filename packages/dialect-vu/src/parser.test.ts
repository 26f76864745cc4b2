import { Buffer } from 'node:buffer'
import { NEED_MORE, type Splitter } from '@parley/contract'
import { dialect } from './index.ts'

const extended = dialect.options.parse({})
const strict = dialect.options.parse({ strict: true })

function read(splitter: Splitter<unknown>, chunks: readonly Uint8Array[]): readonly unknown[] {
  const frames: unknown[] = []
  for (const chunk of chunks) {
    splitter.push(chunk)
    for (;;) {
      const frame = splitter.next(4096)
      if (frame === NEED_MORE) break
      frames.push(frame)
    }
  }
  return frames
}

/** Whole, byte by byte, cut at every offset, and with the beginning of another message behind. */
function waysToArrive(text: string): readonly (readonly Uint8Array[])[] {
  const bytes = Buffer.from(text, 'latin1')
  const offsets = [...bytes.keys()]
  return [
    [bytes],
    offsets.map((at) => bytes.subarray(at, at + 1)),
    ...offsets.map((at) => [bytes.subarray(0, at), bytes.subarray(at)]),
    [Buffer.concat([bytes, Buffer.from('SEND carol ')])],
  ]
}

/** Bytes as latin1, the frame of other listeners, and that of a `strict` one where it differs. */
const requests: readonly (readonly [bytes: string, frame: unknown, strictFrame?: unknown])[] = [
  ['HELLO-FROM alice\n', { kind: 'hello', name: 'alice' }],
  ['HELLO-FROM alice\r\n', { kind: 'hello', name: 'alice' }],
  ['HELLO-FROM alice  \n', { kind: 'hello', name: 'alice' }],
  ['HELLO-FROM  alice\n', { kind: 'hello', name: ' alice' }],
  ['HELLO-FROM al,ice b\n', { kind: 'hello', name: 'al,ice b' }],
  ['HELLO-FROM Zo\xc3\xab\n', { kind: 'hello', name: 'Zoë' }],
  ['HELLO-FROM \n', { kind: 'hello', name: '' }],
  ['HELLO-FROM\n', { kind: 'hello', name: '' }],
  ['LIST\n', { kind: 'list' }],
  ['LIST\r\n', { kind: 'list' }],
  ['LIST \n', { kind: 'bad-body' }],
  ['LIST all\n', { kind: 'bad-body' }],
  ['LIST\r\r\n', { kind: 'bad-header' }],
  ['SEND bob hello there\n', { kind: 'send', to: 'bob', text: 'hello there' }],
  ['SEND bob  two  spaces \n', { kind: 'send', to: 'bob', text: ' two  spaces ' }],
  ['SEND  bob hi\n', { kind: 'send', to: 'bob', text: 'hi' }],
  ['SEND    bob hi\n', { kind: 'send', to: 'bob', text: 'hi' }],
  ['SEND b \tx\n', { kind: 'send', to: 'b', text: '\tx' }],
  ['SEND b \t\n', { kind: 'send', to: 'b', text: '\t' }],
  ['SEND bob hi\r\r\n', { kind: 'send', to: 'bob', text: 'hi\r' }],
  ['SEND bob \xe2\x98\x83\xf0\x9f\x98\x80\n', { kind: 'send', to: 'bob', text: '☃😀' }],
  ['SEND\n', { kind: 'bad-body' }],
  ['SEND \n', { kind: 'bad-body' }],
  ['SEND bob\n', { kind: 'bad-body' }],
  ['SEND bob \n', { kind: 'bad-body' }],
  ['SEND bob   \n', { kind: 'bad-body' }],
  ['SEND   bob\n', { kind: 'bad-body' }],
  ['SEND bob \r\n', { kind: 'bad-body' }],
  ['SEND bob caf\xe9\n', { kind: 'unreadable' }],
  ['HELLO-FROM caf\xe9\n', { kind: 'unreadable' }],
  ['\xff\n', { kind: 'unreadable' }],
  ['\n', { kind: 'bad-header' }],
  ['\r\n', { kind: 'bad-header' }],
  [' LIST\n', { kind: 'bad-header' }],
  ['list\n', { kind: 'bad-header' }],
  ['LISTEN\n', { kind: 'bad-header' }],
  ['SEND\tbob hi\n', { kind: 'bad-header' }],
  ['HELLO-FROMalice\n', { kind: 'bad-header' }],
  ['WHO\n', { kind: 'who' }, { kind: 'bad-header' }],
  ['WHO alice\n', { kind: 'bad-body' }, { kind: 'bad-header' }],
  ['WHO \n', { kind: 'bad-body' }, { kind: 'bad-header' }],
  ['WHOEVER\n', { kind: 'bad-header' }],
  ['SEND * hi\n', { kind: 'speak', text: 'hi' }, { kind: 'send', to: '*', text: 'hi' }],
  ['SEND  *  hi\n', { kind: 'speak', text: ' hi' }, { kind: 'send', to: '*', text: ' hi' }],
  ['SEND * \n', { kind: 'bad-body' }],
  ['SEND ** hi\n', { kind: 'send', to: '**', text: 'hi' }],
]

describe('a client’s line', () => {
  for (const [bytes, frame, strictFrame = frame] of requests) {
    test(JSON.stringify(bytes), () => {
      for (const chunks of waysToArrive(bytes)) {
        expect(read(dialect.splitter(extended), chunks)).toEqual([frame])
        expect(read(dialect.splitter(strict), chunks)).toEqual([strictFrame])
      }
    })
  }

  test('over the bound is one unreadable frame, and the next is read', () => {
    const frames = [{ kind: 'unreadable' }, { kind: 'list' }]
    const chunks = [4088, 3000, 9000].map((length) => Buffer.alloc(length, 'LIST '))
    const long = [Buffer.from('SEND bob '), ...chunks, Buffer.from('\nLIST\n')]
    expect(read(dialect.splitter(extended), long)).toEqual(frames)
    expect(read(dialect.splitter(extended), [Buffer.concat(long)])).toEqual(frames)
  })

  test('of spaces only is read in linear time', () => {
    const splitter = dialect.splitter(extended)
    splitter.push(Buffer.from(`HELLO-FROM ${' '.repeat(1_000_000)}x\n`))
    splitter.push(Buffer.from(`SEND ${' '.repeat(1_000_000)}\n`))
    expect(splitter.next(1_048_576)).toMatchObject({ kind: 'hello' })
    expect(splitter.next(1_048_576)).toEqual({ kind: 'bad-body' })
  })
})

const replies: readonly (readonly [bytes: string, frame: unknown])[] = [
  ['HELLO alice\n', { kind: 'hello', name: 'alice', line: 'HELLO alice' }],
  ['IN-USE\n', { kind: 'refusal', word: 'IN-USE', line: 'IN-USE' }],
  ['BUSY\n', { kind: 'refusal', word: 'BUSY', line: 'BUSY' }],
  ['BAD-RQST-HDR\n', { kind: 'refusal', word: 'BAD-RQST-HDR', line: 'BAD-RQST-HDR' }],
  ['BAD_RQST_HDR\n', { kind: 'refusal', word: 'BAD-RQST-HDR', line: 'BAD_RQST_HDR' }],
  ['BAD-RQST-BODY\r\n', { kind: 'refusal', word: 'BAD-RQST-BODY', line: 'BAD-RQST-BODY' }],
  ['BAD-RQST-BODY eh\n', { kind: 'refusal', word: 'BAD-RQST-BODY', line: 'BAD-RQST-BODY eh' }],
  ['LIST-OK a,b\n', { kind: 'names', names: ['a', 'b'], line: 'LIST-OK a,b' }],
  ['LIST_OK a, b,\n', { kind: 'names', names: ['a', 'b'], line: 'LIST_OK a, b,' }],
  ['LIST-OK ,\n', { kind: 'names', names: [], line: 'LIST-OK ,' }],
  ['LIST-OK\n', { kind: 'names', names: [], line: 'LIST-OK' }],
  ['WHO-OK a,b\n', { kind: 'names', names: ['a', 'b'], line: 'WHO-OK a,b' }],
  ['SEND-OK\n', { kind: 'sent', line: 'SEND-OK' }],
  ['SEND_OK \n', { kind: 'sent', line: 'SEND_OK ' }],
  ['DELIVERY bob hi\n', { kind: 'delivery', from: 'bob', text: 'hi' }],
  ['DELIVERY bob  a_b  \n', { kind: 'delivery', from: 'bob', text: ' a_b  ' }],
  ['DELIVERY bob  \n', { kind: 'delivery', from: 'bob', text: ' ' }],
  ['DELIVERY bob\n', { kind: 'delivery', from: 'bob', text: '' }],
  ['DELIVERY Zo\xc3\xab \xe2\x98\x83\n', { kind: 'delivery', from: 'Zoë', text: '☃' }],
  ['DELIVERY\n', { kind: 'nonsense', line: 'DELIVERY' }],
  ['DELIVERY  hi\n', { kind: 'nonsense', line: 'DELIVERY  hi' }],
  ['BAD-DEST-USER\n', { kind: 'refusal', word: 'BAD-DEST-USER', line: 'BAD-DEST-USER' }],
  ['UNKNOWN\n', { kind: 'refusal', word: 'UNKNOWN', line: 'UNKNOWN' }],
  ['\n', { kind: 'nonsense', line: '' }],
  ['hello alice\n', { kind: 'nonsense', line: 'hello alice' }],
  ['\xff\xfe\n', { kind: 'nonsense', line: '(not-utf8)' }],
]

describe('a server’s line', () => {
  test.each(replies)('%j', (bytes, frame) => {
    for (const chunks of waysToArrive(bytes)) {
      expect(read(dialect.client.splitter(extended), chunks)).toEqual([frame])
    }
  })
})
