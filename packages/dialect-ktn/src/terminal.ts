import type {
  ClientSession,
  Command,
  Report,
  TerminalLine,
  TerminalSession,
  TerminalSide,
} from '@parley/contract'
import { cleanText } from '@parley/framing'
import { client } from './client.ts'
import type { Reply, Spoken } from './frames.ts'
import type { Options } from './options.ts'

/** A command that gets no answer for so long is given up, in milliseconds. */
const PATIENCE = 10_000

/** Who leaves waits so long for the goodbye. */
const GOODBYE = 5000

const HISTORY = 20

const usage =
  'Requests: login <name>, logout, msg <text>, @<name> <text>, names, help, history, block <name>, unblock <name>'

/** What a person types and reads (7). */
export const terminal: TerminalSide<Reply, Options> = {
  help: [
    { typed: 'login <name>', does: 'log in' },
    { typed: 'msg <text>', does: 'say something to everyone' },
    { typed: '@<name> <text>', does: 'say something to one user' },
    { typed: 'names', does: 'list who is online' },
    { typed: 'history', does: 'the last messages again' },
    { typed: 'block <name>, unblock <name>', does: 'take no more messages of a user, or again' },
    { typed: 'logout', does: 'log out and leave' },
  ],
  phrases: {
    login: (name) => [`login ${name}`],
    welcome: () => '* Login successful',
    send: (to, text) => [`@${to} ${text}`],
    heard: (from, text) => `${from}: (private) ${text}`,
  },
  open: (line, options) => new KtnTerminal(line, options),
}

class KtnTerminal implements TerminalSession<Reply> {
  readonly #line: TerminalLine
  readonly #session: ClientSession<Reply>
  #standing: 'stranger' | 'user' | 'leaving' = 'stranger'
  /** What is waited for; its time is up then. */
  #outstanding: { readonly until: number } | undefined
  #leaving: 'no' | 'yes' = 'no'
  #clientWakes = Number.POSITIVE_INFINITY

  constructor(line: TerminalLine, options: Options) {
    this.#line = line
    this.#session = client.open(this.#clientLine(), options)
  }

  connected(): void {
    this.#session.begin()
    this.#line.prompt('')
  }

  typed(text: string): void {
    const [word = '', ...words] = text.trim().split(' ')
    const command = commandOf(word, words.join(' '))
    if (text.trim() === '') return this.#line.prompt('')
    if (command === 'help') this.#show(`* ${usage}`)
    else if (command === undefined || !this.#session.ask(command)) {
      this.#show(`! ${command === undefined ? usage : 'That cannot be said'}`, 'trouble')
    } else return this.#wait(PATIENCE)
    this.#line.prompt('')
  }

  take(reply: Reply): void {
    switch (reply.kind) {
      case 'error':
        this.#show(`! ${reply.text}`, 'trouble')
        break
      case 'info':
        this.#show(`* ${reply.text}`, 'aside')
        break
      case 'names':
        this.#show(`* ${reply.names.join(', ')}`, 'aside')
        break
      case 'message':
        this.#said(reply)
        break
      case 'history':
        for (const message of reply.messages) this.#said(message)
        break
      case 'nonsense':
        this.#show(`! The server said: ${reply.text}`, 'trouble')
        break
      case 'line-end':
        return
    }
    this.#session.take(reply)
  }

  closed(): void {
    if (this.#standing === 'leaving') return this.#line.end(0)
    this.#line.show('The server has closed the connection.', 'trouble')
    this.#line.end(1)
  }

  leave(): void {
    this.#leaving = 'yes'
    if (this.#outstanding === undefined) this.#sayGoodbye()
    else this.#wait(GOODBYE)
  }

  called(): void {}

  wake(now: number): void {
    if (now >= this.#clientWakes) {
      this.#clientWakes = Number.POSITIVE_INFINITY
      this.#session.wake(now)
    }
    if (this.#outstanding !== undefined && now >= this.#outstanding.until) this.#over()
    this.#wakeInTime()
  }

  #clientLine() {
    const terminal = this
    return {
      get now() {
        return terminal.#line.now
      },
      write: (frame: Uint8Array | string) => this.#line.write(frame),
      report: (report: Report) => this.#reported(report),
      close: () => this.#line.end(0),
      wakeAt: (time: number) => {
        this.#clientWakes = time
        this.#wakeInTime()
      },
    }
  }

  #reported(report: Report): void {
    if (report.kind !== 'done' && report.kind !== 'refused') return
    if (report.kind === 'done' && report.command === 'login') this.#standing = 'user'
    if (report.kind === 'done' && report.command === 'logout') {
      this.#standing = 'leaving'
      return this.#line.end(0)
    }
    this.#over()
  }

  /** What was outstanding has come, or will not. */
  #over(): void {
    if (this.#outstanding === undefined) return
    this.#outstanding = undefined
    if (this.#standing === 'leaving') this.#line.end(0)
    else if (this.#leaving === 'yes') this.#sayGoodbye()
    else this.#line.prompt('')
  }

  /** 8.1: who is logged in says so before closing. */
  #sayGoodbye(): void {
    if (this.#standing !== 'user' || !this.#session.ask({ kind: 'logout' })) {
      return this.#line.end(0)
    }
    this.#standing = 'leaving'
    this.#wait(GOODBYE)
  }

  #wait(time: number): void {
    this.#outstanding = { until: this.#line.now + time }
    this.#wakeInTime()
  }

  #wakeInTime(): void {
    const until = this.#outstanding?.until ?? Number.POSITIVE_INFINITY
    const time = Math.min(until, this.#clientWakes)
    if (time < Number.POSITIVE_INFINITY) this.#line.wakeAt(time)
  }

  #said({ from, text }: Spoken): void {
    this.#show(`${cleanText(from)}: ${text}`, 'said')
  }

  #show(text: string, tone?: 'said' | 'aside' | 'trouble'): void {
    this.#line.show(`[${clock(this.#line.now)}] ${cleanText(text)}`, tone)
  }
}

function commandOf(word: string, rest: string): Command | 'help' | undefined {
  if (word.startsWith('@')) return { kind: 'send', to: word.slice(1), text: rest }
  switch (word.toLowerCase()) {
    case 'login':
      return { kind: 'login', name: rest, cap: 0 }
    case 'logout':
      return { kind: 'logout' }
    case 'msg':
      return { kind: 'broadcast', text: rest }
    case 'names':
      return { kind: 'list' }
    case 'history':
      return { kind: 'history', last: HISTORY }
    case 'block':
      return { kind: 'block', name: rest }
    case 'unblock':
      return { kind: 'unblock', name: rest }
    case 'help':
      return 'help'
  }
  return undefined
}

/** `12:34:56`, local time. */
function clock(time: number): string {
  const at = new Date(time)
  const parts = [at.getHours(), at.getMinutes(), at.getSeconds()]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
