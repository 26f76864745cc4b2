/**
 * Feeds every splitter and session of every dialect, and a whole gateway core, random, mutated and
 * hostile input. What fails is printed with the seed and the bytes.
 */
import yargs from 'yargs'
import { hideBin } from 'yargs/helpers'
import { discoverFullDialects } from '../../packages/parley/src/discover.ts'
import { fuzz } from './target.ts'
import { coreTargets, sessionTargets } from './targets.ts'

const MINUTE = 60_000

const dialects = await discoverFullDialects()
const all = [...sessionTargets(dialects), ...coreTargets(dialects)]
const nameOf = (target: { readonly name: string }) => target.name.split(' ')[0] ?? ''

const {
  minutes = Number.POSITIVE_INFINITY,
  seed,
  dialect,
  inputs = minutes === Number.POSITIVE_INFINITY ? 1_000_000 : Number.POSITIVE_INFINITY,
} = yargs(hideBin(process.argv))
  .scriptName('npm run fuzz --')
  .usage(
    '$0 [options]\n\nNo input may throw, take too long, be kept, or harm another user; all of it must fit into a heap of 512 MiB.',
  )
  .option('inputs', {
    type: 'number',
    describe: 'Inputs of each target (1000000 where no --minutes are said)',
  })
  .option('minutes', { type: 'number', describe: 'How long all of it may take' })
  .option('seed', { type: 'number', default: 1, describe: 'Other inputs' })
  .option('dialect', {
    type: 'string',
    choices: [...new Set(all.map(nameOf))],
    describe: 'Only this dialect, or this part of the gateway',
  })
  .check(({ inputs = 1, minutes = 1, seed }) => {
    if (!(inputs > 0)) return '--inputs: expected more than 0'
    if (!(minutes > 0)) return '--minutes: expected more than 0'
    return Number.isFinite(seed) || '--seed: expected a number'
  })
  .epilogue('Exit status: 0; 1 where something was found; 2 where it is used wrongly.')
  .strict()
  .version(false)
  .wrap(100)
  .fail((message, error) => {
    process.stderr.write(`fuzz: ${message ?? error.message}\n`)
    process.exit(2)
  })
  .parseSync()
const targets = all.filter((target) => dialect === undefined || nameOf(target) === dialect)
const weights = targets.reduce((sum, { weight }) => sum + weight, 0)
const faults = targets.flatMap((target) => {
  const time = (minutes * MINUTE * target.weight) / weights
  return fuzz(target, seed, { inputs, time })
})
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exitCode = faults.length > 0 ? 1 : 0
