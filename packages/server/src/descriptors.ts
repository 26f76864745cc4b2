import { readFileSync } from 'node:fs'
import type { Duplex } from 'node:stream'

/** Descriptors that connections leave for the files of the store, of journals and of uploads. */
export const SPARE_DESCRIPTORS = 16

/** Of a small limit no more than this part is left. */
const LARGEST_SPARE = 1 / 8

/**
 * The limit on open files of this process (`ulimit -n`); undefined where the system does not tell it as
 * Linux does. Past it the system closes new connections without telling anybody.
 */
function limitOfProcess(): number | undefined {
  try {
    const limits = readFileSync('/proc/self/limits', 'latin1')
    const [, soft] = /^Max open files +(\d+)/m.exec(limits) ?? []
    return soft === undefined ? undefined : Number(soft)
  } catch {
    return undefined
  }
}

/** Whether new connections leave enough file descriptors. The lowest free number is always given. */
export class Descriptors {
  readonly limit = limitOfProcess()
  readonly #last: number

  constructor() {
    const limit = this.limit ?? Number.POSITIVE_INFINITY
    this.#last = limit - Math.min(SPARE_DESCRIPTORS, Math.floor(limit * LARGEST_SPARE))
  }

  /** Whether a socket that has just been accepted has one of those that are to be left. */
  isLast(accepted: Duplex): boolean {
    const handle: unknown = Reflect.get(accepted, '_handle')
    if (typeof handle !== 'object' || handle === null) return false
    const descriptor: unknown = Reflect.get(handle, 'fd')
    return typeof descriptor === 'number' && descriptor >= this.#last
  }
}
