import type { AnswerOf, CommandOf, PublicMessage, Refusal, Removed } from '@parley/contract'
import { granted, refused } from './answers.ts'
import type { Crowd } from './crowd.ts'
import type { Ids } from './ids.ts'
import { hasTooManyLines } from './lines.ts'
import type { Clock, Ports } from './ports.ts'
import type { RawTexts } from './raw-texts.ts'
import type { Seat } from './seat.ts'

const SECOND = 1000

/** The public messages: posted to everybody, numbered, changed and removed by their authors. */
export class Board {
  readonly #ports: Ports
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #crowd: Crowd
  readonly #raw: RawTexts

  constructor(ports: Ports, clock: Clock, ids: Ids, crowd: Crowd, raw: RawTexts) {
    this.#ports = ports
    this.#clock = clock
    this.#ids = ids
    this.#crowd = crowd
    this.#raw = raw
  }

  broadcast(seat: Seat, { text: said }: CommandOf<'broadcast'>): AnswerOf<'broadcast'> {
    const text = this.#raw.clean(seat, said)
    if (hasTooManyLines(text)) return refused('text-too-long')
    const from = seat.name
    const id = this.#ids.next()
    const time = this.#clock.now
    const number = this.#ports.timeline.append({ id, time, from, text }, seat.owner)
    if (number === undefined) return refused('store-failed')
    const message: PublicMessage = { kind: 'public', id, time, number, from, text }
    this.#raw.keep(seat, id, said, text)
    return granted({ message, ...this.#crowd.tellOthers(seat.member, message) })
  }

  edit(seat: Seat, { number, posted, text: said }: CommandOf<'edit'>): AnswerOf<'edit'> {
    const found = this.#own(seat, number, posted)
    if ('error' in found) return found
    const text = this.#raw.clean(seat, said)
    if (hasTooManyLines(text)) return refused('text-too-long')
    const time = this.#clock.now
    if (!this.#ports.timeline.edit(number, text, time)) return refused('store-failed')
    const message: PublicMessage = { ...found, text, time, edited: true }
    this.#raw.edited(seat, found.id, said, text)
    this.#crowd.tellOthers(seat.member, { kind: 'edited', time, message })
    return granted(message)
  }

  remove(seat: Seat, { number, posted }: CommandOf<'remove'>): AnswerOf<'remove'> {
    const found = this.#own(seat, number, posted)
    if ('error' in found) return found
    if (!this.#ports.timeline.remove(number)) return refused('store-failed')
    const removed: Removed = { kind: 'removed', time: this.#clock.now, number, from: seat.name }
    this.#crowd.tellOthers(seat.member, removed)
    return granted(removed)
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
