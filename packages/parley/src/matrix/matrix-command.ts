import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Dialect } from '@parley/contract'
import { shellQuote } from '@parley/kit'
import {
  type MatrixFile,
  type MatrixJob,
  type MatrixReport,
  matrixText,
  pairsOf,
  parseMatrixFile,
  runMatrix,
  works,
} from '@parley/matrix'
import type { Argv } from 'yargs'
import { notePlatform } from '../check/started-programs.ts'
import { readDataFile } from '../data-file.ts'
import { discoverFullDialects } from '../discover.ts'
import { UsageError } from '../errors.ts'
import { flagOf } from '../flags.ts'
import { onInterrupt } from '../interrupts.ts'
import { ownCommand } from '../own-command.ts'
import { brokenByClient, brokenByServer } from './broken.ts'
import { MatrixPrograms } from './programs.ts'
import { OwnGateways, othersOptions } from './reference.ts'
import { MatrixFiles, type MatrixPaths } from './report-files.ts'

/** The width of the line that says how far a run is, in columns. */
const PROGRESS_WIDTH = 70

interface MatrixFlags extends MatrixPaths {
  readonly file?: string | undefined
  readonly cell?: string | undefined
  readonly parallel?: number | undefined
}

/** The flags of `parley matrix`. */
export function matrixFlags(args: Argv) {
  return args
    .positional('file', {
      type: 'string',
      describe: 'JSON or YAML file: the clients and the servers',
    })
    .option('cell', flagOf('cell', 'a cell', 'run only this one: "client × server"'))
    .option('parallel', {
      type: 'number',
      requiresArg: true,
      describe: 'how many cells are run at once',
      default: availableParallelism(),
    })
    .option('html', flagOf('html', 'a file', 'write a report as one HTML page'))
    .option('json', flagOf('json', 'a file', 'write a JSON report'))
    .option('markdown', flagOf('markdown', 'a file', 'write a Markdown report'))
}

/** Runs all cells of a file, shows and writes what comes of them, and gives the exit status. */
export async function matrixCommand(flags: MatrixFlags): Promise<number> {
  const { file: path = '', parallel = availableParallelism() } = flags
  if (!Number.isInteger(parallel) || parallel < 1) {
    throw new UsageError('--parallel: expected a whole number from 1 on')
  }
  const files = new MatrixFiles(flags)
  const { data: file, where } = await readDataFile(path, 'matrix', parseMatrixFile)
  const dialects = await discoverFullDialects()
  const parties = await MatrixPrograms.of(file, { path, where }, dialects)
  const own = new OwnGateways(dialects, file.options)
  try {
    const gateways = file.gateway ? await own.everyDialect() : []
    const servers = [...parties.servers, ...gateways]
    const job = jobOf({ ...flags, path, parallel }, file, {
      clients: parties.clients,
      servers,
      own,
    })
    notePlatform()
    return await conduct({ ...job, ...checksOf(job, file, dialects) }, files, parties)
  } finally {
    await parties.close()
    await own.close()
  }
}

type Played = Omit<MatrixJob, 'broken'>

function jobOf(
  { path, cell, parallel }: { path: string; cell?: string | undefined; parallel: number },
  { repeat }: MatrixFile,
  { clients, servers, own }: Pick<MatrixJob, 'clients' | 'servers'> & { own: OwnGateways },
): Played {
  const program = ownCommand()
  const job = {
    clients,
    servers,
    reference: (dialect: Dialect) => own.pair(dialect),
    repeat,
    parallel,
    only: cell,
    seed: randomInt(2 ** 32 - 1),
    clock: () => performance.now(),
    command: (name: string) => `${program} matrix ${shellQuote(path)} --cell ${shellQuote(name)}`,
  }
  if (pairsOf(job).length > 0) return job
  const names = pairsOf({ ...job, only: undefined }).map(
    ({ client, server }) => `${client.name} × ${server.name}`,
  )
  if (names.length === 0) throw new UsageError(`${path}: no client speaks what a server speaks`)
  throw new UsageError(`--cell: there is no cell "${cell}" (there are ${names.join(', ')})`)
}

function checksOf(
  { clients, servers }: Played,
  file: MatrixFile,
  dialects: readonly Dialect[],
): Pick<MatrixJob, 'broken'> {
  return {
    async broken(side, name) {
      const client = clients.find((one) => one.name === name)
      const server = servers.find((one) => one.name === name)
      if (!file.checks) return []
      if (side === 'server')
        return server === undefined ? [] : await brokenByServer(server, dialects)
      if (client === undefined) return []
      return await brokenByClient(client, othersOptions(client.dialect, file.options), dialects)
    },
  }
}

/** Runs, and shows and writes as it goes. */
async function conduct(
  job: MatrixJob,
  files: MatrixFiles,
  parties: MatrixPrograms,
): Promise<number> {
  let last: MatrixReport | undefined
  let isBrokenOff = false
  const carryOn = onInterrupt(async () => {
    isBrokenOff = true
    if (last !== undefined) files.write(last, 'last')
    await parties.close()
  })
  try {
    const report = await runMatrix(job, (now, doing) => {
      if (isBrokenOff) return
      last = now
      files.write(now)
      showProgress(now, doing)
    })
    const { stdout, env } = process
    stdout.write(matrixText(report, { colour: stdout.isTTY === true && !env.NO_COLOR }))
    return report.cells.every(works) ? 0 : 1
  } finally {
    carryOn()
  }
}

function showProgress({ cells, total, state }: MatrixReport, doing: string): void {
  const { stderr } = process
  if (stderr.isTTY !== true) return
  stderr.write('\r\u001b[K')
  if (state === 'whole') return
  stderr.write(`${cells.length}/${total} ${doing}`.replace(/\p{C}/gu, '?').slice(0, PROGRESS_WIDTH))
}
