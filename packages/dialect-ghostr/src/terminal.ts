import {
  type CallNews,
  type ClientSession,
  type CommandOf,
  canonicalName,
  type Report,
  type TerminalLine,
  type TerminalSession,
  type TerminalSide,
} from '@parley/contract'
import { cleanText } from '@parley/framing'
import { client } from './client.ts'
import type { Reply } from './frames.ts'
import type { Options } from './options.ts'
import { commandOf, type Typed, unsaid, wordsFor } from './typed.ts'

/** A command that gets no answer for so long is given up, in milliseconds. */
const PATIENCE = 10_000

/** Who leaves waits so long for what is outstanding. */
const GOODBYE = 5000

/** A login that is refused so is the last one (2.2). */
const final: Readonly<Record<string, string>> = {
  INVALID_PASSWORD_BLOCKED: 'Your account has been blocked. Please try again later',
  BLOCKED: 'Your account is blocked due to multiple login failures. Please try again later',
}

type Asking = 'username' | 'password' | 'command'

/** What a person types and reads (7). */
export const terminal: TerminalSide<Reply, Options> = {
  help: [
    { typed: 'message <user> <text>', does: 'say something to one user' },
    { typed: 'broadcast <text>', does: 'say something to everyone' },
    { typed: 'whoelse', does: 'list who else is online' },
    { typed: 'whoelsesince <seconds>', does: 'list who else was online within that time' },
    { typed: 'block <user>, unblock <user>', does: 'take no more messages of a user, or again' },
    { typed: 'startprivate <user>', does: 'call a user directly' },
    { typed: 'private <user> <text>', does: 'say something in such a call' },
    { typed: 'stopprivate <user>', does: 'end such a call' },
    { typed: 'logout', does: 'leave' },
  ],
  phrases: {
    login: (name, password) => [name, password],
    welcome: () => 'You are logged in',
    send: (to, text) => [`message ${to} ${text}`],
    heard: (from, text) => `${from} : ${text}`,
  },
  open: (line, options) => new GhostrTerminal(line, options),
}

class GhostrTerminal implements TerminalSession<Reply> {
  readonly #line: TerminalLine
  readonly #options: Options
  #session: ClientSession<Reply>
  #asking: Asking = 'username'
  #name = ''
  /** What waits for its answer. */
  #typed: Typed | 'login' | undefined
  #until = Number.POSITIVE_INFINITY
  #clientWakes = Number.POSITIVE_INFINITY
  #state: 'on' | 'leaving' | 'over' = 'on'

  constructor(line: TerminalLine, options: Options) {
    this.#line = line
    this.#options = options
    this.#session = client.open(this.#clientLine(), options)
  }

  connected(): void {
    this.#session = client.open(this.#clientLine(), this.#options)
    this.#session.begin()
    this.#ask('username')
  }

  typed(text: string): void {
    switch (this.#asking) {
      case 'username':
        if (text.trim() === '') return this.#ask('username')
        this.#name = text.trim()
        return this.#ask('password')
      case 'password':
        return this.#login(text)
      case 'command':
        return this.#command(text)
    }
  }

  take(reply: Reply): void {
    this.#shown(reply)
    if (this.#state !== 'over') this.#session.take(reply)
  }

  closed(): void {
    const isBetween = this.#typed === undefined && this.#asking === 'username'
    if (isBetween && this.#name !== '') return this.#line.reconnect()
    this.#line.show('The server has closed the connection.', 'trouble')
    this.#end(1)
  }

  leave(): void {
    if (this.#state !== 'on') return this.#end(0)
    this.#state = 'leaving'
    if (this.#typed === undefined) this.#goodbye()
    else this.#wait(GOODBYE)
  }

  called(news: CallNews): void {
    switch (news.kind) {
      case 'call-opened':
        return this.#line.show('Private connection connected')
      case 'call-failed':
        return this.#line.show(`Error. ${news.name} cannot be called`, 'trouble')
      case 'call-ended':
        return this.#line.show('Private connection stopped')
      case 'call-said':
        return this.#line.show(`${news.from} (private): ${news.text}`, 'said')
      case 'file-sent':
      case 'file-failed':
      case 'file-received':
        return
    }
  }

  wake(now: number): void {
    if (now >= this.#clientWakes) {
      this.#clientWakes = Number.POSITIVE_INFINITY
      this.#session.wake(now)
    }
    if (now >= this.#until) this.#over()
    this.#wakeInTime()
  }

  #ask(asking: Asking, words?: string): void {
    this.#asking = asking
    if (this.#state === 'leaving') return this.#goodbye()
    if (asking === 'username') this.#line.prompt(words ?? 'Username: ')
    else if (asking === 'password') this.#line.prompt(words ?? 'Password: ', 'secret')
    else this.#line.prompt('')
  }

  /** 8.1: `private_port` goes with every login. */
  #login(password: string): void {
    const { port } = this.#line
    if (port !== undefined) this.#session.ask({ kind: 'announcePeer', transport: 'tcp', port })
    const login: CommandOf<'login'> = { kind: 'login', name: this.#name, cap: 0, password }
    if (this.#session.ask(login)) return this.#begin('login')
    this.#line.show('That name or password cannot be said', 'trouble')
    this.#ask('username')
  }

  #command(text: string): void {
    const typed = commandOf(text, this.#line.now)
    if (typed === undefined) this.#line.show('Error. Invalid command', 'trouble')
    else if (typed.kind === 'private') this.#speak(typed.to, typed.text)
    else if (typed.kind === 'stop') this.#hangUp(typed.to)
    else if (this.#session.ask(typed.command)) return this.#begin(typed)
    else this.#line.show(wordsFor(typed, unsaid(typed)), 'trouble')
    this.#ask('command')
  }

  #speak(to: string, text: string): void {
    if (this.#line.speak(to, this.#name, text)) return
    this.#line.show(`Error. Private connection with ${cleanText(to)} does not exist`, 'trouble')
  }

  #hangUp(to: string): void {
    const stopped = this.#line.hangUp(to)
    if (stopped) this.#line.show('Private connection stopped')
    else
      this.#line.show(`Error. Private connection with ${cleanText(to)} does not exist`, 'trouble')
  }

  #begin(typed: Typed | 'login'): void {
    this.#typed = typed
    this.#wait(PATIENCE)
  }

  /** What only the reply itself tells. */
  #shown(reply: Reply): void {
    if (reply.kind === 'sent') {
      this.#line.show(`sent to ${reply.reached} user(s)`)
      if (reply.blocked > 0) {
        this.#line.show('Your message could not be delivered to some recipients')
      }
    } else if (reply.kind === 'timeout') {
      this.#line.show('You are timed out')
      this.#end(0)
    }
  }

  #reported(report: Report): void {
    switch (report.kind) {
      case 'done':
        if (report.command !== 'announcePeer') this.#done(report)
        return
      case 'refused':
        return this.#refused(report.text)
      case 'heard':
        return this.#line.show(`${cleanText(report.from)} : ${cleanText(report.text)}`, 'said')
      case 'presence': {
        const way = report.online ? 'in' : 'out'
        return this.#line.show(`${cleanText(report.name)} is logged ${way}`, 'aside')
      }
      case 'notice':
      case 'nonsense':
        return this.#line.show(`server : ${cleanText(report.text)}`, 'aside')
      case 'ready':
        return
    }
  }

  #done(report: Extract<Report, { kind: 'done' }>): void {
    const typed = this.#typed
    if (typed === undefined) return
    this.#finish()
    if (typed === 'login') this.#line.show('You are logged in')
    if (report.command === 'logout') {
      this.#line.show('You are logged out')
      return this.#end(0)
    }
    if (report.names !== undefined) {
      const words = report.command === 'list' ? 'Currently online:' : 'Currently online since:'
      const others = report.names.filter((name) => name !== canonicalName(this.#name))
      this.#line.show([words, ...others.map(cleanText)].join('\n'))
    }
    if (typed !== 'login' && typed.kind === 'start' && report.place !== undefined) {
      this.#line.call(typed.to, report.place)
    }
    this.#ask('command')
  }

  #refused(status: string): void {
    const typed = this.#typed
    if (typed === undefined) return this.#line.show(cleanText(status), 'trouble')
    this.#finish()
    if (typed !== 'login') {
      this.#line.show(wordsFor(typed, cleanText(status)), 'trouble')
      return this.#ask('command')
    }
    const last = final[status]
    if (last !== undefined) {
      this.#line.show(last, 'trouble')
      return this.#end(1)
    }
    if (status === 'INVALID_PASSWORD') {
      return this.#ask('password', 'Invalid password. Please try again: ')
    }
    const taken = status === 'ALREADY_LOGGED_IN'
    this.#line.show(taken ? 'That user is already logged in' : cleanText(status), 'trouble')
    this.#ask('username')
  }

  /** An answer that does not come is waited for no longer. */
  #over(): void {
    if (this.#state === 'leaving') return this.#goodbye()
    this.#finish()
    this.#ask(this.#asking === 'command' ? 'command' : 'username')
  }

  #finish(): void {
    if (this.#typed === 'login') this.#asking = 'command'
    this.#typed = undefined
    this.#until = Number.POSITIVE_INFINITY
  }

  /** 8.1: `logout` comes before closing. */
  #goodbye(): void {
    const isIn = this.#asking === 'command'
    if (isIn && this.#typed === undefined && this.#session.ask({ kind: 'logout' })) {
      return this.#begin({ kind: 'plain', command: { kind: 'logout' } })
    }
    this.#end(0)
  }

  #end(status: 0 | 1): void {
    if (this.#state === 'over') return
    this.#state = 'over'
    this.#line.end(status)
  }

  #wait(time: number): void {
    this.#until = this.#line.now + time
    this.#wakeInTime()
  }

  #wakeInTime(): void {
    const time = Math.min(this.#until, this.#clientWakes)
    if (time < Number.POSITIVE_INFINITY) this.#line.wakeAt(time)
  }

  #clientLine() {
    const terminal = this
    return {
      get now() {
        return terminal.#line.now
      },
      write: (frame: Uint8Array | string) => this.#line.write(frame),
      report: (report: Report) => this.#reported(report),
      close: () => this.#end(0),
      wakeAt: (time: number) => {
        this.#clientWakes = time
        this.#wakeInTime()
      },
    }
  }
}
