import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = 'nats-server'

/** Why no broker can be started; undefined: one can. */
export const noBroker =
  spawnSync(program, ['--version']).status === 0 ? undefined : `${program} is not installed`

const LOOK_AGAIN = 20

/** A nats-server of its own with JetStream, on loopback. */
export class Broker {
  readonly #folder = mkdtempSync(join(tmpdir(), 'parley-broker-'))
  #child: ChildProcess | undefined
  #port = 0

  /** Starts it, at the first time on a port that the system gives, and later on the same. */
  static async start(): Promise<Broker> {
    const broker = new Broker()
    await broker.begin()
    return broker
  }

  get url(): string {
    return `nats://127.0.0.1:${this.#port}`
  }

  async begin(): Promise<void> {
    const ports = this.#port === 0 ? '-1' : String(this.#port)
    const store = ['--jetstream', '--store_dir', join(this.#folder, 'store')]
    const where = ['--addr', '127.0.0.1', '--port', ports, '--ports_file_dir', this.#folder]
    const child = spawn(program, [...store, ...where], { stdio: 'ignore' })
    this.#child = child
    const file = join(this.#folder, `${program}_${child.pid}.ports`)
    for (;;) {
      const port = existsSync(file) ? portIn(readFileSync(file, 'utf8')) : undefined
      if (port !== undefined) {
        this.#port = port
        return
      }
      if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`)
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN))
    }
  }

  /** Loses all that it has kept; only while it is not running. */
  forget(): void {
    rmSync(join(this.#folder, 'store'), { recursive: true })
  }

  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name)
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
}

/** As in `{"nats":["nats://127.0.0.1:4222"]}`; undefined while the file is not written yet. */
function portIn(text: string): number | undefined {
  const [, port] = /nats:\/\/127\.0\.0\.1:(\d+)/.exec(text) ?? []
  return port === undefined ? undefined : Number(port)
}
