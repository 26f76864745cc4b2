import type {
  AnswerOf,
  CommandKind,
  CommandOf,
  PublicMessage,
  Refusal,
  Removed,
} from '@parley/contract'
import type { MessageIds } from './message-ids.ts'
import type { Observers } from './observers.ts'
import type { Clock, Ports } from './ports.ts'
import type { Presence } from './presence.ts'
import type { RawTexts } from './raw-texts.ts'
import { granted, refused } from './results.ts'
import type { Seat } from './seat.ts'
import type { StoreGate } from './store-gate.ts'
import { hasTooManyLines } from './text-limits.ts'

const SECOND = 1000

type Then<Kind extends CommandKind> = (answer: AnswerOf<Kind>) => void

/** What the board shares with the rest of the engine. */
export interface PublicMessagesParts {
  readonly ports: Ports
  readonly clock: Clock
  readonly ids: MessageIds
  readonly presence: Presence
  readonly raw: RawTexts
  readonly gate: StoreGate
  readonly observers: Observers
}

/** The public messages: posted to everybody, numbered, changed and removed by their authors, kept. */
export class PublicMessages {
  readonly #ports: Ports
  readonly #clock: Clock
  readonly #ids: MessageIds
  readonly #presence: Presence
  readonly #raw: RawTexts

  readonly #gate: StoreGate
  readonly #observers: Observers

  constructor({ ports, clock, ids, presence, raw, gate, observers }: PublicMessagesParts) {
    this.#ports = ports
    this.#clock = clock
    this.#ids = ids
    this.#presence = presence
    this.#raw = raw
    this.#gate = gate
    this.#observers = observers
  }

  broadcast(seat: Seat, command: CommandOf<'broadcast'>, then: Then<'broadcast'>): void {
    this.#gate.pass(seat, then, () => {
      const answer = this.#publish(seat, command)
      if (answer.ok) this.#observers.tell(answer.value.message)
      if (answer.ok && seat.raw) {
        const message = this.#raw.restored(answer.value.message, seat.present.via)
        then(granted({ ...answer.value, message }))
      } else then(answer)
    })
  }

  edit(seat: Seat, command: CommandOf<'edit'>, then: Then<'edit'>): void {
    this.#gate.pass(seat, then, () => {
      const answer = this.#edit(seat, command)
      if (answer.ok) {
        this.#observers.tell({ kind: 'edited', time: answer.value.time, message: answer.value })
      }
      then(answer)
    })
  }

  remove(seat: Seat, command: CommandOf<'remove'>, then: Then<'remove'>): void {
    this.#gate.pass(seat, then, () => {
      const answer = this.#remove(seat, command)
      if (answer.ok) this.#observers.tell(answer.value)
      then(answer)
    })
  }

  last(seat: Seat, count: number): AnswerOf<'history'> {
    return granted(this.#asSaid(seat, this.#ports.timeline.last(count)))
  }

  since(seat: Seat, { since, most }: CommandOf<'historySince'>): AnswerOf<'historySince'> {
    const { messages, total } = this.#ports.timeline.since(since, most)
    return granted({ messages: this.#asSaid(seat, messages), total })
  }

  /** What is kept, the newest first; each message is read when it is asked for. */
  *newest(): Iterable<PublicMessage> {
    const { timeline } = this.#ports
    const newest = timeline.last(1)[0]?.number ?? 0
    for (let number = newest; number > 0; number--) {
      const message = timeline.find(number)
      if (message === undefined) return
      yield message
    }
  }

  #publish(seat: Seat, { text: said }: CommandOf<'broadcast'>): AnswerOf<'broadcast'> {
    const text = this.#raw.clean(seat, said)
    if (hasTooManyLines(text)) return refused('text-too-long')
    const from = seat.name
    const id = this.#ids.next()
    const time = this.#clock.now
    const number = this.#ports.timeline.append({ id, time, from, text }, seat.owner)
    if (number === undefined) return refused('store-failed')
    const message: PublicMessage = { kind: 'public', id, time, number, from, text }
    this.#raw.keep(seat, id, said, text)
    return granted({ message, ...this.#presence.tellOthers(seat.member, message) })
  }

  #edit(seat: Seat, { number, posted, text: said }: CommandOf<'edit'>): AnswerOf<'edit'> {
    const found = this.#own(seat, number, posted)
    if ('error' in found) return found
    const text = this.#raw.clean(seat, said)
    if (hasTooManyLines(text)) return refused('text-too-long')
    const time = this.#clock.now
    if (!this.#ports.timeline.edit(number, text, time)) return refused('store-failed')
    const message: PublicMessage = { ...found, text, time, edited: true }
    this.#raw.edited(seat, found.id, said, text)
    this.#presence.tellOthers(seat.member, { kind: 'edited', time, message })
    return granted(message)
  }

  #remove(seat: Seat, { number, posted }: CommandOf<'remove'>): AnswerOf<'remove'> {
    const found = this.#own(seat, number, posted)
    if ('error' in found) return found
    if (!this.#ports.timeline.remove(number)) return refused('store-failed')
    const removed: Removed = { kind: 'removed', time: this.#clock.now, number, from: seat.name }
    this.#presence.tellOthers(seat.member, removed)
    return granted(removed)
  }

  /** Past messages as a seat may see them. */
  #asSaid(seat: Seat, messages: readonly PublicMessage[]): readonly PublicMessage[] {
    if (!seat.raw) return messages
    return messages.map((message) => this.#raw.restored(message, seat.present.via))
  }

  #own(seat: Seat, number: number, posted: number): PublicMessage | Refusal {
    const message = this.#ports.timeline.find(number)
    if (message === undefined) return refused('no-such-message')
    if (secondOf(message.time) !== secondOf(posted)) return refused('other-time')
    const owner = this.#ports.timeline.ownerOf(number)
    return owner === seat.owner ? message : refused('not-the-author')
  }
}

function secondOf(time: number): number {
  return Math.floor(time / SECOND)
}
