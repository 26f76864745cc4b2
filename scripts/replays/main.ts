/**
 * Records what a right gateway says, and plays the recordings again: to gateways that are started
 * afresh, where everything has to be the same, and to those that are wrong on purpose, where some
 * recording has to differ. Prints tables in Markdown.
 */
import type { Dialect, Fault } from '@parley/contract'
import yargs from 'yargs'
import { hideBin } from 'yargs/helpers'
import { conversation, type Recorded } from '../../packages/parley/src/testing/replay-corpus.ts'
import { replayed } from '../../packages/parley/src/testing/replay-trial.ts'
import { checkingFor, dialects } from '../../packages/parley/src/testing/run-trial.ts'
import { recordedChecks } from './recorded-checks.ts'
import { recordedClient, replayedToClient } from './recorded-clients.ts'
import { fixturesOf, recordedFixture } from './recorded-fixtures.ts'

const {
  runs,
  dialect: wanted,
  faults: withFaults,
} = yargs(hideBin(process.argv))
  .scriptName('npm run replays --')
  .usage('$0 [options]\n\nPlays recordings of right gateways to right ones and to wrong ones.')
  .option('runs', {
    type: 'number',
    default: 100,
    describe: 'Replays to right gateways, for each dialect',
  })
  .option('dialect', {
    type: 'string',
    array: true,
    choices: dialects.map(({ name }) => name),
    describe: 'Only these dialects',
  })
  .option('faults', { type: 'boolean', default: true, describe: 'Also the wrong gateways' })
  .check(({ runs }) => (Number.isInteger(runs) && runs > 0) || '--runs: expected 1 or more')
  .epilogue('Exit status: 0; 1 where a right gateway differs; 2 where it is used wrongly.')
  .strict()
  .version(false)
  .wrap(100)
  .fail((message, error) => {
    process.stderr.write(`replays: ${message ?? error.message}\n`)
    process.exit(2)
  })
  .parseSync()
const chosen = dialects.filter(({ name }) => wanted === undefined || wanted.includes(name))
/** For a frame of a gateway that is wrong, in milliseconds. */
const TIMEOUT = 400
/** Faults that are tried at once. */
const LANES = 8

function say(text: string): void {
  if (process.stderr.isTTY === true) process.stderr.write(`\r\u001b[K${text}`)
}

/** Several at a time, in no order: most of the time they wait. */
async function each<Item>(items: readonly Item[], act: (item: Item) => Promise<void>) {
  const left = items.values()
  const work = async () => {
    for (const item of left) await act(item)
  }
  await Promise.all(Array.from({ length: LANES }, work))
}

async function corpusOf(dialect: Dialect): Promise<readonly Recorded[]> {
  const all = [await conversation(dialect)]
  for (const [name, transcript] of fixturesOf(dialect)) {
    say(`${dialect.name}: recording ${name}`)
    all.push(await recordedFixture(dialect, name, transcript, false))
    all.push(await recordedFixture(dialect, `${name}, joined`, transcript, true))
  }
  return all
}

/** What has differed at right gateways. */
const wrong: string[] = []

async function playRight(dialect: Dialect, corpus: readonly Recorded[]): Promise<number> {
  let same = 0
  for (let run = 0; run < runs; run++) {
    const one = corpus[run % corpus.length]
    if (one === undefined) continue
    say(`${dialect.name}: replay ${run + 1} of ${runs}`)
    const cut = Math.floor(run / corpus.length) % 2 === 0 ? undefined : run
    const { difference } = await replayed(one.script, dialect, { cut })
    if (difference === undefined) same += 1
    else wrong.push(`${dialect.name} ${one.name}, cut ${cut}: ${JSON.stringify(difference)}`)
  }
  return same
}

/** The first recording at which the wrong gateway differs, and the right one does not. */
async function finder(
  dialect: Dialect,
  fault: Fault,
  corpus: readonly Recorded[],
): Promise<string | undefined> {
  const program = fault.apply(dialect)
  for (const [index, { name, script }] of corpus.entries()) {
    say(`${dialect.name} ${fault.name}: ${name}`)
    for (const cut of [undefined, index]) {
      const settings = { timeout: TIMEOUT, cut }
      if ((await replayed(script, program, settings)).difference === undefined) continue
      if ((await replayed(script, dialect, settings)).difference === undefined) return name
    }
  }
  return undefined
}

/** So many faults were found by each kind of recording. */
interface Found {
  fixtures: number
  checks: number
  missed: Fault[]
}

async function serverFaults(dialect: Dialect, corpus: readonly Recorded[]): Promise<Found> {
  const found: Found = { fixtures: 0, checks: 0, missed: [] }
  await each(checkingFor(dialect).faults.server, async (fault) => {
    if ((await finder(dialect, fault, corpus)) !== undefined) found.fixtures += 1
    else {
      const checks = await recordedChecks(dialect, fault.breaks)
      if ((await finder(dialect, fault, checks)) !== undefined) found.checks += 1
      else found.missed.push(fault)
    }
  })
  return found
}

async function clientFaults(dialect: Dialect): Promise<Found> {
  const found: Found = { fixtures: 0, checks: 0, missed: [] }
  const script = await recordedClient(dialect)
  await each(checkingFor(dialect).faults.client, async (fault) => {
    say(`${dialect.name} client ${fault.name}`)
    const wrong = await replayedToClient(script, dialect, fault.apply(dialect))
    const right = wrong === undefined ? undefined : await replayedToClient(script, dialect, dialect)
    if (wrong !== undefined && right === undefined) found.fixtures += 1
    else found.missed.push(fault)
  })
  return found
}

const rightRows: string[] = []
const faultRows: string[] = []
const missedRows: string[] = []
function tell(name: string, side: string, { fixtures, checks, missed }: Found): void {
  const all = fixtures + checks + missed.length
  faultRows.push(`| ${name} | ${side} | ${all} | ${fixtures} | ${checks} | ${missed.length} |`)
  for (const fault of missed)
    missedRows.push(`| ${name} | ${side} | ${fault.name} | ${fault.what} |`)
}

for (const dialect of chosen) {
  const corpus = await corpusOf(dialect)
  const same = await playRight(dialect, corpus)
  rightRows.push(`| ${dialect.name} | ${corpus.length} | ${same} of ${runs} |`)
  if (!withFaults) continue
  tell(dialect.name, 'server', await serverFaults(dialect, corpus))
  tell(dialect.name, 'client', await clientFaults(dialect))
}
say('')
const table = (head: string, rows: readonly string[]) => {
  const columns = head.split('|').slice(1, -1)
  process.stdout.write(`${head}\n|${columns.map(() => ' --- ').join('|')}|\n`)
  for (const row of rows) process.stdout.write(`${row}\n`)
  process.stdout.write('\n')
}
table('| dialect | recordings | the same at right gateways |', rightRows)
if (withFaults) {
  table(
    '| dialect | side | faults | by fixtures or a conversation | by checks | missed |',
    faultRows,
  )
  table('| dialect | side | missed | what it does |', missedRows)
}
for (const line of wrong) process.stdout.write(`${line}\n`)
process.exit(wrong.length > 0 ? 1 : 0)
