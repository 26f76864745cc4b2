/**
 * A dialect for the suite’s own tests, right in everything.
 *
 *     client = "IN " name LF / "TO " name " " text LF / "ALL " text LF / "WHO" LF / "OUT" LF
 *            / "CALL " name LF
 *     server = "HI" LF / "OK" *( " " name ) LF / "OK " address " " port LF / "NO " code LF / ( "+" / "-" ) name LF
 *            / ( "MSG " / "PUB " ) name " " text LF / "NOTE " text LF
 *     text   = any, with "\\" "\n" "\r" for a backslash, a line feed and a carriage return
 */
import { Buffer } from 'node:buffer'
import {
  type Answer,
  type Capabilities,
  type Dialect,
  type Event,
  type Feature,
  type Grade,
  isName,
  isOfRoom,
  type Line,
  newsOf,
  type ServerSession,
} from '@parley/contract'
import { cleanText, type LineFault, LineSplitter, memoLast } from '@parley/framing'
import { ToyCall } from './toy-call.ts'
import { escaped, ToyClient, unescaped } from './toy-client.ts'
import { ToyJournal } from './toy-journal.ts'
import { toyTerminal } from './toy-terminal.ts'

export interface ToyOptions {
  readonly strict: boolean
  readonly maxLine: number
  /** The folder of the journal; empty = none. */
  readonly log: string
}

export type ToyItem = string | LineFault

export type Toy = Dialect<ToyItem, ToyItem, ToyOptions>

/** A toy that is wrong in one way, and the check that has to find it. */
export interface Faulty {
  readonly fault: string
  readonly dialect: Toy
  readonly caughtBy: string
  readonly finding: RegExp
}

/** What `TO `, a blank and the longest name take of a line, in bytes. */
export const ROOM = 'TO  '.length + 4 * 64

/** The server’s side. Every step is a method, so that a test can get one of them wrong. */
export class ToySession implements ServerSession<ToyItem> {
  readonly line: Line
  readonly options: ToyOptions
  loggedIn = false

  constructor(line: Line, options: ToyOptions) {
    this.line = line
    this.options = options
  }

  greet(): void {
    this.line.write('HI\n')
  }

  take(item: ToyItem): void {
    if (typeof item !== 'string') return this.line.write(`NO ${item.fault}\n`)
    const [verb = '', name = ''] = item.split(' ', 2)
    const rest = item.slice(verb.length + 1)
    if (verb === 'IN' && !this.loggedIn) this.login(rest)
    else if (!this.loggedIn) this.line.write('NO login\n')
    else if (verb === 'TO' && rest.includes(' ')) this.send(name, rest.slice(name.length + 1))
    else if (verb === 'ALL' && !this.options.strict) this.broadcast(rest)
    else if (item === 'WHO') this.list()
    else if (item === 'OUT') this.logout()
    else if (verb === 'CALL') this.find(rest)
    else this.line.write('NO verb\n')
  }

  hear(event: Event): void {
    if (!this.loggedIn || isOfRoom(event) || event.kind === 'away') return
    this.line.write(this.rendered(event))
  }

  wake(): void {}

  rendered(event: Event): string {
    return rendered(event)
  }

  login(name: string): void {
    if (!isName(name)) return this.line.write('NO name\n')
    this.line.ask({ kind: 'login', name, cap: 0 }, (answer) => {
      this.loggedIn = answer.ok
      this.answer(answer)
    })
  }

  send(to: string, text: string): void {
    const { strict } = this.options
    this.line.ask({ kind: 'send', to, text: this.cleaned(unescaped(text), strict) }, (answer) => {
      this.answer(answer)
    })
  }

  broadcast(text: string): void {
    this.line.ask({ kind: 'broadcast', text: this.cleaned(unescaped(text), false) }, (answer) => {
      this.answer(answer)
    })
  }

  list(): void {
    this.line.ask({ kind: 'list' }, (answer) => {
      if (!answer.ok) return this.answer(answer)
      this.line.write(`OK ${answer.value.map(({ name }) => name).join(' ')}\n`)
    })
  }

  find(name: string): void {
    this.line.ask({ kind: 'findPeer', name }, (answer) => {
      if (!answer.ok) return this.answer(answer)
      const { peer, calls } = answer.value
      if (calls?.transport === 'tcp') return this.place(peer.address, calls.port)
      this.line.standIn([name], ([port]) => this.place(this.line.address, port))
    })
  }

  place(address: string, port: number | undefined): void {
    this.line.write(port === undefined ? 'NO room\n' : `OK ${address} ${port}\n`)
  }

  logout(): void {
    this.line.write('OK\n')
    this.line.close('logout')
  }

  answer(answer: Answer<unknown>): void {
    this.line.write(answer.ok ? 'OK\n' : `NO ${answer.error}\n`)
  }

  cleaned(text: string, strict: boolean): string {
    return strict ? text : cleanText(text)
  }
}

const rendered = memoLast((event: Event): string => {
  switch (event.kind) {
    case 'direct':
      return `MSG ${event.from} ${escaped(event.text)}\n`
    case 'public':
      return `PUB ${event.from} ${escaped(event.text)}\n`
    case 'joined':
      return `+${event.name}\n`
    case 'left':
      return `-${event.name}\n`
    case 'renamed':
      return `-${event.from}\n+${event.to}\n`
    case 'away':
    case 'entered':
    case 'departed':
      return ''
    case 'topic':
      return `NOTE ${escaped(event.text)}\n`
    case 'edited':
    case 'removed':
      return `NOTE ${escaped(newsOf(event))}\n`
    case 'notice':
      return `NOTE ${escaped(event.text)}\n`
    case 'farewell':
      return `NOTE bye: ${event.reason}\n`
  }
})

const full: Grade = { grade: 'full' }
const none: Grade = { grade: 'none' }

export const features: Readonly<Record<Feature, Grade>> = {
  direct: full,
  broadcast: full,
  'multi-line': full,
  empty: full,
  'outer-spaces': full,
  'any-unicode': { grade: 'changed', rule: '1.2', how: 'controls become U+FFFD' },
  length: { grade: 'changed', rule: '1.1', how: 'said in one line of maxLine bytes' },
  sender: full,
  time: none,
  edit: none,
  delete: none,
  presence: full,
  offline: none,
  history: none,
  file: none,
  rooms: none,
  moderation: none,
  rename: none,
  action: none,
}

function carries({ strict, maxLine }: ToyOptions): Capabilities {
  return {
    features,
    says(text, to) {
      if (strict && to === 'everyone') return undefined
      if (Buffer.byteLength(escaped(text)) > maxLine - ROOM) return undefined
      return strict ? text.toWellFormed() : cleanText(text)
    },
    hears: (text) => [text.toWellFormed()],
  }
}

export function parseOptions(input: unknown): ToyOptions {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw new Error('object')
  for (const key of Object.keys(input)) {
    if (key !== 'strict' && key !== 'maxLine' && key !== 'log') throw new Error(`unknown: ${key}`)
  }
  const strict: unknown = Reflect.get(input, 'strict') ?? false
  const maxLine: unknown = Reflect.get(input, 'maxLine') ?? 65_536
  if (typeof strict !== 'boolean') throw new Error('strict is true or false')
  if (typeof maxLine !== 'number') throw new Error('maxLine is a number')
  const log: unknown = Reflect.get(input, 'log') ?? ''
  if (typeof log !== 'string') throw new Error('log is a text')
  return { strict, maxLine, log }
}

export const toy: Toy = {
  name: 'toy',
  defaultPort: 4242,
  shape: 'TO bob text',
  options: { parse: parseOptions },
  optionNotes: {
    strict: 'no ALL (false)',
    maxLine: 'bytes of the longest line (65536)',
    log: 'the folder of the journal; empty = none',
  },
  sections: {},
  rules: [
    { id: 'toy-1.1', level: 'MUST', binds: 'both', sentence: 'A message is one line.' },
    { id: 'toy-1.2', level: 'SHOULD', binds: 'server', sentence: 'Text has no controls.' },
  ],
  carries,
  wire: ({ maxLine }) => ({ pace: 0, maxFrame: maxLine, loginTime: 0, presence: true }),
  splitter: () => new LineSplitter(),
  serve: (line, options) => new ToySession(line, options),
  calls: { transport: 'tcp', answer: (line) => new ToyCall(line) },
  journal: ({ log }) => (log === '' ? undefined : new ToyJournal(log)),
  client: {
    splitter: () => new LineSplitter(),
    open: (line, { strict, maxLine }) => new ToyClient(line, strict, maxLine - ROOM),
  },
  terminal: toyTerminal,
}
