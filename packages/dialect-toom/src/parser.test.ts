import { Buffer } from 'node:buffer'
import { Malformed, NEED_MORE, type Splitter } from '@parley/contract'
import { client } from './client.ts'
import { dialect } from './index.ts'

const extended = dialect.options.parse({})
const strict = dialect.options.parse({ strict: true })

function read(splitter: Splitter<unknown>, bytes: Uint8Array): readonly unknown[] {
  const frames: unknown[] = []
  splitter.push(bytes)
  for (;;) {
    const frame = splitter.next(2048)
    if (frame === NEED_MORE) return frames
    frames.push(frame instanceof Malformed ? frame.reason : frame)
    if (frame instanceof Malformed) return frames
  }
}

/** As Python 3.7 writes `{'type': type, 'body': body}`, but for the memo. */
function pickled(type: string, body: string): Buffer {
  const string = (text: string) => {
    const bytes = Buffer.from(text)
    const head = Buffer.from([0x58, bytes.length % 256, bytes.length >> 8, 0, 0])
    return Buffer.concat([head, bytes])
  }
  const strings = ['type', type, 'body', body].map(string)
  return Buffer.concat([Buffer.from('80037d28', 'hex'), ...strings, Buffer.from('752e', 'hex')])
}

const noon = new Date('2026-11-20T12:34:56').getTime()
const wrong = (complaint: string) => ({ kind: 'wrong', complaint })
const DATE = '20 Nov 2026 12:34:56'

/** Type, body, the frame of other listeners, and that of a `strict` one where it differs. */
const requests: readonly (readonly [
  type: string,
  body: string,
  frame: object,
  strictly?: object,
])[] = [
  ['LOGIN', 'jess 123', { kind: 'login', name: 'jess', password: '123' }],
  ['LOGIN', 'jess a b ', { kind: 'login', name: 'jess', password: 'a b ' }],
  ['LOGIN', 'jess', { kind: 'login', name: 'jess', password: '' }],
  ['LOGIN', ' jess', { kind: 'login', name: '', password: 'jess' }],
  ['LOGIN', '', { kind: 'login', name: '', password: '' }],
  ['UDP_PORT', '46299', { kind: 'port', port: 46_299 }],
  ['UDP_PORT', '0', { kind: 'port', port: undefined }],
  ['UDP_PORT', '65536', { kind: 'port', port: undefined }],
  ['UDP_PORT', '', { kind: 'port', port: undefined }],
  ['MSG', 'hello there', { kind: 'post', text: 'hello there' }],
  ['MSG', '  two  ', { kind: 'post', text: '  two  ' }],
  ['MSG', 'a\r\nb\x07', { kind: 'post', text: 'a\nb\ufffd' }, { kind: 'post', text: 'a\r\nb\x07' }],
  ['MSG', '', wrong('empty')],
  ['MSG', ' \n\t', wrong('empty'), { kind: 'post', text: ' \n\t' }],
  [
    'MSG',
    '@bob hi ',
    { kind: 'whisper', to: 'bob', text: 'hi ', whole: '@bob hi ' },
    { kind: 'post', text: '@bob hi ' },
  ],
  ['MSG', '@bob', { kind: 'post', text: '@bob' }],
  ['MSG', '@bob \n', { kind: 'post', text: '@bob \n' }],
  ['MSG', '@ bob', { kind: 'post', text: '@ bob' }],
  ['MSG', '@a,b hi', { kind: 'post', text: '@a,b hi' }],
  ['DLT', `1 ${DATE}`, { kind: 'remove', number: 1, posted: noon }],
  [
    'DLT',
    `  #12   20 nov  2026 12:34:56 `,
    { kind: 'remove', number: 12, posted: noon },
    wrong('removeForm'),
  ],
  ['DLT', `#12 ${DATE}`, { kind: 'remove', number: 12, posted: noon }, wrong('number')],
  [
    'DLT',
    '1 20 nov 2026 12:34:56',
    { kind: 'remove', number: 1, posted: noon },
    { kind: 'remove', number: 1, posted: -1 },
  ],
  ['DLT', `+1 ${DATE}`, { kind: 'remove', number: 1, posted: noon }],
  ['DLT', `0 ${DATE}`, { kind: 'remove', number: 0, posted: noon }],
  ['DLT', `-1 ${DATE}`, { kind: 'remove', number: 0, posted: noon }],
  ['DLT', `${'9'.repeat(400)} ${DATE}`, { kind: 'remove', number: 0, posted: noon }],
  ['DLT', '1 20 Foo 2026 12:34:56', { kind: 'remove', number: 1, posted: -1 }],
  ['DLT', `one ${DATE}`, wrong('number')],
  ['DLT', `1# ${DATE}`, wrong('number')],
  ['DLT', `1e3 ${DATE}`, wrong('number')],
  ['DLT', '', wrong('removeForm')],
  ['DLT', 'one two three four', wrong('removeForm')],
  ['DLT', `1 ${DATE} more`, wrong('removeForm')],
  ['EDT', `1 ${DATE} new text`, { kind: 'edit', number: 1, posted: noon, text: 'new text' }],
  [
    'EDT',
    `#1 ${DATE}\n  as typed `,
    { kind: 'edit', number: 1, posted: noon, text: '  as typed ' },
    wrong('number'),
  ],
  ['EDT', `1 ${DATE}  as typed `, { kind: 'edit', number: 1, posted: noon, text: ' as typed ' }],
  [
    'EDT',
    `1 ${DATE} a\rb`,
    { kind: 'edit', number: 1, posted: noon, text: 'a\nb' },
    { kind: 'edit', number: 1, posted: noon, text: 'a\rb' },
  ],
  ['EDT', `x ${DATE} text`, wrong('number')],
  ['EDT', `1 ${DATE}`, wrong('editForm')],
  ['EDT', `1 ${DATE} `, wrong('editForm'), { kind: 'edit', number: 1, posted: noon, text: '' }],
  [
    'EDT',
    `1  ${DATE} text`,
    { kind: 'edit', number: 1, posted: noon, text: 'text' },
    { kind: 'edit', number: 1, posted: -1, text: '12:34:56 text' },
  ],
  ['EDT', '', wrong('editForm')],
  ['RDM', DATE, { kind: 'read', since: noon }],
  ['RDM', ' 20  Nov 2026\t12:34:56 ', { kind: 'read', since: noon }, wrong('readForm')],
  ['RDM', '20 nov 2026 12:34:56', { kind: 'read', since: noon }],
  ['RDM', '', wrong('readForm')],
  ['RDM', `${DATE} more`, wrong('readForm')],
  ['RDM', 'one two three four', wrong('time')],
  ['ATU', '', { kind: 'users' }],
  ['ATU', 'please', { kind: 'users' }],
  ['OUT', '', { kind: 'out' }],
  ['', '', wrong('unknown')],
  ['atu', '', wrong('unknown')],
  ['UPD', 'steve a.txt', wrong('unknown')],
  ['__proto__', '', wrong('unknown')],
  ['constructor', '', wrong('unknown')],
]

describe('requests', () => {
  const rows = requests.map(([type, body, frame, strictly = frame]) => {
    return { type, body, frame, strictly }
  })
  test.each(rows)('$type $body', ({ type, body, frame, strictly }) => {
    expect(read(dialect.splitter(extended), pickled(type, body))).toEqual([frame])
    expect(read(dialect.splitter(strict), pickled(type, body))).toEqual([strictly])
  })

  test('of all kinds in one segment, and an incomplete one', () => {
    const all = requests.map(([type, body]) => pickled(type, body))
    const bytes = Buffer.concat([...all, pickled('OUT', '').subarray(0, 20)])
    expect(read(dialect.splitter(extended), bytes)).toEqual(requests.map(([, , frame]) => frame))
  })

  /** Dictionaries that are no requests; the first is `{'type': 'MSG', 'body': 5}`. */
  const others: readonly (readonly [hex: string, frame: object])[] = [
    ['80037d288c04747970658c034d53478c04626f64794b05752e', wrong('unknown')],
    ['80037d288c04747970658c034d53478c04626f64794e752e', wrong('unknown')],
    ['80037d288c04747970658c034154558c04626f647988752e', wrong('unknown')],
    ['80037d288c04747970658c03415455752e', wrong('unknown')],
    ['80037d288c04747970654b018c04626f64798c00752e', wrong('unknown')],
    ['80037d2e', wrong('unknown')],
    [
      '80037d288c04747970658c085544505f504f52548c04626f64794ddbb4752e',
      { kind: 'port', port: 46_299 },
    ],
    ['80037d288c04747970658c085544505f504f52548c04626f64794affffffff752e', { kind: 'port' }],
    ['80037d288c01784e8c04626f64798c008c04747970658c034f5554752e', { kind: 'out' }],
  ]
  test.each(others)('%s', (hex, frame) => {
    expect(read(dialect.splitter(extended), Buffer.from(hex, 'hex'))).toEqual([frame])
  })
})

describe('replies', () => {
  test('are a type and a body', () => {
    const bytes = Buffer.concat([pickled('', 'Error.'), pickled('RDM', 'a\nb')])
    expect(read(client.splitter(extended), bytes)).toEqual([
      { kind: 'reply', type: '', body: 'Error.' },
      { kind: 'reply', type: 'RDM', body: 'a\nb' },
    ])
  })

  test('may have a number for a body; what has neither is nonsense', () => {
    const hex = '80037d288c04747970658c00 8c04626f64794b05752e 80037d8c01784e732e'.replaceAll(
      ' ',
      '',
    )
    expect(read(client.splitter(extended), Buffer.from(hex, 'hex'))).toEqual([
      { kind: 'reply', type: '', body: '5' },
      { kind: 'nonsense', text: 'a dictionary of x' },
    ])
  })
})
