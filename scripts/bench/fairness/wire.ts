import { Buffer } from 'node:buffer'

/** How a user of a dialect logs in and speaks to everyone, in bytes; written by hand from its README. */
export interface Speech {
  login(name: string): string | Uint8Array
  /** What the answer to a login that succeeded contains. */
  readonly welcome: string
  /** `from`: who has logged in. */
  broadcast(text: string, from: string): string | Uint8Array
}

/** A Python pickle, protocol 4, of `{'type': type, 'body': body}`. */
function pickle(type: string, body: string): Uint8Array {
  const text = (value: string) => {
    const bytes = Buffer.from(value)
    const length = Buffer.alloc(4)
    length.writeUInt32LE(bytes.length)
    return Buffer.concat([Buffer.from('X'), length, bytes])
  }
  const parts = [text('type'), text(type), text('body'), text(body)]
  return Buffer.concat([Buffer.from([0x80, 4]), Buffer.from('}('), ...parts, Buffer.from('u.')])
}

const json = (value: object) => JSON.stringify(value)

export const speeches: Readonly<Record<string, Speech>> = {
  vu: {
    welcome: 'HELLO ',
    login: (name) => `HELLO-FROM ${name}\n`,
    broadcast: (text) => `SEND * ${text}\n`,
  },
  llp: {
    welcome: 'OK - Hello',
    login: (name) => `LOGIN ${name}\n`,
    broadcast: (text) => `BROADCAST\n${text}\nXOXOXO\n`,
  },
  ktn: {
    welcome: 'Login successful',
    login: (name) => json({ request: 'login', content: name }),
    broadcast: (text) => json({ request: 'msg', content: text }),
  },
  ghostr: {
    welcome: 'SUCCESS',
    login: (name) => json({ action: 'login', username: name, password: 'secret' }),
    broadcast: (text) => json({ action: 'broadcast', message: text }),
  },
  'ghostr-text': {
    welcome: 'PASW: 1',
    login: (name) => `TYPE: LOGON;;WHO: ${name};;TYPE: AUTH;;WHO: ${name};;PASW: secret;;NEW: 1;;`,
    broadcast: (text, from) => `TYPE: BROADCAST;;FROM: ${from};;BODY: ${text};;`,
  },
  toom: {
    welcome: 'LOGIN-A',
    login: (name) => pickle('LOGIN', `${name} secret`),
    broadcast: (text) => pickle('MSG', text),
  },
  irc: {
    welcome: ' 422 ',
    login: (name) =>
      [
        'CAP REQ :batch draft/multiline',
        `NICK ${name}`,
        `USER ${name} 0 * :${name}`,
        'CAP END',
        'JOIN #parley',
        '',
      ].join('\r\n'),
    broadcast: (text) => `PRIVMSG #parley :${text}\r\n`,
  },
}

/** Bytes of a frame after which its dialect says that it is too long. */
const LONGEST: Readonly<Record<string, number>> = {
  vu: 1024 * 1024,
  llp: 64 * 1024,
  ktn: 64 * 1024,
  ghostr: 64 * 1024,
  'ghostr-text': 64 * 1024,
  toom: 2048,
  irc: 512,
}

/** Texts that cost a careless reader or writer much, each repeated until the frame is full. */
const units: readonly string[] = [
  'x',
  ' ',
  '\u0001',
  '\u0301',
  '\u0301\u0316',
  '\u2028',
  '\r',
  '\u{1f600}',
  '\ufdfa',
  '"',
  '\\',
  ';',
  '@bob ',
  ' XOXOXO ',
]

/** What stands around the text, at the most. */
const ROOM = 256

function filled(unit: string, bytes: number): string {
  return unit.repeat(Math.floor(bytes / Buffer.byteLength(unit)))
}

/** In JSON a control character is six bytes. */
function wireLength(dialect: string, unit: string): number {
  const escaped = dialect === 'ktn' || dialect === 'ghostr'
  return Buffer.byteLength(escaped ? JSON.stringify(unit).slice(1, -1) : unit)
}

/** What a user says who has logged in under the name. */
type Frame = (from: string) => string | Uint8Array

/** Frames of a dialect that are as expensive as its bound allows. */
export function worstFrames(dialect: string): readonly Frame[] {
  const speech = speeches[dialect]
  const longest = LONGEST[dialect]
  if (speech === undefined || longest === undefined) return []
  const texts = units.map((unit): Frame => {
    const count = Math.floor((longest - ROOM) / wireLength(dialect, unit))
    return (from) => speech.broadcast(unit.repeat(count), from)
  })
  const others = special[dialect]?.(longest - ROOM) ?? []
  return [
    ...texts,
    ...others.map(
      (frame): Frame =>
        () =>
          frame,
    ),
  ]
}

const nested = (longest: number) => [
  `{"request":"msg","content":${'['.repeat(longest)}`,
  `${'{"a":'.repeat(31)}1${'}'.repeat(31)}`.repeat(Math.floor(longest / 220)),
  `{"request":"msg","content":"${'\\u0001'.repeat(Math.floor(longest / 6))}"}`,
  `{${filled('"a":1,', longest)}"request":"msg","action":"list"}`,
  filled('{}', longest),
  filled('x', longest),
]

/** Frames that are bad in a way of one dialect alone. */
const special: Readonly<Record<string, (longest: number) => readonly (string | Uint8Array)[]>> = {
  vu: (longest) => [
    `HELLO-FROM ${filled('a\u0301\u0316', longest)}\n`,
    `SEND ${filled('a\u0301\u0316', longest)} x\n`,
    filled('\n', longest),
    filled('LIST\n', longest),
  ],
  llp: (longest) => [
    `BROADCAST\n${'x\n'.repeat(1000)}XOXOXO\n`,
    `BROADCAST\n${filled('\n', 1024 * 1024)}XOXOXO\n`,
    `BROADCAST\n${filled('x\n', 1024 * 1024)}XOXOXO\n`,
    `BROADCAST\n${filled(`${filled('\u0301', longest)}\n`, 1024 * 1024)}XOXOXO\n`,
    `MESSAGE ${filled('a\u0301\u0316', longest)}\n`,
    filled('HISTORY 1000\n', longest),
  ],
  ktn: (longest) => [
    ...nested(longest),
    ...[filled('{"request":"history"}', longest), filled('{"request":"names"}', longest)],
  ],
  ghostr: nested,
  'ghostr-text': (longest) => [
    filled(';', longest),
    filled('TYPE: ', longest),
    filled('TYPE: x;;', longest),
    `TYPE: BLOCK;;WHO: ${filled('a\u0301\u0316', longest)};;BLOCKER: x;;`,
  ],
  toom: () => [
    Buffer.concat(Array.from({ length: 500 }, () => pickle('RDM', '01 Jan 2020 00:00:00'))),
    Buffer.concat(Array.from({ length: 500 }, () => pickle('ATU', ''))),
    Buffer.concat([Buffer.from([0x80, 4]), Buffer.from('}('.repeat(900))]),
  ],
  irc: (longest) => [
    ...['\u0301', '"', 'x'].map((unit) => multiline(filled(unit, longest))),
    `ISON :${filled('a ', longest)}\r\n`,
    `JOIN ${filled('#a\u0301\u0316', longest)}\r\n`,
    filled('LIST\r\n', longest),
    filled('\r\n', longest),
  ],
}

/** A message of as many lines as 64 KiB hold. */
function multiline(text: string): string {
  const line = `@batch=1 PRIVMSG #parley :${text}\r\n`
  const lines = line.repeat(Math.floor((64 * 1024) / Buffer.byteLength(text)))
  return `BATCH +1 draft/multiline #parley\r\n${lines}BATCH -1\r\n`
}
