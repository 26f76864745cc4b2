import { dirname, resolve } from 'node:path'
import type { Dialect } from '@parley/contract'
import {
  commandProgram,
  type Driver,
  defaultDriver,
  driverSchema,
  hasPlace,
  type Program,
  type StartProgram,
} from '@parley/kit'
import type { MatrixClient, MatrixFile, MatrixServer } from '@parley/matrix'
import { refuseWithoutTerminals } from '../check/started-programs.ts'
import { readData } from '../data-file.ts'
import type { Naming } from '../explain.ts'
import { dialectNamed, placeOf } from '../target.ts'
import { CommandServer } from './command-server.ts'
import { type OptionsSaid, othersOptions } from './reference.ts'
import { foundCommand, located, refuseTakenPort } from './staff-mistakes.ts'

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

  /** `path`: where the file is; what it names is beside it. `where`: where in it a key is. */
  static async of(
    file: MatrixFile,
    { path, where }: { readonly path: string; readonly where: Naming },
    dialects: readonly Dialect[],
  ): Promise<MatrixPrograms> {
    for (const name of Object.keys(file.options)) known(dialects, name, where(['options', name]))
    const folder = dirname(path)
    const running: Running = { programs: new Set(), state: 'open' }
    const clients: MatrixClient[] = []
    for (const [index, entry] of file.clients.entries()) {
      const keys = ['clients', index]
      const dialect = known(dialects, entry.dialect, where([...keys, 'dialect']))
      clients.push(await clientOf(entry, dialect, { where, keys, folder, running }))
    }
    const started: CommandServer[] = []
    const servers = file.servers.map((entry, index) => {
      const keys = ['servers', index]
      const dialect = known(dialects, entry.dialect, where([...keys, 'dialect']))
      return serverOf(entry, dialect, { where, keys, folder, file, started })
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

/** Where an entry is, in the file and on this machine. */
interface Surroundings {
  readonly where: Naming
  readonly keys: readonly PropertyKey[]
  readonly folder: string
}

async function clientOf(
  entry: ClientEntry,
  dialect: Dialect,
  { running, ...around }: Surroundings & { readonly running: Running },
): Promise<MatrixClient> {
  const { name, command, cwd, env, pty, port } = entry
  const found = foundCommand({ command, cwd, env, ...around })
  if (pty) refuseWithoutTerminals(around.where([...around.keys, 'pty']))
  const isPlaced = port !== undefined || hasPlace(Object.values(env))
  refuseTakenPort(port, around.where([...around.keys, 'port']))
  return {
    name,
    dialect,
    start: watched(commandProgram(found.words, { pty, cwd: found.cwd, env, isPlaced }), running),
    driver: await driverOf(entry.driver, defaultDriver(dialect), around),
    poll: entry.poll ?? dialect.terminal.phrases.poll ?? '',
    port,
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
  { folder }: Surroundings,
): Promise<Driver> {
  if (typeof said !== 'string') return driverSchema.parse({ ...usual, ...said })
  return await readData(resolve(folder, said), 'driver', (input, context) =>
    driverSchema.parse(typeof input === 'object' ? { ...usual, ...input } : input, context),
  )
}

/** How long a server may take until it listens, where nothing is said, in seconds. */
const USUAL_WAIT = 15

function serverOf(
  entry: ServerEntry,
  dialect: Dialect,
  {
    file,
    started,
    ...around
  }: Surroundings & { readonly file: MatrixFile; readonly started: CommandServer[] },
): MatrixServer {
  const { name, command, address, cwd, env = {}, port, wait = USUAL_WAIT, fresh = false } = entry
  const { where, keys } = around
  const said: OptionsSaid = file.options
  const options = othersOptions(dialect, said)
  const accounts = entry.accounts ?? file.accounts ?? []
  const common = { name, dialect, atOnce: 'one', accounts, options: () => options } as const
  if (command === undefined) {
    const at = where([...keys, 'address'])
    const place = located(at, () => placeOf({ place: address }, dialect))
    return { ...common, place: async () => place }
  }
  const found = foundCommand({ command, cwd, env, ...around })
  refuseTakenPort(port, where([...keys, 'port']))
  const isPlaced = port !== undefined || hasPlace([...found.words, ...Object.values(env)])
  const life = new CommandServer({
    words: isPlaced ? found.words : [...found.words, '{host}', '{port}'],
    cwd: found.cwd,
    env,
    isForEachCheck: fresh,
    port,
    wait: 1000 * wait,
  })
  started.push(life)
  return { ...common, port, life, place: async () => life.place }
}
