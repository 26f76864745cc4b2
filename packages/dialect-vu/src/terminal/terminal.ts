/**
 * What a person types and reads, section 4. The course compares these texts to the letter.
 *
 *     naming --name--> asked --HELLO--> in
 *       ^                |
 *       +---- refused ---+
 */
import {
  lossText,
  type TerminalLine,
  type TerminalSession,
  type TerminalSide,
  type Tone,
} from '@parley/contract'
import { cleanText } from '@parley/framing'
import type { RefusalWord, Reply } from '../frames.ts'
import type { Options } from '../options.ts'
import { type Answering, Requests } from '../requests.ts'
import { helloFrom } from '../serializer.ts'

/** 4.1. */
const WELCOME = 'Welcome to Chat Client. Enter your login: '

/** 4.5. */
const FULL = 'Cannot log in. The server is full!'

/** 4.4: what cannot be a name, and is not sent. */
const disallowed = /^$|[ ,!@#$%^&*\p{Cc}]/u

/** 4.6 and 4.8: what a refusal after login is for a person; undefined: it has no meaning there. */
const refusalTexts = {
  'IN-USE': undefined,
  BUSY: undefined,
  'BAD-RQST-BODY': 'Error: Unknown issue in previous message body.',
  'BAD-RQST-HDR': 'Error: Unknown issue in previous message header.',
  'BAD-DEST-USER': 'The destination user does not exist',
  UNKNOWN: 'The destination user does not exist',
} satisfies Readonly<Record<RefusalWord, string | undefined>>

/** How long answers are waited for at the end of the input, in milliseconds. */
const PATIENCE = 5000

/** The same after `!quit`: somebody may be sitting there. */
const QUIT_PATIENCE = 1000

/** The most lines that wait for the outcome of a login. */
const MOST_WAITING = 100

/** The most characters that are shown of what the protocol does not have. */
const MOST_QUOTED = 200

export const terminal: TerminalSide<Reply, Options> = {
  isToTheLetter: true,
  help: [
    { typed: '@user message', does: 'send a message to a user' },
    { typed: '@* message', does: 'send a message to everyone, if the server is Parley' },
    { typed: '!who', does: 'show who is online' },
    { typed: '!quit', does: 'leave, also while the login is asked for' },
  ],
  phrases: {
    login: (name) => [name],
    welcome: (name) => `Successfully logged in as ${name}!`,
    send: (to, text) => [`@${to} ${text}`],
    list: ['!who'],
    leave: ['!quit'],
    heard: (from, text) => `From ${from}: ${text}`,
  },
  open: (line) => new VuTerminal(line),
}

/** Each answer is shown for what it is (4.9). */
class VuTerminal implements TerminalSession<Reply> {
  readonly #line: TerminalLine
  /** `asked`: a name was sent, or is to be sent once there is a connection. */
  #standing: 'naming' | 'asked' | 'in' = 'naming'
  /** `refusing`: has refused a login, after which some servers close (2.2); `gone`: this one did. */
  #connection: 'fresh' | 'refusing' | 'gone' = 'fresh'
  #stay: 'here' | 'leaving' | 'over' = 'here'
  #name = ''
  /** Typed while a login was unanswered. */
  readonly #waiting: string[] = []
  readonly #requests: Requests
  /** Whether the last login was refused: then the program fails, but for who wanted to go (4.6). */
  #isRefused = false
  #hasQuit = false

  constructor(line: TerminalLine) {
    this.#line = line
    this.#requests = new Requests(line)
  }

  connected(): void {
    if (this.#standing === 'asked') this.#line.write(helloFrom(this.#name))
    else this.#askName()
  }

  typed(line: string): void {
    if (this.#stay !== 'here') return
    if (line === '!quit') {
      this.#hasQuit = true
      return this.#go(QUIT_PATIENCE)
    }
    switch (this.#standing) {
      case 'naming':
        this.#waiting.push(line)
        return this.#tryNext()
      case 'asked':
        if (this.#waiting.push(line) < MOST_WAITING) this.#line.prompt('')
        return
      case 'in':
        this.#command(line)
        return this.#line.prompt('')
    }
  }

  take(reply: Reply): void {
    if (this.#stay === 'over') return
    switch (reply.kind) {
      case 'hello':
        return this.#standing === 'asked' ? this.#loggedIn() : this.#puzzled(reply.line)
      case 'refusal':
        return this.#standing === 'asked' ? this.#refused(reply.word) : this.#complained(reply)
      case 'names': {
        const { names } = reply
        return this.#answered(
          'names',
          [`There are ${names.length} online users:`, ...names],
          'plain',
        )
      }
      case 'sent':
        return this.#answered('sent', ['The message was sent successfully'], 'aside')
      case 'delivery':
        return this.#show([`From ${reply.from}: ${reply.text}`], 'said')
      case 'nonsense':
        return this.#puzzled(reply.line)
    }
  }

  closed(): void {
    if (this.#stay === 'over') return
    if (this.#standing === 'in' || this.#connection === 'fresh') {
      this.#show(['The server has closed the connection.'], 'failure')
      return this.#end(1)
    }
    this.#connection = 'gone'
    if (this.#standing === 'asked') this.#reconnect()
  }

  leave(): void {
    this.#go(PATIENCE)
  }

  /** This dialect has no calls. */
  called(): void {}

  wake(): void {
    if (this.#stay === 'here' && this.#line.now >= this.#requests.whoDue) {
      this.#requests.forgetWho()
      this.#show([refusalTexts['BAD-RQST-HDR']], 'trouble')
    }
    if (this.#stay !== 'leaving') return
    const unanswered = this.#requests.unanswered + (this.#standing === 'asked' ? 1 : 0)
    this.#show([lossText(unanswered, this.#waiting.length)], 'failure')
    this.#end(1)
  }

  /** 4.1. A host may answer a prompt at once, with a line or with `leave`. */
  #askName(): void {
    this.#standing = 'naming'
    if (this.#stay === 'leaving' && this.#waiting.length === 0) return this.#settle()
    this.#line.prompt(WELCOME, 'always')
    this.#tryNext()
  }

  #tryNext(): void {
    if (this.#standing !== 'naming') return
    const name = this.#waiting.shift()
    if (name !== undefined) this.#login(name)
  }

  /** A prompt stays open meanwhile, for `!quit`. */
  #login(name: string): void {
    this.#name = name
    if (disallowed.test(name)) return this.#cannot('contains disallowed characters')
    this.#standing = 'asked'
    if (this.#connection === 'gone') this.#reconnect()
    else this.#line.write(helloFrom(name))
    if (this.#stay === 'here') this.#line.prompt('')
  }

  #reconnect(): void {
    this.#connection = 'fresh'
    this.#line.reconnect()
  }

  /** 4.2. */
  #loggedIn(): void {
    this.#standing = 'in'
    this.#isRefused = false
    this.#show([`Successfully logged in as ${this.#name}!`], 'plain')
    for (const line of this.#waiting.splice(0)) this.#command(line)
    if (this.#stay === 'here') this.#line.prompt('')
    else this.#settle()
  }

  #refused(word: RefusalWord): void {
    if (word === 'BUSY') return this.#full()
    this.#connection = 'refusing'
    this.#cannot(word === 'IN-USE' ? 'is already in use' : 'contains disallowed characters')
  }

  /** 4.3 and 4.4. */
  #cannot(why: string): void {
    this.#isRefused = true
    this.#show([`Cannot log in as ${this.#name}. That username ${why}.`], 'trouble')
    this.#askName()
  }

  /** 4.5. */
  #full(): void {
    this.#show([FULL], 'trouble')
    this.#end(0)
  }

  /** A refusal that is not the answer to a login. A full server may say so at once. */
  #complained({ word, line }: Extract<Reply, { kind: 'refusal' }>): void {
    if (word === 'BUSY' && this.#standing === 'naming') return this.#full()
    if (word === 'BAD-RQST-HDR' && this.#requests.retryAsWho()) {
      if (this.#stay === 'here') this.#line.wakeAt(this.#requests.whoDue)
      return
    }
    const text = refusalTexts[word]
    if (text === undefined) this.#puzzled(line)
    else this.#answered(word, [text], 'trouble')
  }

  /** 4.6: all but these two is ignored. The text is what follows one space (3.4), and may be empty. */
  #command(line: string): void {
    if (line === '!who') return this.#requests.list()
    const [, to, text] = /^@([^ \n]+) ([^\n]*)$/.exec(line) ?? []
    if (to !== undefined && text !== undefined) this.#requests.send(to, text)
  }

  #answered(reply: Answering, lines: readonly string[], tone: Tone): void {
    this.#requests.answered(reply)
    this.#show(lines, tone)
    this.#settle()
  }

  #puzzled(line: string): void {
    this.#show([`The server said what is not understood: ${line.slice(0, MOST_QUOTED)}`], 'trouble')
  }

  #show(lines: readonly string[], tone: Tone): void {
    this.#line.show(lines.map(harmless).join('\n'), tone)
  }

  #go(patience: number): void {
    if (this.#stay !== 'here') return
    this.#stay = 'leaving'
    this.#line.wakeAt(this.#line.now + patience)
    this.#settle()
  }

  /** Ends if the person goes and nothing is outstanding. */
  #settle(): void {
    if (this.#stay !== 'leaving' || this.#standing === 'asked') return
    if (this.#waiting.length > 0 || this.#requests.unanswered > 0) return
    this.#end(this.#isRefused && !this.#hasQuit ? 1 : 0)
  }

  #end(status: 0 | 1): void {
    this.#stay = 'over'
    this.#line.end(status)
  }
}

/** A line stays one line, so that no text can be taken for another message. */
function harmless(line: string): string {
  return cleanText(line).replaceAll('\n', '\ufffd')
}
