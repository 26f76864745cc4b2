import { Buffer } from 'node:buffer'
import type { TerminalLine, TerminalSession, TerminalSide } from '@parley/contract'
import { cleanText } from '@parley/framing'
import type { Reply } from './frames.ts'
import type { Options } from './options.ts'
import { CLOSING, closingOf } from './parser.ts'
import { EVERYONE } from './serializer.ts'

/** Rows have no end of their own: silence for so long ends them (5.1), in milliseconds. */
const SILENCE = 250

/** After so long without an answer the next line is sent all the same. */
const PATIENCE = 10_000

/** Who leaves waits so long for what is outstanding and for the goodbye. */
const GOODBYE = 5000

/** The most that is kept of one inbound message, in characters. */
const MOST_KEPT = 1024 * 1024

interface Inbound {
  readonly from: string
  readonly lines: string[]
  to: string | undefined
  kept: number
}

/** `ready`: nothing is outstanding. `rows`: of a list, until a silence. */
type Waiting = 'banner' | 'ready' | 'answer' | 'rows' | 'goodbye'

/** What a person types is sent as it is; what the server says is shown as it is (7). */
export const terminal: TerminalSide<Reply, Options> = {
  help: [
    { typed: 'LOGIN <user>', does: 'log in' },
    { typed: 'LIST', does: 'list who is online' },
    { typed: 'MESSAGE <user>', does: `begin a message; lines follow, ${CLOSING} ends it` },
    { typed: 'BROADCAST', does: 'begin a message to everyone' },
    { typed: 'BLOCK <user>, UNBLOCK <user>', does: 'take no more messages of a user, or again' },
    { typed: 'HISTORY [n]', does: 'the last messages to everyone' },
    { typed: 'LOGOUT', does: 'say goodbye' },
  ],
  phrases: {
    login: (name) => [`LOGIN ${name}`],
    welcome: (name) => `> OK - Hello ${name}`,
    send: (to, text) => [`MESSAGE ${to}`, text, CLOSING],
    heard: (from, text) => `── ${from} to you ──\n${text}`,
  },
  open: (line, options) => new LlpTerminal(line, options),
}

class LlpTerminal implements TerminalSession<Reply> {
  readonly #line: TerminalLine
  readonly #options: Options
  #waiting: Waiting = 'banner'
  #writing: 'command' | 'body' = 'command'
  #standing: 'stranger' | 'user' = 'stranger'
  #leaving: 'no' | 'yes' = 'no'
  #inbound: Inbound | undefined

  constructor(line: TerminalLine, options: Options) {
    this.#line = line
    this.#options = options
  }

  /** The server speaks first (2.1). */
  connected(): void {
    this.#line.wakeAt(this.#line.now + PATIENCE)
  }

  typed(text: string): void {
    if (Buffer.byteLength(text) > this.#options.maxLine) {
      this.#line.show(`A line has at most ${this.#options.maxLine} bytes`, 'trouble')
      return this.#line.prompt('')
    }
    this.#line.write(`${text}\n`)
    if (this.#writing === 'body' && closingOf(text) === undefined) return this.#line.prompt('')
    this.#writing = 'command'
    this.#wait('answer', PATIENCE)
  }

  take(reply: Reply): void {
    if (this.#inbound !== undefined) return this.#takeInbound(reply, this.#inbound)
    switch (reply.kind) {
      case 'status':
        return this.#status(reply.ok, reply.text)
      case 'sender':
        this.#inbound = { from: reply.name, lines: [], to: undefined, kept: 0 }
        return
      case 'plain':
        if (reply.text.trim() !== '') this.#line.show(cleanText(reply.text))
        if (this.#waiting === 'rows') this.#line.wakeAt(this.#line.now + SILENCE)
        return
      case 'recipient':
      case 'quoted':
        if (reply.text !== '') this.#line.show(`> ${cleanText(reply.text)}`)
    }
  }

  /** 3.12: after the goodbye the server closes. */
  closed(): void {
    if (this.#waiting === 'goodbye') return this.#line.end(0)
    this.#line.show('The server has closed the connection.', 'trouble')
    this.#line.end(1)
  }

  leave(): void {
    this.#leaving = 'yes'
    if (this.#waiting === 'ready' || this.#waiting === 'banner') this.#sayGoodbye()
    else this.#line.wakeAt(this.#line.now + GOODBYE)
  }

  called(): void {}

  /** A silence, or an answer that does not come. */
  wake(): void {
    if (this.#waiting === 'goodbye') this.#line.end(0)
    else this.#ready()
  }

  #status(ok: boolean, text: string): void {
    this.#line.show(`> ${ok ? 'OK' : 'ERROR'} - ${cleanText(text)}`, ok ? 'plain' : 'trouble')
    if (ok && text.startsWith('Hello ')) this.#standing = 'user'
    if (ok && text.startsWith('Goodbye')) {
      this.#standing = 'stranger'
      return this.#wait('goodbye', GOODBYE)
    }
    if (ok && text.startsWith('Data Available')) return this.#wait('rows', SILENCE)
    if (ok && text.startsWith('Send Message')) this.#writing = 'body'
    if (this.#waiting === 'banner') this.#wait('rows', SILENCE)
    else this.#ready()
  }

  #wait(waiting: Waiting, time: number): void {
    this.#waiting = waiting
    this.#line.wakeAt(this.#line.now + time)
  }

  #ready(): void {
    if (this.#waiting === 'ready' || this.#waiting === 'goodbye') return
    this.#waiting = 'ready'
    if (this.#leaving === 'yes') this.#sayGoodbye()
    else this.#line.prompt('')
  }

  /** A message that is half written is not sent. */
  #sayGoodbye(): void {
    if (this.#standing === 'stranger' || this.#writing === 'body') return this.#line.end(0)
    this.#line.write('LOGOUT\n')
    this.#wait('goodbye', GOODBYE)
  }

  /** 4.1: shown in one piece, apart from the answers. */
  #takeInbound(reply: Reply, inbound: Inbound): void {
    if (inbound.to === undefined) {
      inbound.to = reply.kind === 'recipient' ? reply.name : ''
      if (reply.kind === 'recipient') return
    }
    const text = lineOf(reply)
    const last = closingOf(text)
    if (last === undefined) {
      inbound.kept += text.length + 1
      if (inbound.kept <= MOST_KEPT) inbound.lines.push(text)
      return
    }
    if (last !== '') inbound.lines.push(last)
    this.#inbound = undefined
    const to = inbound.to === EVERYONE ? EVERYONE : 'you'
    const head = `── ${cleanText(inbound.from)} to ${to} ──`
    this.#line.show([head, ...inbound.lines.map(cleanText)].join('\n'), 'said')
  }
}

/** A reply inside an inbound message is a line of its text, whatever it looks like. */
function lineOf(reply: Reply): string {
  if (reply.kind !== 'status') return reply.text
  return `${reply.ok ? 'OK' : 'ERROR'} - ${reply.text}`
}
