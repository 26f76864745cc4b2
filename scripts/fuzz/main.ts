/**
 * Feeds every splitter and session of every dialect, and a whole gateway core, random, mutated and
 * hostile input: `npm run fuzz -- [--inputs N] [--minutes N] [--seed N] [--dialect NAME]`. Nothing may
 * throw, take too long, keep what it was fed, or do harm to another user; and all of it must fit into
 * a heap of 512 MiB. What fails is printed with the seed and the bytes.
 */
import { parseArgs } from 'node:util'
import { discoverFullDialects } from '../../packages/parley/src/discover.ts'
import { fuzz } from './target.ts'
import { coreTargets, sessionTargets } from './targets.ts'

const MINUTE = 60_000

const { values } = parseArgs({
  options: {
    inputs: { type: 'string' },
    minutes: { type: 'string' },
    seed: { type: 'string', default: '1' },
    dialect: { type: 'string' },
  },
})
const seed = Number(values.seed)
const minutes = values.minutes === undefined ? Number.POSITIVE_INFINITY : Number(values.minutes)
const endless = values.minutes === undefined ? 1_000_000 : Number.POSITIVE_INFINITY
const inputs = values.inputs === undefined ? endless : Number(values.inputs)

const dialects = await discoverFullDialects()
const all = [...sessionTargets(dialects), ...coreTargets(dialects)]
const targets = all.filter(
  ({ name }) => name.split(' ')[0] === (values.dialect ?? name.split(' ')[0]),
)
const weights = targets.reduce((sum, { weight }) => sum + weight, 0)
const faults = targets.flatMap((target) => {
  const time = (minutes * MINUTE * target.weight) / weights
  return fuzz(target, seed, { inputs, time })
})
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exitCode = faults.length > 0 ? 1 : 0
