import type { Dialect } from '@parley/contract'
import { memoryPorts } from '@parley/engine'
import { type Driver, defaultDriver } from '@parley/kit'
import type { MatrixServer, ReferencePair } from '@parley/matrix'
import { Gateway } from '@parley/server'
import { chatProgram } from '../chat/chat-program.ts'

const HOST = '127.0.0.1'

/** What a dialect is set to, by its name, where it is not what it is by default. */
export type OptionsSaid = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/**
 * The options of a dialect as programs of others are held to have them: as the original, unless that
 * has no messages to one user.
 */
export function othersOptions(dialect: Dialect, said: OptionsSaid): unknown {
  const own = said[dialect.name] ?? {}
  const strict = dialect.options.parse({ strict: true, ...own })
  const isEnough = 'strict' in own || dialect.carries(strict).says('text', 'one') !== undefined
  return isEnough ? strict : dialect.options.parse(own)
}

/** How our own client is used on a server of others: what the original has not is not tried. */
function driverForOthers(dialect: Dialect): Driver {
  const usual = defaultDriver(dialect)
  const { toAll } = dialect.terminal.phrases
  if (toAll === undefined) return usual
  return { ...usual, send: [...toAll.send('{text}')], heard: toAll.heard('{from}', '{text}') }
}

/** Gateways of ours within this process, until `close`. */
export class OwnGateways {
  readonly #dialects: readonly Dialect[]
  readonly #said: OptionsSaid
  readonly #pairs = new Map<string, Promise<ReferencePair>>()
  readonly #gateways: Gateway[] = []

  constructor(dialects: readonly Dialect[], said: OptionsSaid) {
    this.#dialects = dialects
    this.#said = said
  }

  /**
   * Both sides of a dialect as they should be, the same at each call; the server is a new one for each
   * conversation: nobody hears what others say, or reads what was said before.
   */
  pair(dialect: Dialect): Promise<ReferencePair> {
    const known = this.#pairs.get(dialect.name) ?? this.#openPair(dialect)
    this.#pairs.set(dialect.name, known)
    return known
  }

  /** The gateway for clients of every dialect, once with a counterpart of each. */
  async everyDialect(): Promise<readonly MatrixServer[]> {
    const gateway = this.#open()
    const ports = new Map<string, number>()
    for (const dialect of this.#dialects)
      ports.set(dialect.name, await listen(gateway, dialect, {}))
    return this.#dialects.map((counterpart) => ({
      name: `gateway (${counterpart.name})`,
      dialect: undefined,
      counterpart,
      atOnce: 'many',
      accounts: [],
      options: (dialect) => dialect.options.parse({}),
      place: async ({ name }) => ({ host: HOST, port: ports.get(name) ?? 0 }),
    }))
  }

  async close(): Promise<void> {
    await Promise.all(this.#gateways.map((gateway) => gateway.drain(0)))
  }

  async #openPair(dialect: Dialect): Promise<ReferencePair> {
    const options = othersOptions(dialect, this.#said)
    return {
      client: {
        name: 'our client',
        dialect,
        start: chatProgram(dialect, options),
        driver: defaultDriver(dialect),
        driverForOthers: driverForOthers(dialect),
        poll: dialect.terminal.phrases.poll ?? '',
      },
      server: {
        name: 'our server',
        dialect,
        atOnce: 'many',
        accounts: [],
        options: () => options,
        place: async () => ({ host: HOST, port: await listen(this.#open(), dialect, options) }),
      },
    }
  }

  #open(): Gateway {
    const gateway = new Gateway(memoryPorts(), () => {})
    this.#gateways.push(gateway)
    return gateway
  }
}

async function listen(gateway: Gateway, dialect: Dialect, options: unknown): Promise<number> {
  const { port } = await gateway.listen(dialect, { host: HOST, port: 0, options })
  return port
}
