import { type AnswerOf, areAlike, canonicalName, isName, nameKeys } from '@parley/contract'
import type { Directory } from './directory.ts'
import type { Ports } from './ports.ts'
import { granted, refused } from './results.ts'
import type { Seat } from './seat.ts'
import type { StoreGate } from './store-gate.ts'

/** Whom a user blocks and unblocks. */
export class Blocking {
  readonly #ports: Ports
  readonly #gate: StoreGate
  readonly #directory: Directory

  constructor(ports: Ports, gate: StoreGate, directory: Directory) {
    this.#ports = ports
    this.#gate = gate
    this.#directory = directory
  }

  block(seat: Seat, name: string, then: (answer: AnswerOf<'block'>) => void): void {
    this.#gate.pass(seat, then, () => then(this.#add(seat, name)))
  }

  unblock(seat: Seat, name: string, then: (answer: AnswerOf<'unblock'>) => void): void {
    this.#gate.pass(seat, then, () => then(this.#remove(seat, name)))
  }

  #add(seat: Seat, given: string): AnswerOf<'block'> {
    const name = canonicalName(given)
    if (name === seat.name) return refused('self-block')
    if (!this.#directory.isUser(name)) return refused('unknown-user')
    if (areAlike(nameKeys(name), seat.keys)) return refused('self-block')
    if (this.#ports.blocks.has(seat.name, nameKeys(name))) return refused('already-blocked')
    return this.#ports.blocks.add(seat.name, name) ? granted({ name }) : refused('store-failed')
  }

  #remove(seat: Seat, given: string): AnswerOf<'unblock'> {
    if (!isName(given)) return refused('unknown-user')
    const name = canonicalName(given)
    const { blocks } = this.#ports
    if (!blocks.has(seat.name, nameKeys(name))) {
      return refused(this.#directory.isUser(name) ? 'not-blocked' : 'unknown-user')
    }
    return blocks.remove(seat.name, name) ? granted({ name }) : refused('store-failed')
  }
}
