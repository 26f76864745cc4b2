import type { Dialect } from '@parley/contract'
import { BrowserTerminal, type Transport, type TransportEvents } from './browser-terminal.ts'
import type { Entry } from './entries.ts'
import { linesBeforePassword } from './first-lines.ts'
import { LoginWatch } from './login-watch.ts'
import { RawConnection } from './raw-connection.ts'
import { TypedLines } from './typed-lines.ts'

/** Whether one types in the dialect’s terminal, or the protocol itself. */
export type Mode = 'text' | 'raw'

/** What sessions need of the browser. */
export interface SessionsOwner {
  readonly now: number
  connect(dialect: string, events: TransportEvents): Transport
  /** Calls `wake` once, so many milliseconds later. Gives a way to call it off. */
  wakeIn(milliseconds: number, wake: () => void): () => void
  changed(): void
}

/** A session as a program that looks at it needs it. */
export interface SessionSummary {
  readonly dialect: string
  readonly mode: Mode
  /** As whom the user has logged in; undefined where that is not known. */
  readonly name: string | undefined
}

/** Names a session in which the protocol is typed: who is logged in there is not known. */
export const RAW_LABEL = 'typed connection'

/** One connection of this page to a listener, with what was typed and read on it. */
export class Session implements SessionSummary {
  readonly dialect: string
  readonly mode: Mode
  /** With the terminal of its dialect; undefined where the protocol itself is typed. */
  readonly terminal: BrowserTerminal | undefined
  readonly raw: RawConnection | undefined
  /** Messages, or reads of a raw connection, that came while it was not looked at. */
  unseen = 0
  /** Whether something was typed. */
  isUsed = false
  /** What is being typed, and what was. */
  readonly typed = new TypedLines()
  isSeen = false
  readonly #login: LoginWatch | undefined
  #callOff: () => void = () => {}

  /** `speaks`: absent where the protocol itself is typed. */
  constructor(dialect: string, speaks: Dialect | undefined, owner: SessionsOwner) {
    this.dialect = dialect
    this.mode = speaks === undefined ? 'raw' : 'text'
    const connect = (events: TransportEvents) => owner.connect(dialect, events)
    const added = (entry: Entry) => this.#added(entry)
    const changed = () => owner.changed()
    if (speaks === undefined) {
      this.raw = new RawConnection(connect, added, changed)
      return
    }
    this.#login = new LoginWatch(speaks.terminal.phrases)
    const terminal: BrowserTerminal = new BrowserTerminal(speaks, {
      get now() {
        return owner.now
      },
      ...{ connect, added, changed },
      wakeAt: (time) => {
        this.#callOff()
        this.#callOff = owner.wakeIn(Math.max(0, time - owner.now), () => terminal.wake())
      },
    })
    this.terminal = terminal
  }

  get state(): 'connecting' | 'on' | 'over' {
    return this.terminal?.state ?? this.raw?.state ?? 'over'
  }

  get name(): string | undefined {
    return this.#login?.name
  }

  /** As whom the user is logged in, as it is shown wherever the session is named. */
  get label(): string {
    return this.name ?? (this.mode === 'raw' ? RAW_LABEL : this.dialect)
  }

  /** Whether the user knows what can be typed: something was, after the login. */
  get hasTalked(): boolean {
    return this.#login?.hasTalked === true
  }

  /** Whether its end would be a loss: the user is logged in, or may be where the page cannot know. */
  get isLoggedIn(): boolean {
    if (this.state === 'over') return false
    return this.mode === 'raw' ? this.isUsed : this.name !== undefined
  }

  end(): void {
    this.#callOff()
    this.terminal?.end(0)
    this.raw?.close()
  }

  #added(entry: Entry): void {
    if (entry.kind === 'typed') {
      this.isUsed = true
      if (!entry.isSecret) this.#login?.typed(entry.text)
    }
    if (entry.kind === 'shown') this.#login?.shown(entry.text)
    if (entry.kind === 'bytes' && this.mode === 'raw' && entry.from === 'client') this.isUsed = true
    if (!this.isSeen && isNews(entry, this.mode)) this.unseen += 1
  }
}

function isNews(entry: Entry, mode: Mode): boolean {
  if (mode === 'raw') return entry.kind === 'bytes' && entry.from === 'server'
  return entry.kind === 'shown' && entry.tone === 'said'
}

/**
 * The connections of this page, at most one for each dialect and way to type. They live beside the views:
 * one ends when its user leaves, its server closes it, or the page goes.
 */
export class Sessions {
  readonly #owner: SessionsOwner
  readonly #dialectOf: (name: string) => Dialect | undefined
  readonly #all = new Map<string, Session>()
  #shown: Session | undefined

  constructor(dialectOf: (name: string) => Dialect | undefined, owner: SessionsOwner) {
    this.#dialectOf = dialectOf
    this.#owner = owner
  }

  /** Those in which something was typed, or which are looked at; over or not. */
  get all(): readonly Session[] {
    return [...this.#all.values()]
  }

  get loggedIn(): readonly Session[] {
    return this.all.filter(({ isLoggedIn }) => isLoggedIn)
  }

  get unseen(): number {
    return this.all.reduce((sum, { unseen }) => sum + unseen, 0)
  }

  /** The one that was looked at last. */
  get latest(): Session | undefined {
    return this.all.at(-1)
  }

  /** The session that is kept, or a new one. */
  open(dialect: string, mode: Mode): Session {
    const key = `${dialect} ${mode}`
    const speaks = mode === 'raw' ? undefined : this.#dialectOf(dialect)
    const session = this.#all.get(key) ?? new Session(dialect, speaks, this.#owner)
    this.#all.delete(key)
    this.#all.set(key, session)
    return session
  }

  /** Connects one who was logged out, and logs in under the same name as far as no password is needed. */
  rejoin({ dialect, mode, name }: SessionSummary): void {
    const kept = this.#all.get(`${dialect} ${mode}`)
    if (kept?.state === 'over') this.again(kept)
    const session = this.open(dialect, mode)
    const speaks = this.#dialectOf(dialect)
    if (session.isUsed || speaks === undefined || name === undefined) return
    for (const line of linesBeforePassword(speaks.terminal.phrases, name)) {
      session.terminal?.type(line)
    }
  }

  /** A new one in the place of one that is over. */
  again({ dialect, mode }: Session): void {
    this.#all.get(`${dialect} ${mode}`)?.end()
    this.#all.delete(`${dialect} ${mode}`)
    this.#owner.changed()
  }

  /** The session that the user looks at now; undefined where it is another view. */
  show(session: Session | undefined): void {
    const before = this.#shown
    if (before !== undefined && before !== session) {
      before.isSeen = false
      this.#dropUnused(before)
    }
    this.#shown = session
    if (session === undefined) return
    session.isSeen = true
    if (session.unseen === 0) return
    session.unseen = 0
    this.#owner.changed()
  }

  /** Whether the page itself is seen: what comes while it is not is counted whatever view is open. */
  set isPageSeen(isSeen: boolean) {
    if (isSeen) this.show(this.#shown)
    else if (this.#shown !== undefined) this.#shown.isSeen = false
  }

  /** Nothing is lost with one that was only opened, or that is over. */
  #dropUnused(session: Session): void {
    if (session.isUsed && session.state !== 'over') return
    const key = `${session.dialect} ${session.mode}`
    if (this.#all.get(key) !== session) return
    session.end()
    this.#all.delete(key)
  }
}
