/**
 * Tries the conformance kit on all programs that are wrong on purpose, and on the right ones again
 * and again. Prints a table in Markdown.
 */
import { availableParallelism } from 'node:os'
import yargs from 'yargs'
import { hideBin } from 'yargs/helpers'
import { checkingOf } from '../../packages/parley/src/check/job.ts'
import {
  dialects,
  found,
  runTrial,
  type Trial,
} from '../../packages/parley/src/testing/run-trial.ts'
import { rightText, runRight } from './right.ts'

const LEAST = 0.95

const {
  runs,
  parallel,
  dialect: wanted,
  right,
  lanes,
  limit,
} = yargs(hideBin(process.argv))
  .scriptName('npm run kill-score --')
  .usage('$0 [options]\n\nTries the kit on programs that are wrong on purpose, and on right ones.')
  .option('runs', {
    type: 'number',
    default: 200,
    describe:
      'Runs of the right programs; in turn what only the original does, and what Parley adds',
  })
  .option('dialect', {
    type: 'string',
    array: true,
    choices: dialects.map(({ name }) => name),
    describe: 'Only these dialects',
  })
  .option('right', {
    type: 'boolean',
    default: false,
    describe:
      'Only the right programs: each of the runs is of the next dialect and side, with another seed',
  })
  .option('lanes', { type: 'number', default: 3, describe: 'With --right: runs at once' })
  .option('limit', {
    type: 'number',
    default: 60,
    describe: 'With --right: minutes after which no run is begun',
  })
  .option('parallel', { type: 'number', default: 1, describe: 'Checks that are tried at once' })
  .check(({ runs, parallel, lanes, limit }) => {
    if (!Number.isInteger(lanes) || lanes < 1) return '--lanes: expected 1 or more'
    if (!(limit > 0)) return '--limit: expected more than 0'
    if (!Number.isInteger(runs) || runs < 0) return '--runs: expected a whole number'
    if (!Number.isInteger(parallel) || parallel < 1) return '--parallel: expected 1 or more'
    return true
  })
  .epilogue(
    'Exit status: 0; 1 where less than 95 % are found, a right program is said to be wrong, or ' +
      'not all runs were made in time; 2 where it is used wrongly.',
  )
  .strict()
  .version(false)
  .wrap(100)
  .fail((message, error) => {
    process.stderr.write(`kill-score: ${message ?? error.message}\n`)
    process.exit(2)
  })
  .parseSync()
const chosen = dialects.filter(({ name }) => wanted === undefined || wanted.includes(name))
const sides = ['server', 'client'] as const
const progress = process.stderr.isTTY === true

function say(text: string): void {
  if (progress) process.stderr.write(`\r\u001b[K${text}`)
}

/** Several at a time, in no order. */
async function each<Item>(items: readonly Item[], act: (item: Item) => Promise<void>) {
  const left = items.values()
  const work = async () => {
    for (const item of left) await act(item)
  }
  await Promise.all(Array.from({ length: 4 * availableParallelism() }, work))
}

const trials: Trial[] = chosen.flatMap((dialect) =>
  sides.map((side) => ({ dialect, side, scope: 'extended' as const, seed: 1, parallel })),
)

if (right) {
  const minutes = 60_000
  const settings = { runs, lanes, limit: limit * minutes }
  const begun = performance.now()
  const done = await runRight(trials, settings, (all) => {
    const time = ((performance.now() - begun) / minutes).toFixed(1)
    const wrong = all.flatMap((run) => run.wrong)
    const text = `${all.length} of ${runs} runs after ${time} min, ${wrong.length} not passed`
    if (progress) say(text)
    else process.stderr.write(`${text}\n`)
  })
  say('')
  process.stdout.write(rightText(trials, done))
  process.stdout.write(`${done.length} of ${runs} runs of the right programs\n`)
  process.exit(done.length < runs || done.some(({ wrong }) => wrong.length > 0) ? 1 : 0)
}

let faults = 0
let caught = 0
const rows: string[] = []
for (const trial of trials) {
  const { dialect, side } = trial
  const all = (await checkingOf(dialect)).faults[side]
  const missed: string[] = []
  await each(all, async (fault) => {
    say(`${dialect.name} ${side} ${fault.name}`)
    if (found(fault, await runTrial(trial, fault.apply(dialect))).length === 0)
      missed.push(fault.name)
  })
  faults += all.length
  caught += all.length - missed.length
  rows.push(
    `| ${dialect.name} | ${side} | ${all.length} | ${all.length - missed.length} | ${missed.join(', ')} |`,
  )
}

const wrong: string[] = []
let checks = 0
await each(
  Array.from({ length: runs }, (_, run) => run),
  async (run) => {
    for (const { dialect, side } of trials) {
      say(`right programs, run ${run + 1} of ${runs}: ${dialect.name} ${side}`)
      const scope = run % 2 === 0 ? 'original' : 'extended'
      const { outcomes } = await runTrial({ dialect, side, scope, seed: run, parallel })
      checks += outcomes.length
      for (const { id, verdict, failure, reason } of outcomes) {
        if (verdict === 'pass' || verdict === 'skip') continue
        wrong.push(
          `${dialect.name} ${side} ${scope}, seed ${run}: ${id} ${verdict} ${failure?.why ?? reason}`,
        )
      }
    }
  },
)
say('')

process.stdout.write(
  '| dialect | side | faults | found | missed |\n| --- | --- | --- | --- | --- |\n',
)
for (const row of rows) process.stdout.write(`${row}\n`)
process.stdout.write(
  `\n${caught} of ${faults} found (${((100 * caught) / Math.max(1, faults)).toFixed(1)} %)\n`,
)
process.stdout.write(
  `${runs} runs of the right programs, ${checks} checks, ${wrong.length} not passed\n`,
)
for (const line of wrong) process.stdout.write(`${line}\n`)
process.exit(caught < LEAST * faults || wrong.length > 0 ? 1 : 0)
