import type { Dialect } from '@parley/contract'
import { type Dice, diceFrom } from '../fuzz/mutate.ts'
import type { Place } from './user.ts'

/** Where everybody of a run meets. */
export interface World {
  readonly dialects: readonly Dialect[]
  readonly ports: ReadonlyMap<string, number>
  /** Tells the messages of this run from those of another. */
  readonly run: string
  readonly seed: number
}

/** Every address of this machine from 127.0.0.1 to 127.255.255.254 may be connected from on Linux. */
export const addresses = {
  /** So many pairs share an address, as a household does. */
  ofPair: (index: number) => `127.0.1.${1 + Math.floor(index / 4)}`,
  /** All abusers of a kind share one. */
  ofAbuse: (kind: number) => `127.0.2.${1 + kind}`,
} as const

export function placeFor({ ports }: World, dialect: Dialect, from: string): Place {
  return { dialect, port: ports.get(dialect.name) ?? 0, from }
}

/** Numbers of its own for each client, so that what one does changes nothing for another. */
export function diceFor({ seed }: World, client: number): Dice {
  return diceFrom(seed * 10_007 + client)
}
