import { Buffer } from 'node:buffer'
import { Malformed, NEED_MORE, type Splitter } from '@parley/contract'
import { dialect } from './index.ts'
import { replySplitter, requestSplitter } from './parser.ts'

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

/** Whole, byte by byte, cut at every offset, and with the beginning of another message behind. */
function waysToArrive(text: string): readonly (readonly Uint8Array[])[] {
  const bytes = Buffer.from(text)
  const offsets = [...bytes.keys()]
  return [
    [bytes],
    offsets.map((at) => bytes.subarray(at, at + 1)),
    ...offsets.map((at) => [bytes.subarray(0, at), bytes.subarray(at)]),
    [Buffer.concat([bytes, Buffer.from('TYPE: MSG;;FROM: hans;;BO')])],
  ]
}

const unknown = { kind: 'unknown' }
const unfinished = (type: string) => ({ kind: 'unfinished', type })
const logout = { kind: 'LOGOUT', who: 'hans' }

type Row = readonly [bytes: string, frames: readonly unknown[], strictly?: readonly unknown[]]

/** Bytes, and the frames of a listener; those of a `strict` one where they differ. */
const requests: readonly Row[] = [
  ['TYPE: LOGON;;WHO: hans;;', [{ kind: 'LOGON', who: 'hans' }]],
  [
    'TYPE: AUTH;;WHO: hans;;PASW: falcon*solo;;NEW: 0;;',
    [{ kind: 'AUTH', who: 'hans', password: 'falcon*solo' }],
  ],
  [
    'TYPE: AUTH;;WHO: hans;;PASW:  a: b ;;NEW: 1;;',
    [{ kind: 'AUTH', who: 'hans', password: ' a: b ' }],
  ],
  [
    'TYPE: MSG;;FROM: hans;;TO: yoda;;BODY: Hey Dude;;',
    [{ kind: 'MSG', from: 'hans', to: 'yoda', text: 'Hey Dude' }],
  ],
  [
    'TYPE: MSG;;BODY: ;;TO:  yoda ;;FROM: hans;;',
    [{ kind: 'MSG', from: 'hans', to: 'yoda', text: '' }],
  ],
  [
    'TYPE: BROADCAST;;FROM: hans;;BODY: é ☃ 😀;;',
    [{ kind: 'BROADCAST', from: 'hans', text: 'é ☃ 😀' }],
  ],
  [
    'TYPE: BROADCAST;;FROM: hans;;BODY: a\x07\r\nb\u2028;;',
    [{ kind: 'BROADCAST', from: 'hans', text: 'a\ufffd\nb\n' }],
    [{ kind: 'BROADCAST', from: 'hans', text: 'a\x07\r\nb\u2028' }],
  ],
  ['TYPE: WHOELSE;;FROM: hans;;', [{ kind: 'WHOELSE', from: 'hans' }]],
  [
    'TYPE: WHOELSESINCE;;WHEN: 100;;FROM: hans;;',
    [{ kind: 'WHOELSESINCE', from: 'hans', seconds: 100 }],
  ],
  [
    'TYPE: WHOELSESINCE;;FROM: hans;;WHEN: 0.5;;',
    [{ kind: 'WHOELSESINCE', from: 'hans', seconds: 0.5 }],
  ],
  ...['', '-1', '1e3', 'soon', '0x10', '9'.repeat(16)].map((when): Row => {
    const frame = { kind: 'WHOELSESINCE', from: 'hans', seconds: undefined }
    return [`TYPE: WHOELSESINCE;;WHEN: ${when};;FROM: hans;;`, [frame]]
  }),
  ['TYPE: BLOCK;;WHO: hans;;BLOCKER: yoda;;', [{ kind: 'BLOCK', who: 'hans', blocker: 'yoda' }]],
  [
    'TYPE: UNBLOCK;;WHO: hans;;BLOCKER: yoda;;',
    [{ kind: 'UNBLOCK', who: 'hans', blocker: 'yoda' }],
  ],
  ['TYPE: PRIVREQ;;TO: yoda;;FROM: hans;;', [{ kind: 'PRIVREQ', from: 'hans', to: 'yoda' }]],
  [
    'TYPE: PRIVMSG;;TO: yoda;;FROM: hans;;BODY: psst;;',
    [{ kind: 'PRIVMSG', from: 'hans', to: 'yoda', text: 'psst' }],
  ],
  ['TYPE: PRIVSTOP;;TO: yoda;;FROM: hans;;', [{ kind: 'PRIVSTOP', from: 'hans', to: 'yoda' }]],
  ['TYPE: LOGOUT;;WHO: hans;;', [logout]],

  ['TYPE: DANCE;;TYPE: LOGOUT;;WHO: hans;;', [unknown, logout]],
  ['TYPE: logout;;WHO: hans;;', [unknown]],
  ['TYPE: constructor;;', [unknown]],
  ['TYPE: MSG;;TO: yoda;;TYPE: LOGOUT;;WHO: hans;;', [unfinished('MSG'), logout]],
  ['TYPE: MSG;;TYPE: DANCE;;', [unfinished('MSG'), unknown]],
  ['WHO: eve;;TYPE: LOGOUT;;WHO: hans;;WHO: eve;;', [logout]],
  ['TYPE: LOGOUT;;BLOCKER: eve;;WHO: hans;;', [logout]],
  ['hello;;', [new Malformed('malformed')]],
  ['TYPE: MSG;;hello;;', [new Malformed('malformed')]],
]

describe.each(requests.map(([bytes, frames, strictly = frames]) => ({ bytes, frames, strictly })))(
  '$bytes',
  ({ bytes, frames, strictly }) => {
    test('is read, however it comes', () => {
      for (const chunks of waysToArrive(bytes)) {
        expect(read(requestSplitter(false), chunks)).toEqual(frames)
        expect(read(requestSplitter(true), chunks)).toEqual(strictly)
      }
    })
  },
)

const nonsense = (text: string) => ({ kind: 'nonsense', text })

const replies: readonly (readonly [string, readonly unknown[]])[] = [
  ['TYPE: LOGON;;RET: 1;;NEW: 0;;ERR: 0;;', [{ kind: 'LOGON', ok: true, isNew: false, text: '0' }]],
  [
    'TYPE: LOGON;;RET: 0;;NEW: 1;;ERR: why;;',
    [{ kind: 'LOGON', ok: false, isNew: true, text: 'why' }],
  ],
  ['TYPE: AUTH;;PASW: 1;;ATMP: 3;;', [{ kind: 'AUTH', ok: true, left: '3' }]],
  ['TYPE: AUTH;;PASW: 0;;ATMP: 2;;', [{ kind: 'AUTH', ok: false, left: '2' }]],
  ['TYPE: LOGGEDIN;;WHO: yoda;;', [{ kind: 'LOGGEDIN', who: 'yoda' }]],
  ['TYPE: LOGGEDOUT;;WHO: yoda;;', [{ kind: 'LOGGEDOUT', who: 'yoda' }]],
  [
    'TYPE: MSG;;FROM: hans;;TO: yoda;;BODY:  hi ;;',
    [{ kind: 'MSG', from: 'hans', to: 'yoda', text: ' hi ' }],
  ],
  [
    'TYPE: WHOELSE;;FROM: hans;;BODY: yoda\nluke;;',
    [{ kind: 'WHOELSE', names: ['yoda', 'luke'], goesOn: false }],
  ],
  [
    'TYPE: WHOELSE;;FROM: hans;;BODY: yoda, luke\n;;',
    [{ kind: 'WHOELSE', names: ['yoda', 'luke'], goesOn: true }],
  ],
  ['TYPE: WHOELSE;;FROM: hans;;BODY: ;;', [{ kind: 'WHOELSE', names: [], goesOn: false }]],
  [
    'TYPE: BLOCK;;WHO: hans;;BLOCKER: yoda;;RET: 0;;ERR: yoda has blocked you;;',
    [{ kind: 'BLOCK', who: 'hans', blocker: 'yoda', ok: false, text: 'yoda has blocked you' }],
  ],
  [
    'TYPE: UNBLOCK;;WHO: hans;;BLOCKER: yoda;;RET: 1;;ERR: 0;;',
    [{ kind: 'UNBLOCK', who: 'hans', blocker: 'yoda', ok: true, text: '0' }],
  ],
  [
    "TYPE: PRIVREQ;;TO: yoda;;FROM: hans;;RET: 1;;DEST: ('127.0.0.1', 32876);;",
    [{ kind: 'PRIVREQ', ok: true, place: "('127.0.0.1', 32876)" }],
  ],
  [
    'TYPE: PRIVREQ;;TO: yoda;;FROM: hans;;RET: 0;;TYPE: LOGGEDIN;;WHO: yoda;;',
    [
      { kind: 'PRIVREQ', ok: false, place: '' },
      { kind: 'LOGGEDIN', who: 'yoda' },
    ],
  ],
  [
    'TYPE: PRIVMSG;;TO: yoda;;FROM: hans;;BODY: psst;;',
    [{ kind: 'PRIVMSG', from: 'hans', to: 'yoda', text: 'psst' }],
  ],
  ['TYPE: PRIVSTOP;;TO: yoda;;FROM: hans;;RET: 1;;', [{ kind: 'PRIVSTOP', to: 'yoda' }]],
  ['TYPE: LOGOUT;;WHO: hans;;', [logout]],
  ['TYPE: TIMEOUT;;WHO: hans;;', [{ kind: 'TIMEOUT', who: 'hans' }]],
  ['TYPE: ERROR;;OF: MSG;;ERR: why;;', [{ kind: 'ERROR', of: 'MSG', text: 'why' }]],
  ['TYPE: DANCE;;', [nonsense('TYPE: DANCE')]],
  [
    'TYPE: MSG;;FROM: hans;;TYPE: LOGOUT;;WHO: hans;;',
    [nonsense('TYPE: MSG without all of its fields'), logout],
  ],
]

describe.each(replies)('%j', (bytes, frames) => {
  test('is read by a client, however it comes', () => {
    for (const chunks of waysToArrive(bytes)) expect(read(replySplitter(), chunks)).toEqual(frames)
  })
})

describe('the bound', () => {
  const message = Buffer.from('TYPE: MSG;;FROM: hans;;TO: yoda;;BODY: hi;;')

  test('is on the whole message', () => {
    const splitter = dialect.splitter(dialect.options.parse({}))
    splitter.push(message)
    expect(splitter.next(message.length)).toMatchObject({ kind: 'MSG' })
    splitter.push(message)
    expect(splitter.next(message.length - 1)).toEqual(new Malformed('frame-too-long'))
  })

  test('fields that are skipped count too', () => {
    const splitter = requestSplitter(false)
    splitter.push(Buffer.from(`TYPE: MSG;;${'TO: yoda;;'.repeat(10)}`))
    expect(splitter.next(64)).toEqual(new Malformed('frame-too-long'))
  })

  test('fields between messages do not', () => {
    const splitter = requestSplitter(false)
    splitter.push(Buffer.from(`${'TO: yoda;;'.repeat(10)}TYPE: LOGOUT;;WHO: hans;;`))
    expect(splitter.next(64)).toEqual(logout)
  })
})
