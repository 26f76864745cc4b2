import { Buffer } from 'node:buffer'
import {
  type AnswerOf,
  type CommandOf,
  canonicalName,
  type DirectMessage,
  isName,
  nameKeys,
} from '@parley/contract'
import { copyString } from './copy-string.ts'
import { LONGEST_WAITING } from './mailbox-quota.ts'
import type { MessageIds } from './message-ids.ts'
import type { Clock, Member, Ports } from './ports.ts'
import { type Presence, tell } from './presence.ts'
import type { RawTexts } from './raw-texts.ts'
import { granted, refused } from './results.ts'
import type { Seat } from './seat.ts'
import type { StoreGate } from './store-gate.ts'
import { hasTooManyLines } from './text-limits.ts'

type Then = (answer: AnswerOf<'send'>) => void

/** Direct messages: to who is online at once, to an account that is not into its mailbox. */
export class DirectMessages {
  readonly #ports: Ports
  readonly #clock: Clock
  readonly #ids: MessageIds
  readonly #gate: StoreGate
  readonly #raw: RawTexts
  readonly #presence: Presence

  constructor(
    ports: Ports,
    clock: Clock,
    ids: MessageIds,
    gate: StoreGate,
    raw: RawTexts,
    presence: Presence,
  ) {
    this.#gate = gate
    this.#ports = ports
    this.#clock = clock
    this.#ids = ids
    this.#raw = raw
    this.#presence = presence
  }

  send(seat: Seat, command: CommandOf<'send'>, then: Then): void {
    const { roster, blocks } = this.#ports
    const recipient = roster.find(command.to) ?? roster.find(canonicalName(command.to))
    if (recipient === undefined) return this.#keep(seat, command, then)
    if (blocks.has(recipient.name, seat.keys)) return then(refused('blocked-by-user'))
    if (hasTooManyLines(this.#raw.clean(seat, command.text))) return then(refused('text-too-long'))
    if (!pullsOnly(recipient)) {
      return this.#tell(seat, recipient, this.#message(seat, recipient.name, command), then)
    }
    this.#gate.pass(seat, then, () => {
      const message = this.#message(seat, recipient.name, command)
      if (!this.#ports.mailbox.put(message, true)) return then(refused('store-failed'))
      this.#tell(seat, recipient, { ...message, text: copyString(message.text) }, then)
    })
  }

  #tell(seat: Seat, recipient: Member, message: DirectMessage, then: Then): void {
    if (recipient === seat.member) {
      then(granted(message))
      tell(recipient, message)
    } else {
      tell(recipient, message)
      then(granted(message))
    }
  }

  /** Delivers what waits for a name to its session; it waits no longer unless the session pulls. */
  hand(seat: Seat): void {
    const { mailbox } = this.#ports
    const { name, pulls } = seat
    for (let after = 0; ; ) {
      const waiting = mailbox.waiting(name, after)
      const last = waiting.at(-1)
      if (last === undefined) return
      after = last.id
      if (!pulls) mailbox.drop(name, after)
      for (const message of waiting) seat.hear(message)
    }
  }

  received(seat: Seat, upTo: number): void {
    if (seat.proven) this.#ports.mailbox.drop(seat.name, upTo)
  }

  #keep(seat: Seat, command: CommandOf<'send'>, then: Then): void {
    const { accounts, blocks, mailbox } = this.#ports
    const to = canonicalName(command.to)
    if (!isName(to)) return then(refused('unknown-user'))
    if (!accounts.has(to)) {
      return then(refused(this.#presence.isKnown(nameKeys(to)) ? 'user-offline' : 'unknown-user'))
    }
    if (blocks.has(to, seat.keys)) return then(refused('blocked-by-user'))
    const text = this.#raw.clean(seat, command.text)
    const isLong = Buffer.byteLength(text) > LONGEST_WAITING
    if (isLong || hasTooManyLines(text)) return then(refused('text-too-long'))
    this.#gate.pass(seat, then, () => {
      const message = this.#message(seat, to, command)
      then(mailbox.put(message, false) ? granted(message) : refused('store-failed'))
    })
  }

  #message(seat: Seat, to: string, command: CommandOf<'send'>): DirectMessage {
    const from = seat.name
    const text = this.#raw.clean(seat, command.text)
    const id = this.#ids.next()
    this.#raw.keep(seat, id, command.text, text)
    const time = this.#clock.now
    const message: DirectMessage = { kind: 'direct', id, time, from, to, text }
    const { private: aside, form } = command
    if (!aside && form === undefined) return message
    return { ...message, ...(aside && { private: aside }), ...(form && { form }) }
  }
}

/** Whether nobody hears a message to this name before asking: until then it has to be kept. */
function pullsOnly({ sessions }: Member): boolean {
  return sessions.every(({ pulls }) => pulls)
}
