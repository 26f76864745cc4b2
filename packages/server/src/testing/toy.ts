import {
  type CallLine,
  type CallSession,
  type Dialect,
  type Event,
  type Feature,
  type FileChange,
  type Happening,
  type Line,
  Malformed,
  NEED_MORE,
  type PasswordPolicy,
  type ServerSession,
  type TerminalSide,
  type Transport,
} from '@parley/contract'

/** The toy's options are its `WirePolicy`, whether it seals, and where it keeps a journal. */
export interface ToyOptions {
  readonly journal?: string
  readonly pace?: number
  readonly maxFrame?: number
  readonly loginTime?: number
  readonly seal?: boolean
  readonly pulls?: true
}

const none = { grade: 'none' } as const
const features: Record<Feature, typeof none | { readonly grade: 'full' }> = {
  direct: { grade: 'full' },
  broadcast: { grade: 'full' },
  'multi-line': none,
  empty: none,
  'outer-spaces': none,
  'any-unicode': none,
  length: none,
  sender: none,
  time: none,
  edit: none,
  delete: none,
  presence: { grade: 'full' },
  offline: none,
  history: none,
  file: none,
  rooms: none,
  moderation: none,
  rename: none,
  action: none,
}

/**
 * The least dialect that makes a host do everything: a line is a command.
 * `in NAME`, `to NAME TEXT`, `all TEXT`, `who`, `say N TEXT` (N frames of TEXT), `later` (a frame
 * 1 ms from now), `pw NAME PASSWORD`, `call NAME` (a place of ours), `block NAME`, `unblock NAME`, `read` (direct messages,
 * where it pulls), `out`, `break` (throws).
 * It cannot hear `break`, seal `unsealable` or split bytes that begin with NUL.
 */
class ToySession implements ServerSession<string> {
  readonly #line: Line
  readonly #pulled: string[] | undefined
  readonly seal?: (frame: string) => string

  constructor(line: Line, options: ToyOptions) {
    this.#line = line
    this.#pulled = options.pulls ? [] : undefined
    if (options.seal === true) this.seal = (frame) => sealed(frame)
  }

  greet(): void {
    this.#line.write('hello\n')
  }

  take(request: string): void {
    const [verb = '', first = '', ...rest] = request.split(' ')
    const text = rest.join(' ')
    const answer = ({ ok }: { readonly ok: boolean }) => this.#line.write(ok ? 'ok\n' : 'no\n')
    if (verb === 'in') this.#line.ask({ kind: 'login', name: first, cap: 0 }, answer)
    else if (verb === 'pw') {
      this.#line.ask({ kind: 'login', name: first, cap: 0, password: text, policy }, answer)
    } else if (verb === 'call') {
      this.#line.standIn([first], (ports) => this.#line.write(`port ${ports.join()}\n`))
    } else if (verb === 'to') this.#line.ask({ kind: 'send', to: first, text }, answer)
    else if (verb === 'all') this.#line.ask({ kind: 'broadcast', text: first }, answer)
    else if (verb === 'block') this.#line.ask({ kind: 'block', name: first }, answer)
    else if (verb === 'unblock') this.#line.ask({ kind: 'unblock', name: first }, answer)
    else if (verb === 'nick') this.#line.ask({ kind: 'rename', name: first }, answer)
    else if (verb === 'kick') {
      this.#line.ask({ kind: 'kick', name: first, reason: text }, answer)
    } else if (verb === 'who') {
      this.#line.ask({ kind: 'list' }, (list) => {
        const names = list.ok ? list.value.map(({ name }) => name) : []
        this.#line.write(`${names.join(' ')}\n`)
      })
    } else if (verb === 'say') {
      for (let count = 0; count < Number(first); count++) this.#line.write(`${text}\n`)
    } else if (verb === 'read') this.#line.write(`told${this.#pulled?.splice(0).join('')}\n`)
    else if (verb === 'later') this.#line.wakeAt(this.#line.now + 1)
    else if (verb === 'out') this.#line.close('logout')
    else if (verb === 'break') throw new Error('the toy is broken')
    else this.#line.write('what\n')
  }

  hear(event: Event): void {
    switch (event.kind) {
      case 'direct':
        if (event.text === 'break') throw new Error('the toy cannot hear')
        if (this.#pulled !== undefined) return void this.#pulled.push(` ${event.text}`)
        return this.#line.write(`${event.from}: ${event.text}\n`)
      case 'public':
        return this.#line.write(`${event.from}* ${event.text}\n`)
      case 'joined':
        return this.#line.write(`+${event.name}\n`)
      case 'left':
        return this.#line.write(`-${event.name}\n`)
      case 'notice':
        return this.#line.write(`! ${event.text}\n`)
      case 'farewell':
        return this.#line.write(`bye ${event.reason}\n`)
    }
  }

  wake(): void {
    this.#line.write('now\n')
  }
}

const policy: PasswordPolicy = {
  unknown: 'register',
  attempts: 3,
  lockTime: 1000,
  lockout: 'address',
  several: true,
}

/** A call of the toy's clients: `say TEXT`, `file NAME`, `data TEXT`, `end`, `refuse NAME`, `hang`, `break`. */
class ToyCall implements CallSession {
  readonly #line: CallLine

  constructor(line: CallLine) {
    this.#line = line
  }

  take(bytes: Uint8Array): void {
    for (const line of Buffer.from(bytes).toString('utf8').trimEnd().split('\n')) {
      const [verb, ...rest] = line.split(' ')
      const text = rest.join(' ')
      if (verb === 'say') this.#line.say(text, 'anybody')
      else if (verb === 'file') this.#line.file(text, 'anybody')
      else if (verb === 'data') this.#line.bytes(Buffer.from(text))
      else if (verb === 'end') this.#line.fileEnd()
      else if (verb === 'refuse') this.#line.refuseFile(text, 'too-large')
      else if (verb === 'hang') this.#line.wakeAt(this.#line.now + 1)
      else if (verb === 'break') throw new Error('the call is broken')
    }
  }

  end(): void {
    this.#line.say('ended', 'anybody')
  }

  wake(): void {
    this.#line.close()
  }
}

/** Every happening is a line of `log.txt`; a removal makes it anew. */
const toyJournal = (folder: string) => ({
  folder,
  begin: (): readonly FileChange[] => [
    { file: 'log.txt', mode: 'replace', lines: () => ['begun\n'] },
  ],
  hear: ({ kind }: Happening): readonly FileChange[] => [
    kind === 'session-ended'
      ? { file: 'log.txt', mode: 'replace', lines: () => [`${kind}\n`] }
      : { file: 'log.txt', mode: 'append', text: `${kind}\n` },
  ],
})

class ToySplitter {
  #text = ''

  push(chunk: Uint8Array): void {
    if (chunk[0] === 0) throw new Error('the toy cannot split')
    this.#text += Buffer.from(chunk).toString('utf8')
  }

  next(bound: number) {
    const end = this.#text.indexOf('\n')
    const length = end < 0 ? this.#text.length : end
    if (length > bound) return new Malformed('frame-too-long')
    if (end < 0) return NEED_MORE
    const line = this.#text.slice(0, end)
    this.#text = this.#text.slice(end + 1)
    return line
  }
}

function sealed(frame: string): string {
  if (frame.includes('unsealable')) throw new Error('the toy cannot seal')
  return `<${frame.trimEnd()}>\n`
}

/** What is typed goes out, what comes is shown. */
const terminal: TerminalSide<string, ToyOptions> = {
  help: [],
  phrases: {
    login: (name) => [`login ${name}`],
    welcome: (name) => `ok login ${name}`,
    send: (to, text) => [`send ${to} ${text}`],
    list: ['list'],
    leave: ['logout'],
    heard: (from, text) => `${from} ${text}`,
  },
  open: (line) => ({
    connected: () => line.prompt(''),
    typed(text) {
      line.write(`${text}\n`)
      line.prompt('')
    },
    take: (reply) => line.show(reply),
    closed: () => line.end(1),
    leave: () => line.end(0),
    called() {},
    wake() {},
  }),
}

export const toy: Dialect<string, string, ToyOptions> = {
  name: 'toy',
  defaultPort: 1,
  shape: 'verb words',
  options: { parse: (input) => (typeof input === 'object' && input !== null ? input : {}) },
  optionNotes: {},
  sections: {},
  rules: [],
  carries: () => ({ features, says: (text) => text, hears: (text) => [text] }),
  wire: ({ pace = 0, maxFrame = 1024 * 1024, loginTime = 0, pulls }) => {
    return { pace, maxFrame, loginTime, presence: true, ...(pulls && { pulls }) }
  },
  splitter: () => new ToySplitter(),
  serve: (line, options) => new ToySession(line, options),
  journal: ({ journal }) => (journal === undefined ? undefined : toyJournal(journal)),
  client: {
    splitter: () => new ToySplitter(),
    open: () => ({ begin: () => {}, ask: () => false, take: () => {}, wake: () => {} }),
  },
  terminal,
}

/** The toy, whose clients call each other. */
export function callingToy(transport: Transport): typeof toy {
  return { ...toy, calls: { transport, answer: (line) => new ToyCall(line) } }
}
