import { dirname, resolve } from 'node:path'
import type { Dialect } from '@parley/contract'
import {
  commandProgram,
  type Driver,
  defaultDriver,
  driverSchema,
  type Program,
  type StartProgram,
} from '@parley/kit'
import type { MatrixClient, MatrixFile, MatrixServer } from '@parley/matrix'
import { readData } from '../data-file.ts'
import { messageOf, UsageError } from '../errors.ts'
import { dialectNamed, placeOf } from '../target.ts'
import { CommandServer } from './command-server.ts'
import { type OptionsSaid, othersOptions } from './reference.ts'

type ClientEntry = MatrixFile['clients'][number]
type ServerEntry = MatrixFile['servers'][number]

/** What is running, for ending it where all is broken off. */
interface Running {
  readonly programs: Set<Program>
  state: 'open' | 'closed'
}

/** In the place of a program where none is started any more. */
const none: Program = { isBlind: true, type() {}, hangUp() {}, kill: async () => {} }

/** The programs that a file names, until `close`. */
export class MatrixPrograms {
  readonly clients: readonly MatrixClient[]
  readonly servers: readonly MatrixServer[]
  readonly #started: readonly CommandServer[]
  readonly #running: Running

  private constructor(
    clients: readonly MatrixClient[],
    servers: readonly MatrixServer[],
    started: readonly CommandServer[],
    running: Running,
  ) {
    this.clients = clients
    this.servers = servers
    this.#started = started
    this.#running = running
  }

  /** `path`: where the file is; what it names is beside it. */
  static async of(
    file: MatrixFile,
    path: string,
    dialects: readonly Dialect[],
  ): Promise<MatrixPrograms> {
    for (const name of Object.keys(file.options)) known(dialects, name, `${path}: options.${name}`)
    const folder = dirname(path)
    const running: Running = { programs: new Set(), state: 'open' }
    const clients: MatrixClient[] = []
    for (const [index, entry] of file.clients.entries()) {
      const dialect = known(dialects, entry.dialect, `${path}: clients[${index}].dialect`)
      clients.push(await clientOf(entry, dialect, folder, running))
    }
    const started: CommandServer[] = []
    const servers = file.servers.map((entry, index) => {
      const dialect = known(dialects, entry.dialect, `${path}: servers[${index}].dialect`)
      return serverOf(entry, dialect, {
        where: `${path}: servers[${index}]`,
        folder,
        file,
        started,
      })
    })
    return new MatrixPrograms(clients, servers, started, running)
  }

  /** Ends all that was started, and starts nothing more. */
  async close(): Promise<void> {
    this.#running.state = 'closed'
    const programs = [...this.#running.programs, ...this.#started]
    await Promise.all(programs.map((one) => ('kill' in one ? one.kill() : one.close())))
  }
}

function known(dialects: readonly Dialect[], name: string, where: string): Dialect {
  return located(where, () => dialectNamed(dialects, name))
}

/** Names the file and the path of the key in what is wrong. */
function located<Read>(where: string, read: () => Read): Read {
  try {
    return read()
  } catch (error) {
    throw new UsageError(`${where}: ${messageOf(error)}`)
  }
}

async function clientOf(
  entry: ClientEntry,
  dialect: Dialect,
  folder: string,
  running: Running,
): Promise<MatrixClient> {
  const { name, command, pty } = entry
  const cwd = resolve(folder, entry.cwd ?? '.')
  return {
    name,
    dialect,
    start: watched(commandProgram(command, { pty, cwd }), running),
    driver: await driverOf(entry.driver, defaultDriver(dialect), folder),
    poll: entry.poll ?? dialect.terminal.phrases.poll ?? '',
  }
}

/** Keeps what is running. */
function watched(start: StartProgram, running: Running): StartProgram {
  return (place, owner) => {
    if (running.state === 'closed') return none
    let state: 'running' | 'ended' = 'running'
    const program = start(place, {
      shown: (text) => owner.shown(text),
      ended: (status, how) => {
        state = 'ended'
        running.programs.delete(program)
        owner.ended(status, how)
      },
    })
    if (state === 'running') running.programs.add(program)
    return program
  }
}

async function driverOf(
  said: ClientEntry['driver'],
  usual: Driver,
  folder: string,
): Promise<Driver> {
  if (typeof said !== 'string') return driverSchema.parse({ ...usual, ...said })
  return await readData(resolve(folder, said), 'driver', (input, context) =>
    driverSchema.parse(typeof input === 'object' ? { ...usual, ...input } : input, context),
  )
}

interface Surroundings {
  /** The file and the path of its key. */
  readonly where: string
  readonly folder: string
  readonly file: MatrixFile
  readonly started: CommandServer[]
}

function serverOf(
  { name, command, address, cwd }: ServerEntry,
  dialect: Dialect,
  { where, folder, file, started }: Surroundings,
): MatrixServer {
  const said: OptionsSaid = file.options
  const options = othersOptions(dialect, said)
  const accounts = file.accounts ?? []
  const common = { name, dialect, atOnce: 'one', accounts, options: () => options } as const
  if (command === undefined) {
    const place = located(`${where}.address`, () => placeOf({ place: address }, dialect))
    return { ...common, place: async () => place }
  }
  const server = new CommandServer(command, resolve(folder, cwd ?? '.'))
  started.push(server)
  return { ...common, place: () => server.place() }
}
