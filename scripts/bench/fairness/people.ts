import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'

export type Endpoints = ReadonlyMap<string, number>

/** The echo, the honest users and those who flood have addresses of their own, as limits count them. */
const ECHO = '127.0.0.2'
export const HONEST = '127.0.0.3'
export const FLOOD = '127.0.0.4'

const LOGIN_LIMIT_MS = 10_000

export function portOf(endpoints: Endpoints, dialect: string): number {
  const port = endpoints.get(dialect)
  if (port === undefined) throw new Error(`no port was given for ${dialect}`)
  return port
}

export function call(port: number, localAddress: string): Socket {
  const socket = connect({ port, host: '127.0.0.1', localAddress, noDelay: true })
  socket.on('error', () => socket.destroy())
  return socket
}

/** Sends bytes and waits until an answer contains `expected`. */
export async function exchange(
  socket: Socket,
  bytes: string | Uint8Array,
  expected: string,
): Promise<void> {
  let heard = ''
  const limit = AbortSignal.timeout(LOGIN_LIMIT_MS)
  const listener = (data: Buffer) => {
    heard += data.toString('latin1')
    if (heard.includes(expected)) socket.emit('heard')
  }
  socket.on('data', listener)
  socket.write(bytes)
  try {
    await once(socket, 'heard', { signal: limit })
  } catch {
    throw new Error(`expected ${expected}, got …${JSON.stringify(heard.slice(-200))}`)
  } finally {
    socket.off('data', listener)
  }
}

const reportSchema = z.object({
  worst: z.number(),
  median: z.number(),
  late: z.number(),
  echoes: z.number(),
})

export type EchoReport = z.infer<typeof reportSchema>

/** Measures, in a process of its own, how long another user waits. */
export class Echo {
  readonly #process: ChildProcess

  private constructor(process: ChildProcess) {
    this.#process = process
  }

  static async start(endpoints: Endpoints): Promise<Echo> {
    const port = `${portOf(endpoints, 'vu')}`
    const execArgv = ['--import', 'tsx']
    const child = fork(join(import.meta.dirname, 'echo.ts'), [port, ECHO], { execArgv })
    process.once('exit', () => child.kill('SIGKILL'))
    const [first] = await once(child, 'message')
    if (first !== 'ready') throw new Error(JSON.stringify(first))
    // Both may share a core: who floods gives way, or its own work would be measured as a delay.
    setPriority(constants.priority.PRIORITY_LOW)
    await delay(200)
    const echo = new Echo(child)
    await echo.report()
    return echo
  }

  /** What was measured since the last report. */
  async report(): Promise<EchoReport> {
    this.#process.send('report')
    const [message] = await once(this.#process, 'message')
    return reportSchema.parse(message)
  }
}
