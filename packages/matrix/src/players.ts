import type { Dialect } from '@parley/contract'
import type { Credential, Driver, Target } from '@parley/kit'
import type { ClientPlayer } from './cell.ts'
import { cellName, type ServerNews } from './results.ts'

export interface MatrixClient extends ClientPlayer {
  readonly name: string
  /** Of our own client: how it is used on servers of others. */
  readonly driverForOthers?: Driver
}

/** What is known of a server after a conversation. */
export interface Aftermath {
  /** Whether all steps were right. */
  readonly isRight: boolean
  /** Whether names are still listed of users who have gone. */
  readonly keepsNames: boolean
}

/** The program of a server that the matrix starts itself. */
export interface ServerLife {
  /**
   * Has it run: starts it where it does not, or afresh where what was before may have spoilt it. Throws
   * an error that says why it does not start. `fresh`: nobody has been with it since it was started.
   */
  begin(): Promise<'fresh' | 'used'>
  /** What a conversation has left of it. */
  after(aftermath: Aftermath): Promise<ServerNews>
  /** Ends it until it is wanted again: somebody else needs its port. */
  rest(): Promise<void>
}

export interface MatrixServer {
  readonly name: string
  /** Undefined: all dialects. */
  readonly dialect: Dialect | undefined
  /** What our own user there speaks, where that is not what the client speaks. */
  readonly counterpart?: Dialect
  /** `one`: cells do not disturb each other, and blame nobody for what another one has done. */
  readonly atOnce: 'one' | 'many'
  /** Who can log in; empty: accounts are made by logging in. */
  readonly accounts: readonly Credential[]
  /** The only port that it can listen on, where it is started here. */
  readonly port?: number | undefined
  /** Undefined: somebody else has started it. */
  readonly life?: ServerLife
  /** The options of a dialect that it has. */
  options(dialect: Dialect): unknown
  /** Where it takes clients of the dialect; throws an error that says why it does not. */
  place(dialect: Dialect): Promise<Target>
}

/** Both sides of a dialect as they should be. */
export interface ReferencePair {
  readonly client: MatrixClient
  readonly server: MatrixServer
}

export interface Pair {
  readonly client: MatrixClient
  readonly server: MatrixServer
}

interface NamedParties {
  readonly clients: readonly MatrixClient[]
  readonly servers: readonly MatrixServer[]
  /** The name of the only cell that is run. */
  readonly only: string | undefined
}

/** A client and a server that speak the same, all or the one that is asked for. */
export function pairsOf({ clients, servers, only }: NamedParties): readonly Pair[] {
  const all = clients.flatMap((client) =>
    servers
      .filter(({ dialect }) => dialect === undefined || dialect.name === client.dialect.name)
      .map((server) => ({ client, server })),
  )
  const wanted = only?.replace(/ x /, ' × ').trim()
  const isWanted = (pair: Pair) => wanted === undefined || nameOf(pair) === wanted
  return all.filter(isWanted)
}

/** `client × server`, as the cell of a pair is called. */
export function nameOf({ client, server }: Pair): string {
  return cellName({ client: client.name, server: server.name })
}

/** What no other cell may use while this one runs. */
export function keysOf({ client, server }: Pair): readonly unknown[] {
  const ports = [client.port, server.port].filter((port) => port !== undefined)
  return [...(server.atOnce === 'one' ? [server] : []), ...ports]
}

/** Of those with the same server one behind the other: a fixed port then changes hands seldom. */
export function byServer<One extends Pair>(all: readonly One[]): readonly One[] {
  const servers = [...new Set(all.map(({ server }) => server))]
  return servers.flatMap((server) => all.filter((one) => one.server === server))
}
