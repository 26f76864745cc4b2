import {
  type AnswerOf,
  type Departed,
  type ErrorCode,
  type Event,
  isName,
  type Line,
  newsOf,
  type PasswordPolicy,
  type Present,
  roomNews,
  type ServerSession,
  type TopicChanged,
} from '@parley/contract'
import { policyOf } from './account-policy.ts'
import { showDate } from './dates.ts'
import type { Complaint, ReplyType, Request, RequestKind, RequestOf } from './frames.ts'
import type { Options } from './options.ts'
import { type Load, newsOfRoom, PendingNews } from './pending-news.ts'
import {
  bare,
  complaints,
  LOGIN_FAILED,
  originalReplies,
  type Refusing,
  replies,
  words,
} from './replies.ts'
import { askOfRoom, ofRoomRows, type RoomRequest } from './room-commands.ts'
import { below, messageLines, numbered, pickle, roomBeside } from './serializer.ts'
import { listUsers } from './user-list.ts'

/** Limit of messages that fit into one reply. */
export const MOST_READ = 100

type State = 'stranger' | 'user'

type Rows = {
  readonly [Kind in RequestKind]: {
    /** The state in which it is allowed; otherwise it is refused (3.8, 3.9). */
    readonly allowed: State | 'any'
    run(session: ToomSession, request: RequestOf<Kind>): void
  }
}

const policies = new WeakMap<Options, PasswordPolicy>()

/** The server's side of one connection. */
export function serve(line: Line, options: Options): ServerSession<Request> {
  const policy = policies.get(options) ?? policyOf(options)
  policies.set(options, policy)
  return new ToomSession(line, options, policy)
}

class ToomSession implements ServerSession<Request> {
  static readonly #rows = {
    login: { allowed: 'stranger', run: (session, request) => session.#login(request) },
    port: { allowed: 'user', run: (session, { port }) => session.#announce(port) },
    post: { allowed: 'user', run: (session, { text }) => session.#post(text) },
    whisper: { allowed: 'user', run: (session, request) => session.#whisper(request) },
    remove: { allowed: 'user', run: (session, request) => session.#remove(request) },
    edit: { allowed: 'user', run: (session, request) => session.#edit(request) },
    read: { allowed: 'user', run: (session, request) => session.#read(request) },
    users: { allowed: 'user', run: (session, { room }) => session.#users(room) },
    speak: { allowed: 'user', run: (session, request) => session.#speak(request) },
    ...ofRoomRows((session: ToomSession, request) => session.#ofRoom(request)),
    out: { allowed: 'user', run: (session) => session.#out() },
    long: { allowed: 'any', run: (session) => session.#refuse('text-too-long') },
    wrong: { allowed: 'user', run: (session, { complaint }) => session.#complain(complaint) },
  } as const satisfies Rows

  readonly #line: Line
  readonly #options: Options
  readonly #policy: PasswordPolicy
  readonly #pendingNews = new PendingNews()
  #state: State = 'stranger'
  #name = ''
  /** The text for everyone if the name at its start is unknown (3.1). */
  #whole = ''
  /** A reply that waits until the news it carries is marked as received. */
  #reply: Refusing | undefined
  #load: Load | undefined

  constructor(line: Line, options: Options, policy: PasswordPolicy) {
    this.#line = line
    this.#options = options
    this.#policy = policy
  }

  /** 2.1. */
  greet(): void {
    this.#line.write(pickle('', words.banner))
  }

  take(request: Request): void {
    this.#run(request)
  }

  /** Nothing is sent unasked (1.5): news waits for the next reply. */
  hear(event: Event): void {
    switch (event.kind) {
      case 'direct':
        return this.#pendingNews.put(event)
      case 'notice':
        return this.#note(event.text)
      case 'edited':
        return this.#note(newsOf(event), event.message.room)
      case 'removed':
        return this.#note(newsOf(event), event.room)
      case 'departed':
      case 'topic':
        return this.#noteOfRoom(event)
      case 'public':
        if (event.room !== undefined) this.#pendingNews.putRoom(newsOfRoom(event))
        return
      case 'joined':
      case 'left':
      case 'renamed':
      case 'away':
      case 'entered':
      case 'farewell':
        return
    }
  }

  wake(): void {}

  #note(text: string, room?: string): void {
    if (!this.#options.strict) this.#pendingNews.putNotice(text, room)
  }

  #noteOfRoom(event: Departed | TopicChanged): void {
    const text = roomNews(event)
    if (text !== undefined) this.#note(text, event.room)
  }

  #run<Kind extends RequestKind>(request: RequestOf<Kind>): void {
    const rows: Rows = ToomSession.#rows
    const row = rows[request.kind]
    if (row.allowed === this.#state || row.allowed === 'any') row.run(this, request)
    else if (request.kind === 'port') return
    else this.#refuse(this.#state === 'user' ? 'already-logged-in' : 'not-logged-in')
  }

  /** 2.2. */
  #login({ name, password }: RequestOf<'login'>): void {
    if (!isName(name)) return this.#refuse('name-invalid')
    const policy = this.#policy
    this.#line.ask({ kind: 'login', name, cap: 0, password, policy }, (answer) => {
      if (!answer.ok) return this.#loginRefused(answer.error)
      this.#state = 'user'
      this.#name = answer.value.name
      this.#say('LOGIN-A', '')
    })
  }

  #loginRefused(error: ErrorCode): void {
    if (error === 'store-failed') this.#answer(LOGIN_FAILED)
    else this.#refuse(error)
    if (error === 'locked-out' || error === 'locked') this.#line.close('locked-out')
  }

  /** 2.3. */
  #announce(port: number | undefined): void {
    if (port === undefined) return
    this.#line.ask({ kind: 'announcePeer', transport: 'udp', port }, ignore)
  }

  /** 3.1. */
  #post(text: string): void {
    this.#line.ask({ kind: 'broadcast', text }, this.#posted)
  }

  readonly #posted = (answer: AnswerOf<'broadcast'>): void => {
    if (!answer.ok) return this.#refuse(answer.error)
    const { number, time, room } = answer.value.message
    this.#say('MSGACK', numbered(number, room, 'posted', time))
  }

  #whisper({ to, text, whole }: RequestOf<'whisper'>): void {
    this.#whole = whole
    this.#line.ask({ kind: 'send', to, text }, this.#sent)
  }

  readonly #sent = (answer: AnswerOf<'send'>): void => {
    const whole = this.#whole
    this.#whole = ''
    if (answer.ok) {
      const { to, time } = answer.value
      this.#say('MSGACK', `${words.sentTo}${to} sent at ${showDate(time)}.`)
    } else if (answer.error === 'unknown-user') this.#post(whole)
    else this.#refuse(answer.error)
  }

  /** 8.2: what is meant for a room that there is is never said to everyone. */
  #speak({ room, text, whole }: RequestOf<'speak'>): void {
    this.#line.ask({ kind: 'broadcast', room, text }, (answer) => {
      if (!answer.ok && answer.error === 'no-such-room') this.#post(whole)
      else this.#posted(answer)
    })
  }

  #ofRoom(request: RoomRequest): void {
    askOfRoom(this.#line, request, (reply) => this.#answer(reply))
  }

  /** 3.2. */
  #remove({ number, posted, room }: RequestOf<'remove'>): void {
    this.#line.ask({ kind: 'remove', room, number, posted }, (answer) => {
      if (!answer.ok) return this.#refuse(answer.error)
      this.#say('ACK', numbered(number, room, 'deleted', answer.value.time))
    })
  }

  /** 3.3. */
  #edit({ number, posted, text, room }: RequestOf<'edit'>): void {
    this.#line.ask({ kind: 'edit', room, number, posted, text }, (answer) => {
      if (!answer.ok) return this.#refuse(answer.error)
      this.#say('EDT-ACK', numbered(number, room, 'edited', answer.value.time))
    })
  }

  /** 3.5. */
  #read({ since, room }: RequestOf<'read'>): void {
    this.#line.ask({ kind: 'historySince', room, since, most: MOST_READ }, (answer) => {
      if (!answer.ok) return this.#refuse(answer.error)
      const { messages, total } = answer.value
      const { strict } = this.#options
      const lines =
        messages.length > 0 ? messageLines(messages, total, strict, room) : words.nothingNew
      this.#say('RDM', lines)
    })
  }

  /** 3.6, and of a room 8.2, of which the one who asks may be. */
  #users(room: string | undefined): void {
    this.#line.ask({ kind: 'list', room }, (answer) => {
      if (!answer.ok) return this.#refuse(answer.error)
      const { strict } = this.#options
      const isListed = ({ name }: Present) => room !== undefined || name !== this.#name
      const users = answer.value.filter(isListed)
      if (users.length > 0) {
        return listUsers(this.#line, { users, strict }, (lines) => this.#say('ATU', lines))
      }
      this.#say('ATU-N', room === undefined ? words.nobodyElse : words.emptyRoom)
    })
  }

  /** 3.7. */
  #out(): void {
    this.#line.ask({ kind: 'logout' }, () => {
      this.#say('OUT', `Bye, ${this.#name}!`)
      this.#line.close('logout')
    })
  }

  #complain(complaint: Complaint): void {
    this.#answer(complaints[complaint])
  }

  #refuse(error: ErrorCode): void {
    const original = this.#options.strict ? originalReplies[error] : undefined
    this.#answer(original ?? replies[error])
  }

  #answer({ type, body }: Refusing): void {
    this.#say(type, body)
  }

  /** The one reply to a request, with the news that fits. */
  #say(type: ReplyType, body: string): void {
    if (this.#pendingNews.isEmpty || this.#state !== 'user' || bare.has(type)) {
      return this.#line.write(pickle(type, body))
    }
    const load = this.#pendingNews.take(roomBeside(type, body))
    const { upTo = 0, partOf } = load
    if (upTo === 0 && partOf === undefined) {
      return this.#line.write(pickle(type, below(body, load.lines)))
    }
    this.#reply = { type, body }
    this.#load = load
    const part = partOf === undefined ? {} : { partOf }
    this.#line.ask({ kind: 'received', upTo, ...part }, this.#received)
  }

  /** News that the mailbox did not mark as received is sent again later. */
  readonly #received = (answer: AnswerOf<'received'>): void => {
    const { type, body } = this.#reply ?? complaints.unknown
    const load = this.#load
    this.#reply = undefined
    this.#load = undefined
    if (load !== undefined && !answer.ok) this.#pendingNews.giveBack(load)
    this.#line.write(pickle(type, answer.ok && load !== undefined ? below(body, load.lines) : body))
  }
}

function ignore(): void {}
