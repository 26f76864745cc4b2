/**
 * What a person types and reads, section 4. The course compares these texts to the letter.
 *
 *     naming --name--> asked --HELLO--> in
 *       ^                |
 *       +---- refused ---+
 */
import type { TerminalLine, TerminalSession, TerminalSide, Tone } from '@parley/contract'
import { lossText, onOneLine, texts } from '@parley/line-terminal'
import type { RefusalWord, Reply } from '../frames.ts'
import type { Options } from '../options.ts'
import { helloFrom, inRoom } from '../serializer.ts'
import { type RequestReply, Requests } from './requests.ts'
import { roomHelp, shownConfirmation, typedRoomRequest } from './rooms.ts'

/** 4.1. */
const WELCOME = 'Welcome to Chat Client. Enter your login: '

/** 4.5. */
const FULL = 'Cannot log in. The server is full!'

/** 4.4: not allowed in names, which are then not sent. */
const disallowed = /^$|[ ,!@#$%^&*\p{Cc}]/u

/** 4.6 and 4.8: text of a refusal after the login; undefined: unexpected there. */
const refusalTexts = {
  'IN-USE': undefined,
  BUSY: undefined,
  'BAD-RQST-BODY': 'Error: Unknown issue in previous message body.',
  'BAD-RQST-HDR': 'Error: Unknown issue in previous message header.',
  'BAD-DEST-USER': 'The destination user does not exist',
  UNKNOWN: 'The destination user does not exist',
  'BAD-DEST-ROOM': 'There is no such room, or you are not in it',
  'IN-ROOM': 'You are in that room already',
  FORBIDDEN: 'You are not allowed to do that',
} satisfies Readonly<Record<RefusalWord, string | undefined>>

/** Timeout for outstanding replies at the end of the input, in milliseconds. */
const REPLY_TIMEOUT = 5000

/** The same after `!quit`; shorter, since a person may be waiting. */
const QUIT_TIMEOUT = 1000

/** Limit of lines queued during a login. */
const MOST_WAITING = 100

/** Limit of characters shown of an unknown line. */
const MOST_QUOTED = 200

/** Of what other servers do not do. */
const condition = 'if the server is Parley'

export const terminal: TerminalSide<Reply, Options> = {
  isToTheLetter: true,
  help: [
    { typed: '@user message', does: 'send a message to a user' },
    { typed: '@* message', does: 'send a message to everyone', condition },
    { typed: '!who', does: 'show who is online' },
    ...roomHelp,
    { typed: '!quit', does: 'leave, also while the login is asked for' },
  ],
  phrases: {
    login: (name) => [name],
    welcome: (name) => `Successfully logged in as ${name}!`,
    send: (to, text) => [`@${to} ${text}`],
    broadcast: (text) => [`@* ${text}`],
    list: ['!who'],
    leave: ['!quit'],
    heard: (from, text) => `From ${from}: ${text}`,
  },
  open: (line, { strict }) => new VuTerminal(line, strict),
}

/** Shows each reply by itself (4.9). */
class VuTerminal implements TerminalSession<Reply> {
  readonly #line: TerminalLine
  readonly #strict: boolean
  /** `asked`: a login was sent, or will be once connected. */
  #state: 'naming' | 'asked' | 'in' = 'naming'
  /** `refusing`: refused a login, after which some servers close (2.2); `gone`: closed. */
  #connection: 'fresh' | 'refusing' | 'gone' = 'fresh'
  #phase: 'here' | 'leaving' | 'over' = 'here'
  #name = ''
  /** Lines typed while a login was unanswered. */
  readonly #waiting: string[] = []
  readonly #requests: Requests
  /** Whether the last login was refused: then the exit status is 1, except after `!quit` (4.6). */
  #isRefused = false
  #hasQuit = false

  constructor(line: TerminalLine, strict: boolean) {
    this.#line = line
    this.#strict = strict
    this.#requests = new Requests(line)
  }

  connected(): void {
    if (this.#state === 'asked') this.#line.write(helloFrom(this.#name))
    else this.#askName()
  }

  typed(line: string): void {
    if (this.#phase !== 'here') return
    if (line === '!quit') {
      this.#hasQuit = true
      return this.#go(QUIT_TIMEOUT)
    }
    switch (this.#state) {
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
    if (this.#phase === 'over') return
    switch (reply.kind) {
      case 'hello':
        return this.#state === 'asked' ? this.#loggedIn() : this.#showUnknown(reply.line)
      case 'refusal':
        return this.#state === 'asked' ? this.#refused(reply.word) : this.#otherRefusal(reply)
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
      case 'room':
        return this.#answered('room', shownConfirmation(reply), 'plain')
      case 'delivery':
        return this.#show([`From ${inRoom(reply.from, reply.room)}: ${reply.text}`], 'said')
      case 'nonsense':
        return this.#showUnknown(reply.line)
    }
  }

  closed(): void {
    if (this.#phase === 'over') return
    if (this.#state === 'in' || this.#connection === 'fresh') {
      this.#show([texts.closed], 'failure')
      return this.#end(1)
    }
    this.#connection = 'gone'
    if (this.#state === 'asked') this.#reconnect()
  }

  leave(): void {
    this.#go(REPLY_TIMEOUT)
  }

  /** This dialect has no calls. */
  called(): void {}

  wake(): void {
    if (this.#phase === 'here' && this.#line.now >= this.#requests.whoDue) {
      this.#requests.forgetWho()
      this.#show([refusalTexts['BAD-RQST-HDR']], 'trouble')
    }
    if (this.#phase !== 'leaving') return
    const unanswered = this.#requests.unanswered + (this.#state === 'asked' ? 1 : 0)
    this.#show([lossText(unanswered, this.#waiting.length)], 'failure')
    this.#end(1)
  }

  /** 4.1. The host may call `typed` or `leave` from within `prompt`. */
  #askName(): void {
    this.#state = 'naming'
    if (this.#phase === 'leaving' && this.#waiting.length === 0) return this.#settle()
    this.#line.prompt(WELCOME, 'always')
    this.#tryNext()
  }

  #tryNext(): void {
    if (this.#state !== 'naming') return
    const name = this.#waiting.shift()
    if (name !== undefined) this.#login(name)
  }

  /** The prompt stays open for `!quit`. */
  #login(name: string): void {
    this.#name = name
    if (disallowed.test(name)) return this.#cannot('contains disallowed characters')
    this.#state = 'asked'
    if (this.#connection === 'gone') this.#reconnect()
    else this.#line.write(helloFrom(name))
    if (this.#phase === 'here') this.#line.prompt('')
  }

  #reconnect(): void {
    this.#connection = 'fresh'
    this.#line.reconnect()
  }

  /** 4.2. */
  #loggedIn(): void {
    this.#state = 'in'
    this.#isRefused = false
    this.#show([`Successfully logged in as ${this.#name}!`], 'plain')
    for (const line of this.#waiting.splice(0)) this.#command(line)
    if (this.#phase === 'here') this.#line.prompt('')
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

  /** A refusal of another command, or BUSY from a full server before any command. */
  #otherRefusal({ word, line }: Extract<Reply, { kind: 'refusal' }>): void {
    if (word === 'BUSY' && this.#state === 'naming') return this.#full()
    if (word === 'BAD-RQST-HDR' && this.#requests.retryAsWho()) {
      if (this.#phase === 'here') this.#line.wakeAt(this.#requests.whoDue)
      return
    }
    const text = refusalTexts[word]
    if (text === undefined) this.#showUnknown(line)
    else this.#answered(word, [text], 'trouble')
  }

  /** 4.6: any other line is ignored. The text follows one space (3.4) and may be empty. */
  #command(line: string): void {
    if (line === '!who') return this.#requests.list()
    const ofRoom = this.#strict ? undefined : typedRoomRequest(line)
    if (ofRoom !== undefined) return this.#requests.ofRoom(ofRoom)
    const [, to, text] = /^@([^ \n]+) ([^\n]*)$/.exec(line) ?? []
    if (to !== undefined && text !== undefined) this.#requests.send(to, text)
  }

  #answered(reply: RequestReply, lines: readonly string[], tone: Tone): void {
    this.#requests.answered(reply)
    this.#show(lines, tone)
    this.#settle()
  }

  #showUnknown(line: string): void {
    this.#show([`The server said what is not understood: ${line.slice(0, MOST_QUOTED)}`], 'trouble')
  }

  #show(lines: readonly string[], tone: Tone): void {
    this.#line.show(lines.map(onOneLine).join('\n'), tone)
  }

  #go(timeout: number): void {
    if (this.#phase !== 'here') return
    this.#phase = 'leaving'
    this.#line.wakeAt(this.#line.now + timeout)
    this.#settle()
  }

  /** Ends if the person leaves and no reply is outstanding. */
  #settle(): void {
    if (this.#phase !== 'leaving' || this.#state === 'asked') return
    if (this.#waiting.length > 0 || this.#requests.unanswered > 0) return
    this.#end(this.#isRefused && !this.#hasQuit ? 1 : 0)
  }

  #end(status: 0 | 1): void {
    this.#phase = 'over'
    this.#line.end(status)
  }
}
