import type {
  AnswerOf,
  CommandKind,
  CommandOf,
  Posted,
  PublicMessage,
  Refusal,
  Removed,
} from '@parley/contract'
import type { MessageIds } from './message-ids.ts'
import type { Observers } from './observers.ts'
import type { Clock, Member, Ports, Timeline } from './ports.ts'
import type { Presence, PublicEvent } from './presence.ts'
import type { RawTexts } from './raw-texts.ts'
import { granted, refused } from './results.ts'
import type { Rights } from './rights.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
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
  readonly rooms: Rooms
  readonly rights: Rights
}

/** Where public messages are posted: the lobby or a room. */
interface Place {
  readonly room: Room | undefined
  readonly timeline: Timeline
  /** What a message says of it. */
  readonly in: { readonly room?: string }
  tellOthers(
    author: Member | undefined,
    event: PublicEvent,
  ): Pick<Posted, 'reached' | 'blocked' | 'blocker'>
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
  readonly #rooms: Rooms
  readonly #rights: Rights
  readonly #lobby: Place

  constructor({
    ports,
    clock,
    ids,
    presence,
    raw,
    gate,
    observers,
    rooms,
    rights,
  }: PublicMessagesParts) {
    this.#ports = ports
    this.#clock = clock
    this.#ids = ids
    this.#presence = presence
    this.#raw = raw
    this.#gate = gate
    this.#observers = observers
    this.#rooms = rooms
    this.#rights = rights
    this.#lobby = {
      room: undefined,
      timeline: ports.timeline,
      in: {},
      tellOthers: (author, event) => presence.tellOthers(author, event),
    }
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

  last(seat: Seat, { room, last }: CommandOf<'history'>): AnswerOf<'history'> {
    const place = this.#place(seat, room)
    if ('error' in place) return place
    return granted(this.#asSaid(seat, place, place.timeline.last(last)))
  }

  since(seat: Seat, { room, since, most }: CommandOf<'historySince'>): AnswerOf<'historySince'> {
    const place = this.#place(seat, room)
    if ('error' in place) return place
    const { messages, total } = place.timeline.since(since, most)
    return granted({ messages: this.#asSaid(seat, place, messages), total })
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

  #publish(seat: Seat, command: CommandOf<'broadcast'>): AnswerOf<'broadcast'> {
    const { text: said, form } = command
    const place = this.#placeToSpeak(seat, command.room)
    if ('error' in place) return place
    const text = this.#raw.clean(seat, said)
    if (hasTooManyLines(text)) return refused('text-too-long')
    const from = seat.name
    const id = this.#ids.next()
    const time = this.#clock.now
    const plain = { id, time, from, text }
    const posted = form === undefined ? plain : { ...plain, form }
    const number = place.timeline.append(posted, seat.owner)
    if (number === undefined) return refused('store-failed')
    const isPlain = place === this.#lobby && form === undefined
    const message: PublicMessage = isPlain
      ? { kind: 'public', id, time, number, from, text }
      : { kind: 'public', number, ...posted, ...place.in }
    this.#raw.keep(seat, id, said, text)
    return granted({ message, ...place.tellOthers(seat.member, message) })
  }

  #edit(seat: Seat, { room, number, posted, text: said }: CommandOf<'edit'>): AnswerOf<'edit'> {
    const place = this.#placeToSpeak(seat, room)
    if ('error' in place) return place
    const found = this.#found(place, number, posted)
    if ('error' in found) return found
    if (!isAuthor(seat, place, number)) return refused('not-the-author')
    const text = this.#raw.clean(seat, said)
    if (hasTooManyLines(text)) return refused('text-too-long')
    const time = this.#clock.now
    if (!place.timeline.edit(number, text, time)) return refused('store-failed')
    const message: PublicMessage = { ...found, text, time, edited: true, ...place.in }
    this.#raw.edited(seat, found.id, said, text)
    place.tellOthers(seat.member, { kind: 'edited', time, message })
    return granted(message)
  }

  #remove(seat: Seat, { room, number, posted }: CommandOf<'remove'>): AnswerOf<'remove'> {
    const place = this.#place(seat, room)
    if ('error' in place) return place
    const found = this.#found(place, number, posted)
    if ('error' in found) return found
    const isOwn = isAuthor(seat, place, number)
    if (!isOwn && this.#rights.in(seat, place.room) === undefined) return refused('not-the-author')
    if (!place.timeline.remove(number)) return refused('store-failed')
    const time = this.#clock.now
    const who = isOwn ? { from: seat.name } : { from: found.from, by: seat.name }
    const removed: Removed = { kind: 'removed', time, number, ...who, ...place.in }
    place.tellOthers(seat.member, removed)
    return granted(removed)
  }

  /** Past messages as a seat may see them. */
  #asSaid(seat: Seat, place: Place, kept: readonly PublicMessage[]): readonly PublicMessage[] {
    const messages =
      place === this.#lobby ? kept : kept.map((message) => ({ ...message, ...place.in }))
    if (!seat.raw) return messages
    return messages.map((message) => this.#raw.restored(message, seat.present.via))
  }

  #place(seat: Seat, name: string | undefined): Place | Refusal {
    if (name === undefined) return this.#lobby
    const room = this.#rooms.inside(seat, name)
    if ('error' in room) return room
    return {
      room,
      timeline: room.timeline,
      in: { room: room.name },
      tellOthers: (author, event) => {
        return this.#presence.tellAmong([...room.members], author, event, room.tell)
      },
    }
  }

  /** The same, if the user may speak there. */
  #placeToSpeak(seat: Seat, name: string | undefined): Place | Refusal {
    const place = this.#place(seat, name)
    if ('error' in place) return place
    return this.#rights.isMuted(seat, place.room?.key ?? '') ? refused('muted') : place
  }

  #found({ timeline }: Place, number: number, posted: number): PublicMessage | Refusal {
    const message = timeline.find(number)
    if (message === undefined) return refused('no-such-message')
    return secondOf(message.time) === secondOf(posted) ? message : refused('other-time')
  }
}

function isAuthor({ owner }: Seat, { timeline }: Place, number: number): boolean {
  return timeline.ownerOf(number) === owner
}

function secondOf(time: number): number {
  return Math.floor(time / SECOND)
}
