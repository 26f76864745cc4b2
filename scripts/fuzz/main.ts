/**
 * Feeds every splitter and session of every dialect random and mutated input: `npm run fuzz --
 * [--inputs N] [--seed N] [--dialect NAME]`. Nothing may throw, take longer than 50 ms or keep what
 * it was fed. What fails is printed with the seed and the bytes.
 */
import type { Buffer } from 'node:buffer'
import { parseArgs } from 'node:util'
import { discoverDialects } from '../../packages/parley/src/discover.ts'
import { corpusOf } from './corpus.ts'
import { type Dice, diceFrom, input } from './mutate.ts'
import { clientSide, type Side, serverSide } from './sides.ts'

/** One input may take so long, in milliseconds. */
const LONGEST = 50
/** A slow input is tried again so often: a machine may be busy, a slow session is slow each time. */
const TRIES = 4
/** A session is fed so many inputs before a new one is. */
const LIFE = 40
/** What may be kept more at the end than after a fifth of all inputs, in bytes. */
const GROWTH = 8 * 1024 * 1024
const MEBIBYTE = 1024 * 1024

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    dialect: { type: 'string' },
  },
})
const inputs = Number(values.inputs)
const seed = Number(values.seed)

function heap(): number {
  if (typeof globalThis.gc === 'function') globalThis.gc()
  return process.memoryUsage().heapUsed
}

/** Feeds one side; gives what went wrong. */
function fuzz(name: string, corpus: readonly Buffer[], open: (dice: Dice) => Side): string[] {
  const dice = diceFrom(seed)
  let side = open(dice)
  let age = 0
  let slowest = 0
  let early = 0
  for (let count = 0; count < inputs; count++) {
    if (side.ended || age === LIFE) {
      side = open(dice)
      age = 0
    }
    age += 1
    const bytes = input(corpus, dice)
    const began = performance.now()
    try {
      side.feed(bytes, dice)
    } catch (error) {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
      return [`${name}: threw at input ${count}, ${shown(bytes)}: ${what}`]
    }
    const took = performance.now() - began
    slowest = Math.max(slowest, took)
    if (took > LONGEST && alwaysSlow(bytes, open)) {
      return [`${name}: ${Math.round(took)} ms for input ${count}, ${shown(bytes)}`]
    }
    if (count === Math.floor(inputs / 5)) early = heap()
    if (count % 50_000 === 0) progress(`${name}: ${count} of ${inputs}`)
  }
  const grown = heap() - early
  progress('')
  const size = `${(grown / MEBIBYTE).toFixed(1)} MiB`
  process.stdout.write(
    `${name}: ${inputs} inputs, slowest ${slowest.toFixed(1)} ms, heap ${size}\n`,
  )
  return grown > GROWTH ? [`${name}: the heap has grown by ${size}`] : []
}

function alwaysSlow(bytes: Buffer, open: (dice: Dice) => Side): boolean {
  for (let count = 0; count < TRIES; count++) {
    const dice = diceFrom(count)
    const side = open(dice)
    const began = performance.now()
    side.feed(bytes, dice)
    if (performance.now() - began <= LONGEST) return false
  }
  return true
}

function shown(bytes: Buffer): string {
  return `seed ${seed}, bytes ${bytes.subarray(0, 400).toString('hex')}`
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text.padEnd(60)}${text === '' ? '\r' : ''}`)
}

const faults: string[] = []
for (const dialect of await discoverDialects()) {
  if (values.dialect !== undefined && values.dialect !== dialect.name) continue
  const corpus = corpusOf(dialect)
  const server = (dice: Dice) => serverSide(dialect, corpus.login, dice)
  faults.push(...fuzz(`${dialect.name} server`, corpus.client, server))
  const client = (dice: Dice) => clientSide(dialect, dice)
  faults.push(...fuzz(`${dialect.name} client`, corpus.server, client))
}
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exitCode = faults.length > 0 ? 1 : 0
