import type { Buffer } from 'node:buffer'
import { hostile } from './hostile.ts'
import { type Dice, diceFrom, input } from './mutate.ts'
import type { Seeds } from './seeds.ts'

/**
 * One input may take so much of the processor, in milliseconds; a long one so much for each of its
 * blocks. Time on a clock would depend on what else the machine does.
 */
const LONGEST = 50
const LONGEST_BLOCK = 100
const BLOCK = 16 * 1024

/**
 * So much more for each mebibyte that is written because of it, in milliseconds: ten thousand times
 * a request for the history is answered ten thousand times. The host spreads that over many turns.
 */
const LONGEST_OUTPUT = 100

/** A slow input is tried again so often: a machine may be busy, a slow session is slow each time. */
const TRIES = 4
const BEYOND_DOUBT = 5

/** Hostile inputs before the others, and one of them among so many later ones. */
const HOSTILE_FIRST = 100
const HOSTILE_RARELY = 1000

const MEBIBYTE = 1024 * 1024
const MICROSECONDS = 1000

/** How long a target is fed: whichever ends first. */
export interface Budget {
  readonly inputs: number
  /** In milliseconds. */
  readonly time: number
}

/** What is fed, one input after the other. */
export interface Target {
  readonly name: string
  readonly corpus: readonly Buffer[]
  readonly seeds: Seeds
  /** Its part of a run that is bound by time. */
  readonly weight: number
  /** The most bytes of a message there. */
  readonly most: number
  /** What may be kept more at the end than after a fifth of the budget, in bytes. */
  readonly growth: number
  /** Opens it anew for each try where that is cheap: for trying a slow input again. */
  open(dice: Dice): Feeding
}

/** What an input has led to. */
export interface Outcome {
  /** What is wrong afterwards. */
  readonly faults: readonly string[]
  /** What was written because of it, in bytes, for all receivers. */
  readonly written: number
}

export interface Feeding {
  feed(bytes: Buffer, dice: Dice): Outcome
}

/** Feeds a target; gives what went wrong, the first time that something does. */
export function fuzz(target: Target, seed: number, budget: Budget): readonly string[] {
  const { name } = target
  const dice = diceFrom(seed)
  const feeding = target.open(dice)
  const began = performance.now()
  let slowest = { took: 0, count: 0 }
  let early: number | undefined
  let count = 0
  for (; count < budget.inputs && performance.now() - began < budget.time; count++) {
    const bytes = nextInput(target, count, dice)
    const { faults, took, written } = fed(feeding, bytes, dice)
    if (took > slowest.took) slowest = { took, count }
    const where = `(input ${count}, seed ${seed}, ${shown(bytes)})`
    if (faults.length > 0) return faults.slice(0, 3).map((fault) => `${name}: ${fault} ${where}`)
    if (isTooSlow(target, bytes, took, longestFor(bytes, written))) {
      return [`${name}: took ${Math.round(took)} ms ${where}`]
    }
    const share = Math.max(count / budget.inputs, (performance.now() - began) / budget.time)
    if (early === undefined && share >= 0.2) early = heap()
    if (count % 1000 === 0) progress(`${name}: ${count} inputs, ${Math.round(100 * share)} %`)
  }
  const grown = heap() - (early ?? heap())
  progress('')
  const size = `${(grown / MEBIBYTE).toFixed(1)} MiB`
  const line = `${name}: ${count} inputs, slowest ${slowest.took.toFixed(1)} ms (input ${slowest.count}), heap ${size}`
  process.stdout.write(`${line}\n`)
  return grown > target.growth ? [`${name}: the heap has grown by ${size}`] : []
}

function nextInput({ corpus, seeds, most }: Target, count: number, dice: Dice): Buffer {
  if (count < seeds.count) return seeds.at(count)
  const isHostile = count < seeds.count + HOSTILE_FIRST || dice(HOSTILE_RARELY) === 0
  return isHostile ? hostile(corpus, most, dice) : input(corpus, dice)
}

function fed(
  feeding: Feeding,
  bytes: Buffer,
  dice: Dice,
): Outcome & {
  /** Of the processor, in milliseconds. */
  readonly took: number
} {
  const before = process.cpuUsage()
  try {
    const outcome = feeding.feed(bytes, dice)
    const { user, system } = process.cpuUsage(before)
    return { ...outcome, took: (user + system) / MICROSECONDS }
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { faults: [`threw ${what}`], took: 0, written: 0 }
  }
}

function longestFor({ length }: Buffer, written: number): number {
  const blocks = Math.floor(length / BLOCK)
  return LONGEST + blocks * LONGEST_BLOCK + (written / MEBIBYTE) * LONGEST_OUTPUT
}

/** Far too slow is beyond doubt, and would be far too slow again. */
function isTooSlow(target: Target, bytes: Buffer, took: number, longest: number): boolean {
  return took > BEYOND_DOUBT * longest || (took > longest && isAlwaysSlow(target, bytes))
}

function isAlwaysSlow(target: Target, bytes: Buffer): boolean {
  for (let count = 0; count < TRIES; count++) {
    const dice = diceFrom(count)
    const { took, written } = fed(target.open(dice), bytes, dice)
    if (took <= longestFor(bytes, written)) return false
  }
  return true
}

function shown(bytes: Buffer): string {
  const [head, tail] = [bytes.subarray(0, 200), bytes.subarray(Math.max(200, bytes.length - 60))]
  return `${bytes.length} bytes ${head.toString('hex')}…${tail.toString('hex')}`
}

function heap(): number {
  if (typeof globalThis.gc === 'function') globalThis.gc()
  return process.memoryUsage().heapUsed
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text.padEnd(60)}${text === '' ? '\r' : ''}`)
}
