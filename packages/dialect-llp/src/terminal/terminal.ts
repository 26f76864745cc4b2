import { Buffer } from 'node:buffer'
import type { TerminalLine, TerminalSession, TerminalSide } from '@parley/contract'
import { AnswerTimeouts, onOneLine, texts } from '@parley/line-terminal'
import { LINE_TOO_LONG } from '../client.ts'
import { CLOSING, parseBody } from '../composed-body.ts'
import type { Reply } from '../frames.ts'
import type { Options } from '../options.ts'
import { help } from './help.ts'
import { Inbox, messageText } from './inbox.ts'

/** Rows have no end of their own: silence for so long ends them (5.1), in milliseconds. */
const SILENCE = 250

/** So long a banner is waited for; some servers have none. */
const BANNER = 2000

/** After so long without an answer the next line is sent all the same. */
const TIMEOUT = 10_000

/** Who leaves waits so long for what is outstanding and for the goodbye, both together. */
const GOODBYE = 5000

/**
 * What is outstanding. `ready`: nothing, and a line is prompted for. `verdict`: the answer to a
 * whole message. `rows`: of a list or a banner. `over`: the program ends.
 */
type Waiting = 'banner' | 'ready' | 'answer' | 'verdict' | 'rows' | 'goodbye' | 'over'

const words: ReadonlySet<string> = new Set(
  (
    'LOGIN LIST MESSAGE LOGOUT BROADCAST BLOCK UNBLOCK HISTORY HELP ' +
    'JOIN LEAVE ROOMS KICK BAN UNBAN BANS'
  ).split(' '),
)

/** What a person types is sent as it is; what the server says is shown as it is (7). */
export const terminal: TerminalSide<Reply, Options> = {
  help,
  phrases: {
    login: (name) => [`LOGIN ${name}`],
    welcome: (name) => `> OK - Hello ${name}`,
    send: (to, text) => [`MESSAGE ${to}`, text, CLOSING],
    broadcast: (text) => ['BROADCAST', text, CLOSING],
    list: ['LIST'],
    leave: ['LOGOUT'],
    heard: (from, text) => messageText(from, 'you', [text]),
  },
  open: (line, options) => new LlpTerminal(line, options),
}

/** What the server says tells where a conversation stands, not what was typed: answers can be late. */
class LlpTerminal implements TerminalSession<Reply> {
  readonly #line: TerminalLine
  readonly #options: Options
  #waiting: Waiting = 'banner'
  #banner: 'due' | 'had' = 'due'
  #writing: 'command' | 'body' = 'command'
  /** Whom the message is for that was begun last. */
  #recipient = 'everyone'
  #standing: 'stranger' | 'user' = 'stranger'
  #stay: 'here' | 'leaving' = 'here'
  #asked: 'login' | 'other' = 'other'
  /** Of one who leaves without having been let in. */
  #strangersStatus: 0 | 1 = 0
  /** When what is outstanding is waited for no longer. */
  #deadline = 0
  readonly #inbox: Inbox
  /** What was sent last: a word that is known, else `other`; `verdict`: a message's end. */
  #kind = 'other'
  readonly #timeouts = new AnswerTimeouts<string>()

  constructor(line: TerminalLine, options: Options) {
    this.#line = line
    this.#inbox = new Inbox(line)
    this.#options = options
  }

  /** The server speaks first (2.1). */
  connected(): void {
    this.#wait('banner', BANNER)
  }

  typed(text: string): void {
    if (this.#waiting !== 'ready' || this.#stay === 'leaving') return
    const { maxLine } = this.#options
    if (Buffer.byteLength(text) > maxLine) {
      this.#line.show(`That line was not sent: it has more than ${maxLine} bytes.`, 'trouble')
      return this.#prompt()
    }
    this.#line.write(`${text}\n`)
    this.#asked = /^LOGIN\b/.test(text) ? 'login' : 'other'
    if (this.#writing === 'command') {
      const [word = '', recipient = ''] = text.trim().split(' ', 2)
      if (word === 'MESSAGE') this.#recipient = onOneLine(recipient)
      if (word === 'BROADCAST') this.#recipient = onOneLine(recipient) || 'everyone'
      return this.#await(
        words.has(word) ? word : 'other',
        text.trimEnd() === 'LOGOUT' ? 'goodbye' : 'answer',
      )
    }
    if (parseBody(text).kind === 'text') return this.#prompt()
    this.#writing = 'command'
    this.#await('verdict', 'verdict')
  }

  take(reply: Reply): void {
    if (this.#waiting === 'over') return
    if (this.#inbox.take(reply) === 'taken') return
    switch (reply.kind) {
      case 'status':
        return this.#status(reply.ok, reply.text)
      case 'sender':
        this.#inbox.begin(reply.name)
        return this.#endRows()
      case 'plain':
        return this.#row(reply.text)
      case 'recipient':
      case 'quoted':
        if (reply.text.trim() !== '') this.#line.show(`> ${onOneLine(reply.text)}`, 'trouble')
        return this.#endRows()
    }
  }

  /** After the goodbye the server closes (3.12); some close without a word. */
  closed(): void {
    if (this.#waiting === 'over') return
    if (this.#waiting === 'goodbye') return this.#end(0)
    this.#inbox.breakOff()
    this.#line.show(texts.closed, 'failure')
    this.#end(1)
  }

  leave(): void {
    if (this.#stay === 'leaving') return
    this.#stay = 'leaving'
    switch (this.#waiting) {
      case 'banner':
        return this.#end(0)
      case 'ready':
        this.#deadline = this.#line.now + GOODBYE
        return this.#sayGoodbye()
      case 'answer':
      case 'verdict':
      case 'goodbye':
        return this.#wait(this.#waiting, GOODBYE)
      case 'rows':
        if (this.#standing === 'stranger') return this.#end(this.#strangersStatus)
        this.#deadline = this.#line.now + GOODBYE
        return this.#untilSilence()
      case 'over':
        return
    }
  }

  /** This dialect has no calls. */
  called(): void {}

  /** A silence, or an answer that does not come. */
  wake(): void {
    switch (this.#waiting) {
      case 'banner':
      case 'rows':
        return this.#ready()
      case 'answer':
      case 'verdict':
        this.#complain()
        this.#timeouts.passed(this.#kind)
        this.#timeouts.count(1)
        return this.#ready()
      case 'goodbye':
        return this.#end(0)
      case 'ready':
      case 'over':
        return
    }
  }

  /** What the server says within a message is its text (4.3), so an answer may hide there. */
  #complain(): void {
    const from = this.#inbox.sender
    const why = from === undefined ? '' : `: a message from ${onOneLine(from)} has no end yet`
    this.#line.show(`The server does not answer${why}.`, 'trouble')
  }

  #status(ok: boolean, text: string): void {
    this.#line.show(`> ${ok ? 'OK' : 'ERROR'} - ${onOneLine(text)}`, ok ? 'plain' : 'trouble')
    const isLateBanner = this.#isLateBanner(ok, text)
    this.#banner = 'had'
    if (isLateBanner || this.#isNotice(ok, text)) return
    if (ok && text.startsWith('Goodbye')) return this.#end(0)
    if (ok && text.startsWith('Hello ')) this.#standing = 'user'
    if (!ok && this.#asked === 'login') this.#strangersStatus = 1
    this.#writing = ok && text.startsWith('Send Message') ? 'body' : 'command'
    this.#timeouts.answered(this.#kind)
    if (this.#waiting === 'ready') this.#timeouts.count(-1)
    switch (this.#waiting) {
      case 'banner':
        this.#deadline = this.#line.now + TIMEOUT
        return this.#untilSilence()
      case 'answer':
        return ok && text.startsWith('Data Available') ? this.#untilSilence() : this.#ready()
      case 'verdict':
      case 'rows':
        return this.#ready()
      case 'goodbye':
        return ok ? undefined : this.#ready()
      case 'ready':
      case 'over':
        return
    }
  }

  /** 2.1, after a line was sent already: it does not answer that. */
  #isLateBanner(ok: boolean, text: string): boolean {
    return (
      this.#banner === 'due' && this.#waiting !== 'banner' && ok && text.startsWith('Welcome to ')
    )
  }

  /** 1.4: a line of the message was too long; the message is answered at its end. */
  #isNotice(ok: boolean, text: string): boolean {
    const composing = this.#writing === 'body' || this.#waiting === 'verdict'
    return composing && !ok && text === LINE_TOO_LONG
  }

  /** A line without `> `. An empty one ends the rows before it, as in the banner (2.1). */
  #row(text: string): void {
    if (text.trim() === '') return this.#endRows()
    this.#line.show(onOneLine(text))
    if (this.#waiting === 'banner') this.#deadline = this.#line.now + TIMEOUT
    if (this.#waiting === 'banner' || this.#waiting === 'rows') this.#untilSilence()
  }

  #untilSilence(): void {
    this.#waiting = 'rows'
    this.#line.wakeAt(Math.min(this.#line.now + SILENCE, this.#deadline))
  }

  #endRows(): void {
    if (this.#waiting === 'rows') this.#ready()
  }

  #await(kind: string, waiting: Waiting): void {
    this.#kind = kind
    this.#wait(waiting, this.#timeouts.of(kind, TIMEOUT))
  }

  #wait(waiting: Waiting, timeout: number): void {
    this.#waiting = waiting
    this.#deadline = this.#line.now + timeout
    this.#line.wakeAt(this.#deadline)
  }

  /** Nothing is outstanding. */
  #ready(): void {
    if (this.#stay === 'leaving') return this.#sayGoodbye()
    this.#waiting = 'ready'
    this.#prompt()
  }

  #prompt(): void {
    const isBody = this.#writing === 'body'
    this.#line.prompt(isBody ? `Writing to ${this.#recipient}; ${CLOSING} ends it: ` : '')
  }

  /** A message that is half written is not sent, and in the middle of one nothing else can be said. */
  #sayGoodbye(): void {
    if (this.#writing === 'body') {
      this.#line.show(`The message was not sent: ${CLOSING} did not end it.`, 'trouble')
      return this.#end(0)
    }
    if (this.#standing === 'stranger') return this.#end(this.#strangersStatus)
    if (this.#waiting === 'goodbye') return this.#end(0)
    this.#line.write('LOGOUT\n')
    if (this.#line.now >= this.#deadline) return this.#end(0)
    this.#waiting = 'goodbye'
    this.#line.wakeAt(this.#deadline)
  }

  #end(status: 0 | 1): void {
    this.#inbox.breakOff()
    this.#waiting = 'over'
    this.#timeouts.end(this.#line, status)
  }
}
