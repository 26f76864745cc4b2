import type { Refusal } from '@parley/contract'
import type { Ports } from './ports.ts'
import { refused } from './results.ts'
import type { Seat } from './seat.ts'

/**
 * Carries out what must be kept once the store can take it: at once as a rule, and in a later turn
 * where another process holds the store, for which only the seat’s own connection waits.
 */
export class StoreGate {
  readonly #ports: Ports

  constructor(ports: Ports) {
    this.#ports = ports
  }

  pass(seat: Seat, refuse: (refusal: Refusal) => void, act: () => void): void {
    const standing = seat.member === undefined ? 'stranger' : 'member'
    this.#ports.whenWritable((writable) => {
      try {
        if (seat.standing === 'gone') return
        if (!writable) return refuse(refused('store-failed'))
        if (standing === 'member' && seat.member === undefined) {
          return refuse(refused('not-logged-in'))
        }
        seat.stores()
        act()
      } catch (error) {
        seat.failed(error)
      }
    })
  }
}
