import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../packages/parley/src/main.ts', import.meta.url))

/** A gateway in a process of its own, on free ports of this machine. */
export class DemoGateway {
  /** The address of the page with its token; empty where it is off. */
  readonly page: string
  readonly #process: ChildProcess
  readonly #ports: ReadonlyMap<string, number>
  readonly #ended: Promise<unknown>

  private constructor(child: ChildProcess, ports: ReadonlyMap<string, number>, page: string) {
    this.#process = child
    this.#ports = ports
    this.page = page
    this.#ended = once(child, 'exit')
  }

  /** Rejects where the gateway ends before it is ready; it has then said why on stderr. */
  static async open(dialects: readonly string[], web: 'on' | 'off'): Promise<DemoGateway> {
    const listen = dialects.flatMap((dialect) => ['--listen', `${dialect}=0`])
    const page = ['--web', web === 'on' ? '0' : 'off']
    const flags = ['serve', '--data', 'memory', ...page, '--log-level', 'warn', ...listen]
    const child = spawn(process.execPath, [...process.execArgv, program, ...flags], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ports = new Map<string, number>()
    let address = ''
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === 'ready') return new DemoGateway(child, ports, address)
      const [, name = '', place = ''] = /^listening (\S+) (\S+)$/.exec(line) ?? []
      if (name === 'web') address = place
      else ports.set(name, Number(place.split(':').at(-1)))
    }
    throw new Error('the gateway has ended before it was ready')
  }

  port(dialect: string): number {
    return this.#ports.get(dialect) ?? 0
  }

  /** Once the process has ended, whoever ended it. */
  get ended(): Promise<unknown> {
    return this.#ended
  }

  async close(): Promise<void> {
    this.#process.kill('SIGTERM')
    await this.#ended
  }
}
