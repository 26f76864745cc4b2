import type { Event } from '@parley/contract'
import type { Origin } from './counts.ts'
import { LARGE_TEXT } from './shared-encoding.ts'
import { LARGE_OUTPUT, type Turn } from './turn.ts'

/**
 * The texts of deferred events, each counted once however many receive it, in UTF-16 units: what waits
 * for one connection may have to be delivered all at once, where it sends a command or closes.
 */
export const MOST_DEFERRED_TEXT = 4 * 1024 * 1024

/** Deliveries that wait for a later turn, of all connections together. */
export const MOST_DEFERRED = 10_000

/** What events come of: see `Kinds` of the pacer. */
export type EventCause = 'event' | 'kept'

interface Delivery {
  readonly receiver: EventQueue
  /** What is free again when it has been made, in UTF-16 units. */
  readonly text: number
}

/**
 * Events with a large text that are delivered in later turns. Each dialect writes such a text in a way
 * of its own, which takes milliseconds; for the users of six dialects in one turn, everybody else would
 * wait for all of it. Deliveries are made in the order in which they were deferred, so that all receivers
 * of one event are served one after another, and a dialect encodes it once.
 */
export class DeferredEvents {
  readonly #turn: Turn
  #deliveries: Delivery[] = []
  #text = 0
  #newest: Event | undefined

  constructor(turn: Turn) {
    this.#turn = turn
  }

  /** How many deliveries wait. */
  get waiting(): number {
    return this.#deliveries.length
  }

  /** Whether there is room for an event more. */
  hasRoomFor(event: Event): boolean {
    const text = this.#text + lengthOf(event)
    return this.#deliveries.length < MOST_DEFERRED && text <= MOST_DEFERRED_TEXT
  }

  /** Whether an event is long work, and the turn has worked long enough. */
  isTooMuchNow(event: Event): boolean {
    return lengthOf(event) > LARGE_TEXT && this.#turn.isSpentByNow()
  }

  /** `receiver` has one event more that waits. */
  add(event: Event, receiver: EventQueue): void {
    if (this.#deliveries.length === 0) this.#turn.afterOutput(this.#deliver)
    const text = event === this.#newest ? 0 : lengthOf(event)
    this.#newest = event
    this.#text += text
    this.#deliveries.push({ receiver, text })
  }

  /** Whether what was delivered in this turn takes long, or takes long to be encoded and written. */
  #isEnough(): boolean {
    return this.#turn.gathered > LARGE_OUTPUT || this.#turn.isSpentByNow()
  }

  readonly #deliver = (): void => {
    do {
      const next = this.#deliveries.shift()
      if (next === undefined) break
      this.#text -= next.text
      next.receiver.deliverNext()
    } while (this.#deliveries.length > 0 && !this.#isEnough())
    if (this.#deliveries.length > 0) this.#turn.afterOutput(this.#deliver)
    else this.#newest = undefined
  }
}

/** An event that waits. */
interface Waiting {
  readonly event: Event
  readonly cause: EventCause
  readonly origin: Origin | undefined
}

/** Whoever events are delivered to. */
export interface EventReceiver {
  /** `origin`: of the message that it is, where that is counted. */
  deliver(event: Event, cause: EventCause, origin: Origin | undefined): void
}

/**
 * The events of one connection on their way to its session. They are delivered in order: a small one
 * waits behind a large one. Whatever else happens to the connection comes after them: `catchUp` first.
 */
export class EventQueue {
  readonly #deferred: DeferredEvents
  readonly #receiver: EventReceiver
  #waiting: Waiting[] = []

  constructor(deferred: DeferredEvents, receiver: EventReceiver) {
    this.#deferred = deferred
    this.#receiver = receiver
  }

  /** Delivers an event, now or in a later turn. */
  add(event: Event, cause: EventCause, origin?: Origin): void {
    const deferred = this.#deferred
    const waits = this.#waiting.length > 0 || deferred.isTooMuchNow(event)
    if (waits && deferred.hasRoomFor(event)) {
      this.#waiting.push({ event, cause, origin })
      deferred.add(event, this)
      return
    }
    this.catchUp()
    this.#receiver.deliver(event, cause, origin)
  }

  /** Delivers the oldest event that waits, if one still does. */
  deliverNext(): void {
    const next = this.#waiting.shift()
    if (next !== undefined) this.#receiver.deliver(next.event, next.cause, next.origin)
  }

  /** Delivers all that wait, now. */
  catchUp(): void {
    while (this.#waiting.length > 0) this.deliverNext()
  }
}

/** The length of the text that an event brings, in UTF-16 units. */
function lengthOf(event: Event): number {
  switch (event.kind) {
    case 'direct':
    case 'public':
    case 'notice':
      return event.text.length
    case 'edited':
      return event.message.text.length
    default:
      return 0
  }
}
