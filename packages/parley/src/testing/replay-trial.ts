import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import type { Dialect } from '@parley/contract'
import { memoryPorts } from '@parley/engine'
import {
  GatewayRecorder,
  RecordingReader,
  type ReplayResult,
  type ReplaySettings,
  replayAsClient,
  type Script,
  scriptOf,
} from '@parley/recording'
import { Gateway } from '@parley/server'

const HOST = '127.0.0.1'

/** A gateway with one listener, and what its connections say in a recording. */
export class RecordedGateway {
  readonly port: number
  readonly dialect: Dialect
  readonly options: unknown
  readonly #gateway: Gateway
  readonly #recorder: GatewayRecorder
  readonly #lines: string[]

  private constructor(
    parts: Pick<RecordedGateway, 'port' | 'dialect' | 'options'>,
    gateway: Gateway,
    recorder: GatewayRecorder,
    lines: string[],
  ) {
    this.port = parts.port
    this.dialect = parts.dialect
    this.options = parts.options
    this.#gateway = gateway
    this.#recorder = recorder
    this.#lines = lines
  }

  static async open(dialect: Dialect, given: object): Promise<RecordedGateway> {
    const gateway = new Gateway(memoryPorts(), () => {})
    const lines: string[] = []
    const recorder = new GatewayRecorder(
      gateway,
      { write: (data) => lines.push(Buffer.from(data).toString()) },
      { [dialect.name]: { options: given } },
      {
        keepSecrets: true,
        failed: (error) => {
          throw error
        },
      },
    )
    const options = dialect.options.parse(given)
    const { port } = await gateway.listen(dialect, { host: HOST, port: 0, options })
    return new RecordedGateway({ port, dialect, options }, gateway, recorder, lines)
  }

  /** Whoever has gone is gone for the gateway too. */
  async gone(count: number): Promise<void> {
    while (this.#gateway.connections > count) {
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** Ends it, and gives what its clients said and heard. */
  async close(): Promise<Script> {
    return await clientScript(await this.recording(), this.dialect)
  }

  /** Ends it, and gives the text of the recording. */
  async recording(): Promise<string> {
    await this.gone(0)
    this.#recorder.stop()
    await this.#gateway.drain(0)
    return this.#lines.join('')
  }
}

/** The clients’ sides of a recording. */
export async function clientScript(text: string, dialect: Dialect): Promise<Script> {
  const reader = await RecordingReader.open(Readable.from([Buffer.from(text)]))
  const choice = { role: 'client', dialect, connections: new Set<number>() } as const
  return await scriptOf(reader.header, reader.events(), choice)
}

const usual: ReplaySettings = {
  pace: 'lockstep',
  timeout: 3000,
  cut: undefined,
  slots: [],
  isExact: true,
  isTaking: false,
}

/** Plays it to a gateway that has just been started; `program`: the dialect that it speaks. */
export async function replayed(
  script: Script,
  program: Dialect,
  settings: Partial<ReplaySettings> = {},
): Promise<ReplayResult> {
  const gateway = new Gateway(memoryPorts(), () => {})
  const { port } = await gateway.listen(program, { host: HOST, port: 0, options: script.options })
  try {
    return await replayAsClient(script, { ...usual, ...settings }, { host: HOST, port })
  } finally {
    await gateway.drain(0)
  }
}
