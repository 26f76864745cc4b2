/**
 * What a person types and reads, section 7. One request is under way at a time; when it is answered,
 * or will not be, the next line is wanted.
 *
 *     new --connected--> here --leave--> leaving --answered--> goodbye --answered--> over
 *                           \__________logout, answered______________________________/
 */

import type { Report, TerminalLine, TerminalSession, TerminalSide } from '@parley/contract'
import { AnswerTimeouts, texts } from '@parley/line-terminal'
import type { AskedKind } from '../client/expected-infos.ts'
import { KtnClient } from '../client.ts'
import type { Reply } from '../frames.ts'
import { longestRequest, type Options } from '../options.ts'
import { readTyped, tooLong } from './input.ts'
import { shown } from './output.ts'
import { roomHelp } from './rooms.ts'
import type { Command } from './typed-line.ts'

/** Timeout for a reply, in milliseconds. */
const REPLY_TIMEOUT = 10_000

/** Timeout for requests that some servers do not answer, and after any reply (8.2). */
const SILENT_TIMEOUT = 2000

/** Timeout for outstanding replies on leaving, and again for the reply to logout. */
const LEAVE_TIMEOUT = 5000

/** Requests that some servers do not answer. */
const quiet: ReadonlySet<AskedKind> = new Set(['broadcast', 'send', 'history'])

/** `until`: when it times out. `latest`: the latest time for that. */
interface Outstanding {
  readonly kind: AskedKind
  readonly until: number
  readonly latest: number
}

/** Of what other servers do not do. */
const condition = 'if the server is Parley'

export const terminal: TerminalSide<Reply, Options> = {
  help: [
    { typed: 'login <name>', does: 'log in' },
    { typed: 'msg <text>', does: 'say something to everyone' },
    {
      ...{ typed: '@<name> <text>', does: 'say something to one user' },
      condition: `${condition}; else to everyone`,
    },
    { typed: 'names', does: 'list who is online' },
    { typed: 'history', does: 'show the last messages again', condition },
    { typed: 'block <name>', does: 'take no more messages from a user', condition },
    { typed: 'unblock <name>', does: 'take them again' },
    ...roomHelp,
    { typed: 'help', does: 'ask the server what it can do' },
    { typed: 'logout', does: 'log out and leave' },
  ],
  phrases: {
    login: (name) => [`login ${name}`],
    welcome: () => '* Login successful',
    send: (to, text) => [`msg @${to} ${text}`],
    broadcast: (text) => [`msg ${text}`],
    list: ['names'],
    leave: ['logout'],
    heard: (from, text) => `${from}: (private) ${text}`,
    toAll: {
      send: (text) => [`msg ${text}`],
      heard: (from, text) => `${from}: ${text}`,
    },
  },
  open: (line, options) => new KtnTerminal(line, options),
}

class KtnTerminal implements TerminalSession<Reply> {
  readonly #line: TerminalLine
  readonly #options: Options
  readonly #client: KtnClient
  #phase: 'new' | 'here' | 'leaving' | 'goodbye' | 'over' = 'new'
  /** `perhaps`: a login got no reply. */
  #standing: 'stranger' | 'perhaps' | 'user' = 'stranger'
  /** Of one who leaves without having been let in. */
  #strangersStatus: 0 | 1 = 0
  #outstanding: Outstanding | undefined
  #clientWakes = Number.POSITIVE_INFINITY
  readonly #timeouts = new AnswerTimeouts<AskedKind>()

  constructor(line: TerminalLine, options: Options) {
    this.#line = line
    this.#options = options
    this.#client = new KtnClient(this.#clientLine(), options)
  }

  connected(): void {
    if (this.#phase !== 'new') return
    this.#phase = 'here'
    this.#client.begin()
    this.#line.prompt('')
  }

  typed(text: string): void {
    if (this.#phase !== 'here') return
    const typed = readTyped(text, this.#options)
    switch (typed.kind) {
      case 'nothing':
        return this.#line.prompt('')
      case 'mistake':
        return this.#again(typed.why)
      case 'help':
        return this.#ask('help', REPLY_TIMEOUT, () => this.#client.help())
      case 'command':
        return this.#command(typed.command)
      case 'remove':
        return this.#ask('remove', REPLY_TIMEOUT, () => this.#client.remove(typed.content))
    }
  }

  take(reply: Reply): void {
    if (this.#phase === 'over') return
    for (const { text, tone } of shown(reply, this.#line.now)) this.#line.show(text, tone)
    const before = this.#outstanding
    this.#client.take(reply)
    if (before === undefined || this.#outstanding !== before || reply.kind === 'line-end') return
    const until = Math.min(before.latest, this.#line.now + SILENT_TIMEOUT)
    this.#outstanding = { ...before, until }
    this.#wakeInTime()
  }

  closed(): void {
    if (this.#phase === 'over') return
    if (this.#outstanding?.kind === 'logout') return this.#end(0)
    this.#line.show(texts.closed, 'failure')
    this.#end(1)
  }

  leave(): void {
    if (this.#phase === 'new') return this.#end(0)
    if (this.#phase !== 'here') return
    const outstanding = this.#outstanding
    if (outstanding === undefined) return this.#sayGoodbye()
    this.#phase = outstanding.kind === 'logout' ? 'goodbye' : 'leaving'
    const latest = Math.min(outstanding.latest, this.#line.now + LEAVE_TIMEOUT)
    this.#wait(outstanding.kind, Math.min(outstanding.until, latest), latest)
  }

  called(): void {}

  wake(now: number): void {
    if (this.#phase === 'over') return
    if (now >= this.#clientWakes) {
      this.#clientWakes = Number.POSITIVE_INFINITY
      this.#client.wake(now)
    }
    if (this.#outstanding !== undefined && now >= this.#outstanding.until) {
      this.#giveUp(this.#outstanding)
    }
    this.#wakeInTime()
  }

  #clientLine() {
    const line = this.#line
    return {
      get now() {
        return line.now
      },
      write: (frame: Uint8Array | string) => line.write(frame),
      report: (report: Report) => this.#reported(report),
      close: () => this.#end(0),
      wakeAt: (time: number) => {
        this.#clientWakes = time
        this.#wakeInTime()
      },
    }
  }

  #again(why: string): void {
    this.#line.show(why, 'trouble')
    this.#line.prompt('')
  }

  #command(command: Command): void {
    const timeout = quiet.has(command.kind) ? SILENT_TIMEOUT : REPLY_TIMEOUT
    this.#ask(command.kind, timeout, () => this.#client.ask(command))
  }

  /** A reply may come before `say` returns. */
  #ask(kind: AskedKind, timeout: number, say: () => boolean): void {
    const latest = this.#line.now + this.#timeouts.of(kind, timeout)
    this.#wait(kind, latest, latest)
    if (say()) return
    this.#outstanding = undefined
    this.#again(tooLong(longestRequest(this.#options)))
  }

  #reported(report: Report): void {
    switch (report.kind) {
      case 'done':
        if (report.command === 'logout') return this.#end(0)
        if (report.command === 'login') this.#standing = 'user'
        return this.#over()
      case 'refused':
        if (report.command === 'login') this.#strangersStatus = 1
        return this.#over()
      case 'notice':
        if (this.#outstanding?.kind === 'help') this.#over()
        return
      case 'ready':
      case 'heard':
      case 'presence':
      case 'nonsense':
        return
    }
  }

  /** All outstanding replies have come. */
  #over(): void {
    if (this.#outstanding === undefined) return
    this.#timeouts.answered(this.#outstanding.kind)
    this.#goOn()
  }

  #goOn(): void {
    this.#outstanding = undefined
    if (this.#phase === 'goodbye') this.#end(0)
    else if (this.#phase === 'leaving') this.#sayGoodbye()
    else this.#line.prompt('')
  }

  #giveUp({ kind, until, latest }: Outstanding): void {
    if (kind === 'login' && this.#standing === 'stranger') this.#standing = 'perhaps'
    this.#client.forget()
    if (until === latest && !quiet.has(kind)) {
      if (kind !== 'logout') this.#timeouts.count(1)
      this.#line.show(texts.silent, 'trouble')
    }
    this.#timeouts.passed(kind)
    this.#goOn()
  }

  /** 8.1: logs out before closing, if logged in. */
  #sayGoodbye(): void {
    if (this.#standing === 'stranger') return this.#end(this.#strangersStatus)
    this.#phase = 'goodbye'
    const latest = this.#line.now + LEAVE_TIMEOUT
    this.#wait('logout', latest, latest)
    this.#client.ask({ kind: 'logout' })
  }

  #end(status: 0 | 1): void {
    if (this.#phase === 'over') return
    this.#phase = 'over'
    this.#outstanding = undefined
    this.#timeouts.end(this.#line, status)
  }

  #wait(kind: AskedKind, until: number, latest: number): void {
    this.#outstanding = { kind, until, latest }
    this.#wakeInTime()
  }

  #wakeInTime(): void {
    if (this.#phase === 'over') return
    const time = Math.min(this.#outstanding?.until ?? Number.POSITIVE_INFINITY, this.#clientWakes)
    if (time < Number.POSITIVE_INFINITY) this.#line.wakeAt(time)
  }
}
