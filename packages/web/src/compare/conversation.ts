import type { Audience, Command, Dialect, Line, Report } from '@parley/contract'
import { ClientHost, ServerHost } from '@parley/session-host'
import { SmallRoom } from './small-room.ts'

/** What one side has written at once. */
export interface WireWrite {
  readonly from: 'client' | 'server'
  readonly bytes: Uint8Array
}

/** 20 November 2026, 12:00 UTC: figures do not depend on when they are made. */
const START = Date.UTC(2026, 10, 20, 12)

/** So often sessions are woken while one thing is waited for. */
const MOST_WAKES = 1000

/** So long, in milliseconds, something is waited for that has been asked. */
const ANSWER_TIME = 60_000

/** So long what is written with a pace may take to arrive. */
const QUIET_TIME = 1000

/** Nothing is said so late, in milliseconds from now. */
const LATER = 60_000

const NEVER = Number.POSITIVE_INFINITY

const encoder = new TextEncoder()

/** A password that every dialect with passwords takes. */
export const PASSWORD = 'falcon*solo'

/**
 * Users of any dialects in one room, in memory: each has the client of its dialect and the server's side
 * of it, and what either writes is kept. No time passes but what sessions wait for.
 *
 * @example
 * const conversation = new Conversation()
 * const bob = conversation.join(dialect, 'bob')
 * conversation.join(other, 'ann').say({ kind: 'send', to: 'bob', text: 'hi' })
 * bob.writes // what went over bob's wire
 */
export class Conversation {
  now = START
  readonly room = new SmallRoom(() => this.now)
  readonly #users: ConversationUser[] = []

  /** Connects a user and logs in; throws where that fails. */
  join(dialect: Dialect, name: string, given: object = {}): ConversationUser {
    const user = new ConversationUser(this, dialect, given)
    this.#users.push(user)
    user.connect()
    this.pass(() => user.isWaiting)
    const outcome = user.say({ kind: 'login', name, cap: 0, password: PASSWORD })
    if (!outcome?.some((report) => report.kind === 'done')) {
      throw new Error(`${name} cannot log in with ${dialect.name}`)
    }
    return user
  }

  /** Wakes sessions in their order while `mayPass`, or for what is written with a pace. */
  pass(mayPass: () => boolean): void {
    const quiet = this.now + QUIET_TIME
    const end = this.now + ANSWER_TIME
    for (let wakes = 0; wakes < MOST_WAKES; wakes++) {
      const first = this.#firstToWake()
      if (first === undefined || first.due > (mayPass() ? end : quiet)) return
      this.now = Math.max(this.now, first.due)
      first.wake()
    }
  }

  #firstToWake(): Alarm | undefined {
    let first: Alarm | undefined
    for (const { alarms } of this.#users) {
      for (const alarm of alarms) {
        if (alarm.due !== NEVER && (first === undefined || alarm.due < first.due)) first = alarm
      }
    }
    return first
  }
}

/** When a session wants to be woken. */
class Alarm {
  due = NEVER
  readonly #ring: () => void

  constructor(ring: () => void) {
    this.#ring = ring
  }

  wake(): void {
    this.due = NEVER
    this.#ring()
  }
}

/** One user of a conversation. */
export class ConversationUser {
  /** What went over this user's wire, in order. */
  readonly writes: WireWrite[] = []
  /** The texts that this user has said, as they reached the room. */
  readonly said: { readonly text: string; readonly audience: Audience }[] = []
  readonly alarms: readonly Alarm[]
  readonly server: ServerHost
  readonly client: ClientHost
  readonly #conversation: Conversation
  readonly #pulls: boolean
  #reports: Report[] = []
  #isReady = false
  #unanswered = 0
  #isMuted = false

  constructor(conversation: Conversation, dialect: Dialect, given: object) {
    const options = dialect.options.parse(
      'pace' in dialect.optionNotes ? { ...given, pace: 0 } : given,
    )
    const policy = dialect.wire(options)
    const serverAlarm = new Alarm(() => this.server.wake())
    const clientAlarm = new Alarm(() => this.client.wake())
    const ask = conversation.room.enter({
      via: dialect.name,
      presence: policy.presence === true,
      hear: (event) => this.server.hear(event),
      said: (text, audience) => this.said.push({ text, audience }),
    })
    this.#conversation = conversation
    this.#pulls = policy.pulls === true
    this.alarms = [serverAlarm, clientAlarm]
    this.server = new ServerHost(dialect, options, this.#serverLine(ask, serverAlarm))
    this.client = new ClientHost(dialect, options, this.#clientLine(clientAlarm))
  }

  get isWaiting(): boolean {
    return this.client.isOpen && (!this.#isReady || this.#unanswered > 0)
  }

  connect(): void {
    this.server.greet()
    this.client.begin()
  }

  /** What comes of a command; undefined where the dialect cannot say it. */
  say(command: Command): readonly Report[] | undefined {
    this.#reports = []
    this.#unanswered += 1
    if (!this.client.isOpen || !this.client.ask(command)) {
      this.#unanswered -= 1
      return undefined
    }
    this.#conversation.pass(() => this.isWaiting)
    return this.#reports
  }

  /**
   * Where the server tells only who asks: asks once, for what was said since the beginning, or `again`: for
   * what waits still. Whether any message came.
   */
  pull(again = false): boolean {
    if (!this.#pulls) return false
    const since = again ? this.#conversation.now + LATER : START
    const reports = this.say({ kind: 'historySince', since, most: 100 })
    return reports?.some(({ kind }) => kind === 'heard') === true
  }

  /** What the client has reported since the last command. */
  get reports(): readonly Report[] {
    return this.#reports
  }

  /** What the client makes of bytes of a server that it asks for what waits; its own server hears nothing. */
  pushPulled(bytes: Uint8Array): void {
    this.#isMuted = true
    this.client.ask({ kind: 'historySince', since: START, most: 100 })
    this.client.push(bytes)
    this.#isMuted = false
  }

  forgetReports(): void {
    this.#reports = []
  }

  #take(from: WireWrite['from'], frame: Uint8Array | string): Uint8Array {
    const bytes = typeof frame === 'string' ? encoder.encode(frame) : frame
    this.writes.push({ from, bytes })
    return bytes
  }

  #report(report: Report): void {
    if (report.kind === 'ready') this.#isReady = true
    const isOutcome = report.kind === 'done' || report.kind === 'refused'
    if (isOutcome && report.command !== undefined && this.#unanswered > 0) this.#unanswered -= 1
    this.#reports.push(report)
  }

  #serverLine(ask: Line['ask'], alarm: Alarm): Line {
    const conversation = this.#conversation
    return {
      peer: { address: '192.0.2.1', port: 40_001 },
      address: '192.0.2.254',
      get now() {
        return conversation.now
      },
      ask,
      standIn: (names, then) => then(names.map(() => undefined)),
      write: (frame) => this.client.push(this.#take('server', frame)),
      close: () => this.client.shut(),
      wakeAt: (time) => {
        alarm.due = time
      },
    }
  }

  #clientLine(alarm: Alarm) {
    const conversation = this.#conversation
    return {
      get now() {
        return conversation.now
      },
      write: (frame: Uint8Array | string) => {
        if (!this.#isMuted) this.server.push(this.#take('client', frame))
      },
      report: (report: Report) => this.#report(report),
      close: () => this.server.shut('peer-ended'),
      wakeAt: (time: number) => {
        alarm.due = time
      },
    }
  }
}
