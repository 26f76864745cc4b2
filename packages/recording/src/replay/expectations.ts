import { Buffer } from 'node:buffer'
import { canonicalText } from './canonical.ts'
import { type Bindings, differsAt, matches, type Pattern, patternText } from './pattern.ts'
import type { HearStep, Script, Step } from './script.ts'
import { type AskedSlot, SlotFinder } from './slots.ts'

/** A frame that is to be heard. */
export interface Expectation {
  readonly step: HearStep
  readonly pattern: Pattern
  /** How many times the played side had begun to act before it. */
  readonly round: number
  /** What was done in this round, or later, may have led to it. */
  readonly since: number
  /** Who of the played side had acted since then. */
  readonly actors: ReadonlySet<number>
}

export interface ComparisonSettings {
  readonly slots: readonly AskedSlot[]
  /** Whether JSON and pickles are compared byte by byte too. */
  readonly isExact: boolean
  /** Whether the played side hears what was recorded before each piece. */
  readonly isLockstep: boolean
}

/** A frame as a text for comparison, of which each character is one byte. */
function textOf(bytes: Uint8Array, isExact: boolean): string {
  return isExact ? Buffer.from(bytes).toString('latin1') : canonicalText(bytes)
}

export interface Expectations {
  /** By connection, in the order of the recording. */
  readonly heard: ReadonlyMap<number, readonly Expectation[]>
  /** By the id of a step: what the played side repeats of what it had heard. */
  readonly repeated: ReadonlyMap<number, readonly string[]>
}

/** What is to be heard, and what is said because it was heard. */
export function expectationsOf(
  { role, header, steps }: Script,
  { slots, isExact, isLockstep }: ComparisonSettings,
): Expectations {
  const finder = new SlotFinder(placesOf(steps), slots)
  const actors = new Actors(header.by === 'gateway' ? 1 : 2)
  const all = new Map<number, Expectation[]>()
  const repeated = new Map<number, readonly string[]>()
  const everybody = new Set(steps.map(({ connection }) => connection))
  for (const step of steps) {
    if (step.kind !== 'hear') {
      if (step.kind === 'say') repeated.set(step.id, finder.say(textOf(step.bytes, isExact)))
      if (step.kind === 'say' || step.kind === 'leave') actors.act(step.connection)
      continue
    }
    actors.rest()
    const pattern = finder.hear(textOf(step.bytes, isExact), header.started + step.time / 1000)
    const own = new Set([step.connection])
    const free = isLockstep ? actors.recent : everybody
    const one = {
      step,
      pattern,
      round: isLockstep ? actors.round : 0,
      since: isLockstep ? actors.since : 0,
      actors: role === 'client' ? free : own,
    }
    const earlier = all.get(step.connection)
    if (earlier === undefined) all.set(step.connection, [one])
    else earlier.push(one)
  }
  return { heard: all, repeated }
}

/** Addresses and ports that the recording names: another run has others. */
function placesOf(steps: readonly Step[]) {
  const addresses = new Set<string>()
  const ports = new Set<string>()
  for (const step of steps) {
    if (step.kind !== 'open') continue
    const { peer, local, upstream } = step.event
    for (const place of [peer, local, ...(upstream === undefined ? [] : [upstream])]) {
      addresses.add(place.address)
      ports.add(String(place.port))
    }
  }
  return { addresses, ports }
}

/** Who has acted since the last frames came: the server may take what they say in any order. */
class Actors {
  readonly #rounds: Set<number>[] = []
  readonly #most: number
  #isActing = false
  round = 0

  constructor(most: number) {
    this.#most = most
  }

  act(connection: number): void {
    if (!this.#isActing) {
      this.round += 1
      this.#rounds.push(new Set())
      if (this.#rounds.length > this.#most) this.#rounds.shift()
    }
    this.#isActing = true
    this.#rounds.at(-1)?.add(connection)
  }

  rest(): void {
    this.#isActing = false
  }

  /** The first round that is still looked at. */
  get since(): number {
    return this.round - this.#most + 1
  }

  get recent(): ReadonlySet<number> {
    return new Set(this.#rounds.flatMap((round) => [...round]))
  }
}

/** Whether a right server may say the second one first. */
function isFree(first: Expectation, second: Expectation): boolean {
  if (first.round < second.since) return false
  const [one, other] = [first.step.origin, second.step.origin]
  if (one !== undefined && other !== undefined) return one !== other
  return new Set([...first.actors, ...second.actors]).size > 1
}

/** Why a frame is none of those that are expected. */
export interface Mismatch {
  /** What should have come instead; undefined: nothing. */
  readonly expected: Expectation | undefined
  /** As it is compared: each character is one byte. */
  readonly wanted: string | undefined
  readonly came: string
  /** The first character of `came` that is wrong. */
  readonly at: number
}

/** What is still to be heard of one connection. */
export class Pending {
  readonly #waiting: Expectation[]
  /** Those before this index have been heard. */
  #next = 0
  readonly #bindings: Bindings
  readonly #isExact: boolean

  constructor(all: readonly Expectation[], bindings: Bindings, isExact: boolean) {
    this.#waiting = [...all]
    this.#bindings = bindings
    this.#isExact = isExact
  }

  /** What must come next; undefined where nothing must. */
  get first(): Expectation | undefined {
    for (let at = this.#next; at < this.#waiting.length; at++) {
      const one = this.#waiting[at]
      if (one?.step.isOptional === false) return one
    }
    return undefined
  }

  /** The next frame, whatever it is, stands for the first that is expected. */
  skip(): Expectation | undefined {
    const one = this.#waiting[this.#next]
    if (one !== undefined) this.#next += 1
    return one
  }

  #mayComeNow(one: Expectation, at: number): boolean {
    const earlier = this.#waiting.slice(this.#next, at)
    return earlier.every((other) => other.step.isOptional || isFree(other, one))
  }

  /** Which one it is, or why it is none. */
  take(bytes: Uint8Array): Expectation | Mismatch {
    const came = textOf(bytes, this.#isExact)
    for (let at = this.#next; at < this.#waiting.length; at++) {
      const one = this.#waiting[at]
      if (one === undefined || !this.#mayComeNow(one, at)) break
      if (!matches(one.pattern, came, this.#bindings)) continue
      if (at === this.#next) this.#next += 1
      else this.#waiting.splice(at, 1)
      return one
    }
    const expected = this.first
    if (expected === undefined) return { expected, wanted: undefined, came, at: 0 }
    const wanted = patternText(expected.pattern, this.#bindings)
    return { expected, wanted, came, at: differsAt(expected.pattern, came, this.#bindings) }
  }
}
