import { Buffer } from 'node:buffer'
import type { Rule } from '@parley/contract'
import type { AttemptResult } from './attempt-result.ts'
import {
  closesAfterAnswer,
  closesAtOnce,
  crlf,
  type Diagnosis,
  emptyLines,
  endsAtOnce,
  http,
  late,
  mayBeOneAtATime,
  mayBeUnflushed,
  mayCloseAfterAnswer,
  mayCloseAtOnce,
  noLineEnd,
  type Observation,
  oneAtATime,
  showsAtEnd,
  unflushed,
  zeroBytes,
} from './diagnoses.ts'
import type { Diagnosed } from './findings.ts'
import { floodedBefore, floods, floodsAtEnd } from './flooding.ts'
import type { Harness } from './harness.ts'
import type { CheckJob } from './job.ts'
import { type ProbeWire, probing } from './probe.ts'
import type { AdaptiveTimeouts } from './timeouts.ts'
import type { Deviation, Tolerance } from './tolerance.ts'
import type { SeenWire } from './wire-record.ts'

/** What is known from what was seen alone, the plainest first. */
const plain = [
  http,
  zeroBytes,
  crlf,
  emptyLines,
  noLineEnd,
  floods,
  floodedBefore,
  showsAtEnd,
  endsAtOnce,
] as const

/** A suspicion that was wrong so often is followed no more. */
const MOST_IN_VAIN = 2

/** So many answers that were late are no matter of a busy machine. */
const OFTEN = 3

/** The longest that a probe waits for one answer, in milliseconds. */
const LONGEST = 3000

/** How long a connection is looked at that may be closed, in milliseconds. */
const CLOSING = 500

type Open = () => Promise<ProbeWire>

/**
 * What is known of the program as a whole. Each diagnosis is made once, in the check in which it was
 * seen first; what fails for it afterwards has it for its cause.
 */
export class Diagnosing<AnyStage> {
  readonly #job: CheckJob
  readonly #harness: Harness<AnyStage>
  readonly #tolerance: Tolerance
  readonly #known = new Map<string, Diagnosed>()
  readonly #inVain = new Map<string, number>()
  #hasAnswered = false
  #late = 0

  constructor(job: CheckJob, harness: Harness<AnyStage>, tolerance: Tolerance) {
    this.#job = job
    this.#harness = harness
    this.#tolerance = tolerance
  }

  /** All that were made, in their order. */
  get all(): readonly Diagnosed[] {
    return [...this.#known.values()]
  }

  /** The sentence of a diagnosis that was made; undefined where none has this name. */
  what(name: string | undefined): string | undefined {
    return name === undefined ? undefined : this.#known.get(name)?.what
  }

  /** Whether it is a diagnosis that was made and breaks no rule. */
  breaksNothing(name: string | undefined): boolean {
    return name !== undefined && this.#known.get(name)?.breaksNothing === true
  }

  /** Remembers what was seen in a check, whatever came of it. */
  saw(id: string, { end, seen, isLate }: AttemptResult): void {
    const isHeard = ({ came, endedAt = Number.POSITIVE_INFINITY }: SeenWire) =>
      came !== undefined && came.first < endedAt
    if (seen.some(isHeard)) this.#hasAnswered = true
    if (isLate === true) this.#late += 1
    if (this.#late >= OFTEN) this.#note(id, late)
    const flood = floodsAtEnd({ wires: seen }) ?? floods({ wires: seen })
    const isTold = end.kind === 'pass' || flood?.breaksNothing === true
    if (flood !== undefined && isTold) this.#note(id, flood)
  }

  /** The server has ended, and is not the kit’s to start again. */
  gone(check: string, what: string): void {
    const hint = 'Look at what it printed when it ended, and start it again.'
    this.#note(check, { name: 'gone', what, hint })
  }

  /**
   * Why the check has failed, where that is no matter of its own rule; whether it is new. `about`: it is
   * what the check’s own rule forbids, and was seen before.
   */
  async of(
    id: string,
    result: AttemptResult,
    level: Rule['level'],
  ): Promise<
    { readonly diagnosis: Diagnosis; readonly how: 'new' | 'again' | 'about' } | undefined
  > {
    const { end, seen, log, judgedAt = Number.POSITIVE_INFINITY, isOnFresh = false } = result
    if (end.kind !== 'fail' || end.gone !== undefined) return undefined
    const diagnosis = await this.#diagnosis({
      side: this.#harness.side,
      dialect: this.#job.dialect.name,
      wires: seen,
      log,
      why: end.flaw.why,
      expected: end.expected,
      instead: end.came,
      at: end.flaw.at,
      isLate: end.time === 'late',
      isOnFresh,
      judgedAt,
      isMust: level === 'MUST',
      hasAnswered: this.#hasAnswered,
    })
    if (diagnosis === undefined) return undefined
    const known = this.#known.get(diagnosis.name)
    if (known !== undefined) {
      return { diagnosis: known, how: diagnosis.tolerated === undefined ? 'again' : 'about' }
    }
    this.#note(id, diagnosis)
    if (diagnosis.tolerated !== undefined) this.#tolerance.learn(diagnosis.tolerated)
    return { diagnosis, how: 'new' }
  }

  async #diagnosis(observation: Observation): Promise<Diagnosis | undefined> {
    for (const look of plain) {
      const found = look(observation)
      const deviation = found?.tolerated
      const isRead =
        deviation !== undefined && this.#tolerance.has(deviation) && !isAt(deviation, observation)
      if (found !== undefined && !isRead) return found
    }
    const silent = mayBeUnflushed(observation)
    if (silent !== undefined && (await this.#isSure(unflushed, isAnsweredAtEnd(silent)))) {
      return unflushed
    }
    if (mayCloseAtOnce(observation) && (await this.#isSure(closesAtOnce, isClosedUnheard))) {
      return closesAtOnce
    }
    const pair = mayBeOneAtATime(observation)
    if (pair !== undefined && (await this.#isSure(oneAtATime, isAnsweredAfter(pair)))) {
      return oneAtATime
    }
    const closed = mayCloseAfterAnswer(observation)
    if (closed === undefined) return undefined
    const diagnosis = closesAfterAnswer(closed)
    return (await this.#isSure(diagnosis, isClosedAfter(closed))) ? diagnosis : undefined
  }

  /** What has been seen to be so once needs no second probe; what has not, twice, gets none. */
  async #isSure(
    { name }: Diagnosis,
    act: (open: Open, timeouts: AdaptiveTimeouts) => Promise<boolean>,
  ): Promise<boolean> {
    if (this.#known.has(name)) return true
    const inVain = this.#inVain.get(name) ?? 0
    const target = this.#harness.place?.()
    if (inVain >= MOST_IN_VAIN || target === undefined) return false
    const isSo = await probing(target, (open) => act(open, this.#harness.timeouts))
    if (!isSo) this.#inVain.set(name, inVain + 1)
    return isSo
  }

  #note(check: string, { name, what, hint, breaksNothing }: Diagnosis): void {
    if (this.#known.has(name)) return
    const free = breaksNothing === true ? { breaksNothing } : {}
    this.#known.set(name, { name, check, what, hint, ...free })
  }
}

/** Whether the deviation is what was wrong, which only checks of it see once it is read past. */
function isAt(deviation: Deviation, { instead = new Uint8Array() }: Observation): boolean {
  return deviation !== 'zero-bytes' || instead.includes(0)
}

function answerTime({ answer }: AdaptiveTimeouts): number {
  return Math.min(LONGEST, answer)
}

/** What the kit said on a connection, up to some moment. */
function saidUntil({ said }: SeenWire, time: number): Uint8Array {
  return Buffer.concat(said.filter(({ at }) => at <= time).map(({ bytes }) => bytes))
}

function isAnsweredAtEnd(wire: SeenWire) {
  return async (open: Open, timeouts: AdaptiveTimeouts) => {
    const one = await open()
    one.say(saidUntil(wire, Number.POSITIVE_INFINITY))
    if (await one.hears(answerTime(timeouts))) return false
    one.end()
    return await one.hears(answerTime(timeouts))
  }
}

async function isClosedUnheard(open: Open): Promise<boolean> {
  const one = await open()
  return (await one.closes(CLOSING)) && !(await one.hears(0))
}

function isAnsweredAfter({ first, second }: { first: SeenWire; second: SeenWire }) {
  return async (open: Open, timeouts: AdaptiveTimeouts) => {
    const time = answerTime(timeouts)
    const one = await open()
    one.say(saidUntil(first, first.came?.first ?? 0))
    if (!(await one.hears(time))) return false
    const other = await open()
    other.say(saidUntil(second, Number.POSITIVE_INFINITY))
    if (await other.hears(time)) return false
    one.end()
    return await other.hears(time)
  }
}

function isClosedAfter(wire: SeenWire) {
  return async (open: Open, timeouts: AdaptiveTimeouts) => {
    const one = await open()
    const before = wire.said.filter(({ at }) => at <= (wire.came?.last ?? 0))
    for (const { bytes } of before) {
      one.say(bytes)
      await one.hears(Math.min(CLOSING, timeouts.answer))
    }
    return await one.closes(CLOSING)
  }
}
