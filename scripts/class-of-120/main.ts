/**
 * Grades a class of which every grade is known: once with one submission at a time, and once with four,
 * in a run that is killed in the middle and goes on. All programs listen on one port. Prints a table in
 * Markdown.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import yargs from 'yargs'
import { hideBin } from 'yargs/helpers'
import {
  type KnownSubmission,
  knownClass,
  knownRows,
  rowsOf,
  writeClass,
} from '../../packages/parley/src/testing/known-class.ts'
import { type GradeRun, gradeClass, gradedIds, parley } from './graded.ts'

const { size, port, limit, sandbox, keep } = yargs(hideBin(process.argv))
  .scriptName('npm run class-of-120 --')
  .usage('$0 [options]\n\nGrades a class of which every grade is known.')
  .option('size', { type: 'number', default: 120, describe: 'Submissions in the class' })
  .option('port', { type: 'number', default: 25_378, describe: 'On which all of them listen' })
  .option('limit', { type: 'number', default: 25, describe: 'Minutes after which it is given up' })
  .option('sandbox', {
    choices: ['auto', 'none'] as const,
    default: 'auto' as const,
    describe: 'As in a course file',
  })
  .option('keep', { type: 'boolean', default: false, describe: 'Leave class and results there' })
  .check(({ size, port, limit }) => {
    if (!Number.isInteger(size) || size < 4) return '--size: expected 4 or more'
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return '--port: expected 1 to 65535'
    if (!(limit > 0)) return '--limit: expected more than 0'
    return true
  })
  .epilogue(
    'Exit status: 0; 1 where a grade is not as it is known, the runs differ, one was graded again ' +
      'without need, or it took too long; 2 where it is used wrongly.',
  )
  .strict()
  .version(false)
  .wrap(100)
  .fail((message, error) => {
    process.stderr.write(`class-of-120: ${message ?? error.message}\n`)
    process.exit(2)
  })
  .parseSync()

const folder = mkdtempSync(join(tmpdir(), 'parley-class-'))
const known = knownClass({ size, port })
const places = writeClass(folder, known, { sandbox, parley: wholeParley() })
const ended = new AbortController()
const late = setTimeout(() => ended.abort(), 60_000 * limit)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort())
const begun = performance.now()
const faults: string[] = []

/** Parley in a folder that needs nothing outside: in a sandbox a program does not see ours. */
function wholeParley(): string {
  const into = join(folder, 'parley')
  const words = ['--import', 'tsx', 'scripts/bundle.ts', join(into, 'bundle'), '--with-contract']
  const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' })
  if (status !== 0) throw new Error('there is no bundle of Parley')
  copyFileSync(join(parley, 'package.json'), join(into, 'package.json'))
  return into
}

function seconds(): string {
  return `${Math.round((performance.now() - begun) / 1000)} s`
}

async function graded(
  name: string,
  run: Pick<GradeRun, 'out' | 'parallel'> & { readonly killAfter?: number },
): Promise<number | string> {
  const onLine = (line: string) => process.stderr.write(`${seconds()} ${name}: ${line}\n`)
  return await gradeClass({ ...places, ...run, seed: 5, signal: ended.signal, onLine })
}

/** The grades of a run; notes what is not as it is known. */
function compare(name: string, out: string): string {
  const csv = readFileSync(join(out, 'grades.csv'), 'utf8')
  const rows = rowsOf(csv)
  for (const [index, row] of knownRows(known).entries()) {
    const got = rows[index] ?? 'nothing'
    if (got !== row) faults.push(`${name}: ${known[index]?.kind}: expected ${row}, got ${got}`)
  }
  return csv
}

function table(submissions: readonly KnownSubmission[]): string {
  const kinds = new Map<string, { count: number; one: KnownSubmission }>()
  for (const one of submissions) {
    const { count = 0 } = kinds.get(one.kind) ?? {}
    kinds.set(one.kind, { count: count + 1, one })
  }
  const rows = [...kinds].map(([kind, { count, one }]) => {
    const wrong = faults.filter((fault) => fault.includes(`: ${kind}: `)).length
    const grade = `${one.state}, ${one.points === undefined ? 'no grade' : one.points}`
    return `| ${kind} | ${count} | ${grade} | ${wrong === 0 ? 'yes' : 'NO'} |`
  })
  return ['| submission | count | grade | as known |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  )
}

const [first, second] = [join(folder, 'first'), join(folder, 'second')]
await graded('one at a time', { out: first, parallel: 1 })
const half = Math.floor(size / 2)
if (!ended.signal.aborted) {
  await graded('until it is killed', { out: second, parallel: 4, killAfter: half })
}
if (!ended.signal.aborted) {
  const before = gradedIds(second)
  if (before.length < half || before.length >= size) {
    faults.push(`${before.length} were kept of a run that was killed after ${half}`)
  }
  await graded('going on', { out: second, parallel: 4 })
}
clearTimeout(late)
if (ended.signal.aborted) faults.push(`it was ended after ${seconds()}`)
else {
  const csv = compare('one at a time', first)
  if (compare('killed, and going on', second) !== csv) faults.push('the two runs differ')
  const ids = gradedIds(second)
  if (ids.length !== size || new Set(ids).size !== size) {
    faults.push(`${ids.length} were graded of ${size}: some again, or some not`)
  }
}
process.stdout.write(`${table(known)}\n\n${size} submissions, twice, in ${seconds()}\n`)
for (const fault of faults) process.stdout.write(`${fault}\n`)
if (keep) process.stdout.write(`${folder}\n`)
else rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
process.exitCode = faults.length === 0 ? 0 : 1
