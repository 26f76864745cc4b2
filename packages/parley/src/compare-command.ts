import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Dialect } from '@parley/contract'
import {
  type Comparison,
  compareFile,
  comparisonOf,
  designOf,
  obstacleInWords,
  pageFolder,
} from '@parley/web'
import type { Argv } from 'yargs'
import { columns } from './columns.ts'
import { discoverFullDialects } from './discover.ts'
import { UsageError } from './errors.ts'
import { flagOf } from './flags.ts'
import { replaceReport, reportPaths } from './report-file.ts'
import { fileTrouble } from './text-file.ts'

/** What is compared in the table. Every dialect carries it as it is. */
const SAMPLE = 'hello there'

interface CompareFlags {
  readonly html?: string | undefined
  readonly force?: boolean | undefined
}

/** The flags of `parley compare`. */
export function compareFlags(args: Argv) {
  return args
    .option(
      'html',
      flagOf('html', 'a file', 'write the comparison, for texts that one types, as one HTML file'),
    )
    .option('force', { type: 'boolean', describe: 'replace the file where there is one' })
}

/** `parley compare`: the table on stdout, or the page in a file. */
export async function runCompare({ html, force = false }: CompareFlags): Promise<void> {
  if (html !== undefined) return await writePage(html, force)
  if (force) throw new UsageError('--force: nothing is written without --html')
  process.stdout.write(comparisonTable(await discoverFullDialects()))
}

async function writePage(path: string, force: boolean): Promise<void> {
  reportPaths({ html: path }, ['html'])
  if (existsSync(path) && !force) {
    throw new UsageError(`--html: ${path} is there already; --force replaces it`)
  }
  const [script, style] = [await builtFile('compare.js'), await builtFile('compare.css')]
  replaceReport(path, compareFile({ script, style }), 'html')
  process.stdout.write(`${path} is written: a browser opens it, and it needs nothing else\n`)
}

async function builtFile(name: string): Promise<string> {
  try {
    return await readFile(new URL(name, pageFolder), 'utf8')
  } catch (error) {
    throw new Error(`the page has not been built (npm run build): ${name}: ${fileTrouble(error)}`)
  }
}

/** What a message to one user costs in each dialect, a line each. */
function comparisonTable(dialects: readonly Dialect[]): string {
  const heads = ['dialect', 'bytes', 'overhead', 'login', 'send', 'list', 'where a message ends']
  const all = dialects.map((dialect) => comparisonOf(dialect, [], SAMPLE, 'one'))
  return [
    `What a client writes to say "${SAMPLE}" to one user: bytes, and how much of them is not the text.\n`,
    'Round trips: how often the client waits for an answer to log in, to send, and to list who is there.\n\n',
    columns([heads, ...all.map(row)], new Set([1, 2, 3, 4, 5])),
    ...all.flatMap(reasons),
    '\nparley compare --html <file> writes a page that compares any text. docs/comparing-protocols.md has more.\n',
  ].join('')
}

/** Why a dialect cannot say it, a line each. */
function reasons({ dialect, obstacles }: Comparison): readonly string[] {
  return obstacles.map((one) => {
    return `\n${dialect.name} cannot say it. ${obstacleInWords(dialect, one)}\n`
  })
}

function row({ dialect, said, saidBytes, overhead, login, send, list }: Comparison) {
  const cost = said === undefined ? ['–', '–'] : [`${saidBytes}`, `${overhead} %`]
  const trips = [login, send, list].map((step) => `${step?.roundTrips ?? '–'}`)
  return [dialect.name, ...cost, ...trips, designOf(dialect.name)?.answers.framing.says ?? '']
}
