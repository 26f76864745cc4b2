import type { CallNews, Peer, TerminalLine, TerminalSession, TerminalSide } from '@parley/contract'
import { cleanText } from '@parley/framing'
import type { Reply } from './frames.ts'
import { MOST_PICKLE, type Options } from './options.ts'
import { loginWords } from './replies.ts'
import { pickle, readNews, readUser } from './serializer.ts'

const COMMANDS = 'Enter one of the following commands (MSG, DLT, EDT, RDM, ATU, OUT, UPD): '

/** A request that gets no answer for so long is given up, in milliseconds. */
const PATIENCE = 10_000

/** Who leaves waits so long for the goodbye. */
const GOODBYE = 5000

/** What is waited for, or asked for. */
type State = 'banner' | 'username' | 'password' | 'login' | 'command' | 'answer' | 'over'

/** What a person types and reads (7). */
export const terminal: TerminalSide<Reply, Options> = {
  help: [
    { typed: 'MSG <text>', does: 'post a message; @<user> before the text is for that user alone' },
    { typed: 'EDT <number> <time> <text>', does: 'give your message of that time a new text' },
    { typed: 'DLT <number> <time>', does: 'delete your message of that time' },
    { typed: 'RDM <time>', does: 'read the messages since, as in RDM 20 Nov 2026 22:55:14' },
    { typed: 'ATU', does: 'list who else is online' },
    { typed: 'UPD <user> <file>', does: 'send a file of the current folder, after an ATU' },
    { typed: 'OUT', does: 'leave' },
  ],
  phrases: {
    login: (name, password) => [name, password],
    welcome: (name) => `Welcome to TOOM, ${name}!`,
    send: (to, text) => [`MSG @${to} ${text}`],
    heard: (from, text) => `[from ${from}] ${text}`,
    poll: 'RDM 01 Jan 2100 00:00:00',
  },
  open: (line, { pace }) => new ToomTerminal(line, pace),
}

class ToomTerminal implements TerminalSession<Reply> {
  readonly #line: TerminalLine
  readonly #pace: number
  #state: State = 'banner'
  #name = ''
  #users: ReadonlyMap<string, Peer> = new Map()
  #leaving: 'no' | 'yes' = 'no'
  /** When what is waited for is given up, or when the next request may go out. */
  #until = Number.POSITIVE_INFINITY
  #nextAt = 0
  #unsaid: Uint8Array | undefined

  constructor(line: TerminalLine, pace: number) {
    this.#line = line
    this.#pace = pace
  }

  /** The server speaks first (2.1). */
  connected(): void {
    this.#wait('banner', PATIENCE)
  }

  typed(text: string): void {
    switch (this.#state) {
      case 'username':
        this.#name = text.trim()
        return this.#name === '' ? this.#ask('username') : this.#ask('password')
      case 'password':
        return this.#say('login', 'LOGIN', `${this.#name} ${text}`)
      case 'command':
        return this.#command(text)
      case 'banner':
      case 'login':
      case 'answer':
      case 'over':
        return
    }
  }

  take(reply: Reply): void {
    if (reply.kind === 'nonsense') {
      return this.#line.show(`The server said: ${cleanText(reply.text)}`, 'trouble')
    }
    switch (this.#state) {
      case 'banner':
        return this.#ask('username')
      case 'login':
        return this.#answeredLogin(reply.type, reply.body)
      case 'answer':
        return this.#answered(reply.type, reply.body)
      case 'username':
      case 'password':
      case 'command':
      case 'over':
        return this.#show(reply.body)
    }
  }

  closed(): void {
    this.#line.show('The server has closed the connection.', 'trouble')
    this.#end(1)
  }

  leave(): void {
    this.#leaving = 'yes'
    if (this.#state === 'answer' || this.#state === 'login') {
      this.#until = this.#line.now + GOODBYE
      this.#wakeInTime()
    } else this.#goodbye()
  }

  called(news: CallNews): void {
    switch (news.kind) {
      case 'file-sent':
        return this.#line.show(`${news.file} has been uploaded.`)
      case 'file-failed':
        return this.#line.show(
          `${cleanText(news.file)} is not in the current directory!`,
          'trouble',
        )
      case 'file-received':
        return this.#line.show(
          `Received ${cleanText(news.file)} from ${cleanText(news.from)}.`,
          'said',
        )
      case 'call-opened':
      case 'call-failed':
      case 'call-ended':
      case 'call-said':
        return
    }
  }

  wake(now: number): void {
    if (this.#unsaid !== undefined && now >= this.#nextAt) this.#write(this.#unsaid)
    if (now >= this.#until) this.#tooLate()
    this.#wakeInTime()
  }

  #ask(state: 'username' | 'password' | 'command'): void {
    this.#state = state
    this.#until = Number.POSITIVE_INFINITY
    if (this.#leaving === 'yes') return this.#goodbye()
    if (state === 'username') this.#line.prompt('Username: ')
    else if (state === 'password') this.#line.prompt('Password: ', 'secret')
    else this.#line.prompt(COMMANDS)
  }

  /** The first word is the type, the rest of the line the body; an empty line goes out too (3.8). */
  #command(text: string): void {
    const blank = text.indexOf(' ')
    const type = blank < 0 ? text : text.slice(0, blank)
    const body = blank < 0 ? '' : text.slice(blank + 1)
    if (type === 'UPD') this.#upload(body)
    else this.#say('answer', type, body)
  }

  #upload(body: string): void {
    const [user, file, ...more] = body.split(' ')
    const place = user === undefined ? undefined : this.#users.get(user)
    if (!user || !file || more.length > 0) {
      this.#line.show(
        'UPD Failed! Please check the format of UPD command: UPD <username> <filename>',
        'trouble',
      )
    } else if (place === undefined) {
      const words =
        'is offline or does not exist! Please use ATU command to download user information.'
      this.#line.show(`${cleanText(user)} ${words}`, 'trouble')
    } else this.#line.sendFile(user, place, this.#name, file)
    this.#ask('command')
  }

  /** 1.5: one request at a time, with the pace between two. */
  #say(state: 'login' | 'answer', type: string, body: string): void {
    const frame = pickle(type, body)
    if (frame.length > MOST_PICKLE) {
      this.#line.show(`A request has at most ${MOST_PICKLE} bytes`, 'trouble')
      return this.#ask(state === 'login' ? 'username' : 'command')
    }
    this.#wait(state, PATIENCE)
    if (this.#line.now >= this.#nextAt) return this.#write(frame)
    this.#unsaid = frame
    this.#wakeInTime()
  }

  #write(frame: Uint8Array): void {
    this.#unsaid = undefined
    this.#nextAt = this.#line.now + this.#pace
    this.#line.write(frame)
  }

  /** 2.2, 2.3. */
  #answeredLogin(type: string, body: string): void {
    if (type === 'LOGIN-A') {
      const { port } = this.#line
      if (port !== undefined) this.#write(pickle('UDP_PORT', port))
      this.#line.show(`Welcome to TOOM, ${this.#name}!`)
      return this.#ask('command')
    }
    this.#line.show(loginWords.get(type) ?? cleanText(body), 'trouble')
    if (type === 'LOGIN-B' || type === 'LOGIN-BB') return this.#end(1)
    this.#ask(type === 'LOGIN-F' ? 'password' : 'username')
  }

  #answered(type: string, body: string): void {
    this.#show(body)
    if (type === 'ATU') {
      const users = body.split('\n').flatMap((line) => readUser(line) ?? [])
      this.#users = new Map(users.map(({ name, place }) => [name, place]))
    }
    if (type === 'OUT') this.#end(0)
    else this.#ask('command')
  }

  #show(body: string): void {
    for (const line of body.split('\n')) {
      this.#line.show(cleanText(line), readNews(line) === undefined ? 'plain' : 'said')
    }
  }

  #goodbye(): void {
    if (this.#state === 'command') this.#say('answer', 'OUT', '')
    else this.#end(0)
  }

  #tooLate(): void {
    this.#until = Number.POSITIVE_INFINITY
    if (this.#leaving === 'yes') return this.#end(0)
    this.#line.show('The server does not answer.', 'trouble')
    this.#ask(this.#state === 'answer' ? 'command' : 'username')
  }

  #end(status: 0 | 1): void {
    if (this.#state === 'over') return
    this.#state = 'over'
    this.#line.end(status)
  }

  #wait(state: State, time: number): void {
    this.#state = state
    this.#until = this.#line.now + time
    this.#wakeInTime()
  }

  #wakeInTime(): void {
    const next = this.#unsaid === undefined ? Number.POSITIVE_INFINITY : this.#nextAt
    const time = Math.min(next, this.#until)
    if (time < Number.POSITIVE_INFINITY) this.#line.wakeAt(time)
  }
}
