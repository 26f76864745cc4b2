import { type AnswerOf, type Line, type PublicMessage, shortened } from '@parley/contract'
import { copyString } from '@parley/framing'
import type { Heard } from './frames.ts'
import type { Options } from './options.ts'
import { LEAST_ROOM } from './serializer.ts'

/** Limit of a history in one object, in bytes (4.3). */
export const MOST_HISTORY = 4000

/**
 * A history sent as messages has at most so many bytes: they are written one at a time, 50 ms
 * apart, and a few texts of a mebibyte would keep a newcomer from live traffic for minutes.
 */
export const MOST_TOLD = 256 * 1024

/** Limit of characters held; past it, the rest of the history is sent at once. */
export const MOST_HELD = 256 * 1024
/** Weight of an event besides its text. */
const EVENT_WEIGHT = 100

/** Live events held until the history is sent. */
class HeldEvents {
  #events: Heard[] = []
  #weight = 0

  /** False if more is held than the limit. */
  add(event: Heard): boolean {
    const held = 'text' in event ? { ...event, text: copyString(event.text) } : event
    this.#events.push(held)
    this.#weight += EVENT_WEIGHT + ('text' in event ? event.text.length : 0)
    return this.#weight <= MOST_HELD
  }

  /** Returns and forgets all held events. */
  take(): readonly Heard[] {
    const events = this.#events
    this.#events = []
    this.#weight = 0
    return events
  }
}

/** The last messages of a room or the lobby (4.3). In the lobby, reading that fails is no error to the peer. */
export function askHistory(
  line: Line,
  { history, historySize, strict }: Options,
  room: string | undefined,
  then: (answer: AnswerOf<'history'>) => void,
): void {
  const isTold = historySize > 0 && (history !== 'none' || strict)
  if (!isTold) return then({ ok: true, value: [] })
  line.ask({ kind: 'history', room, last: historySize }, (answer) => {
    then(answer.ok || room !== undefined ? answer : { ok: true, value: [] })
  })
}

/** What the replay asks of its session. */
export interface ReplayHost {
  hear(event: Heard): void
  /** The history is sent. */
  over(): void
}

/** Sends the history after a login, and holds live events until then. */
export class HistoryReplay {
  readonly #line: Line
  /** Time between two messages, in milliseconds; 0 = all at once. */
  readonly #pace: number
  readonly #host: ReplayHost
  /** Frames still to be sent, the next one last. */
  #past: string[] = []
  /** The number of the last message of the history. */
  #lastSent = 0
  #held: HeldEvents | undefined
  #state: 'sending' | 'over' = 'sending'

  constructor(line: Line, pace: number, host: ReplayHost) {
    this.#line = line
    this.#pace = pace
    this.#host = host
  }

  /** `last`: the number of the last message among the frames; 0 if there is none. */
  begin(frames: readonly string[], last: number): void {
    this.#lastSent = last
    this.#past = frames.toReversed()
    if (this.#pace === 0) this.sendAll()
    else this.sendNext()
  }

  /**
   * Sends one message of the history, so that requests in between are answered at once and not
   * after all of it.
   */
  sendNext(): void {
    const frame = this.#past.pop()
    if (frame !== undefined) this.#line.write(frame)
    if (this.#past.length > 0) this.#line.wakeAt(this.#line.now + this.#pace)
    else this.#release()
  }

  /** Sends the rest of the history. */
  sendAll(): void {
    for (const frame of this.#past.splice(0).reverse()) this.#line.write(frame)
    this.#release()
  }

  hold(event: Heard): void {
    this.#held ??= new HeldEvents()
    if (!this.#held.add(event)) this.sendAll()
  }

  /** Delivers the held events, without messages that were in the history. */
  #release(): void {
    if (this.#state === 'over') return
    this.#state = 'over'
    this.#host.over()
    for (const event of this.#held?.take() ?? []) {
      const isLater = event.kind !== 'public' || event.number > this.#lastSent
      if (isLater || event.room !== undefined) this.#host.hear(event)
    }
  }
}

type Entries = (message: PublicMessage) => readonly string[]

/** The entries of the newest messages that fit into `room` bytes. */
export function newestOf(
  messages: readonly PublicMessage[],
  room: number,
  entriesOf: Entries,
): readonly string[] {
  const groups: (readonly string[])[] = []
  let left = room
  for (const message of messages.toReversed()) {
    const group = fitting(message, room, entriesOf)
    left -= lengthOf(group)
    if (left < 0) break
    groups.push(group)
  }
  return groups.reverse().flat()
}

/** The first entries of a message that is too long for `room`. */
function fitting(message: PublicMessage, room: number, entriesOf: Entries): readonly string[] {
  const group = entriesOf(message)
  if (lengthOf(group) <= room || message.text.length < LEAST_ROOM) return group
  const text = shortened(message.text, message.text.length >> 2)
  return fitting({ ...message, text }, room, entriesOf)
}

function lengthOf(entries: readonly string[]): number {
  return entries.reduce((sum, entry) => sum + entry.length + ','.length, 0)
}
