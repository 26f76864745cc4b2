import { createServer } from 'node:net'
import { commandProgram, type Program, reach, type Target } from '@parley/kit'

const HOST = '127.0.0.1'

/** How long a server may take until it takes connections, in milliseconds. */
const STARTING = 15_000

/** Between two attempts to reach one that starts, in milliseconds. */
const AGAIN = 100

/** So much of its last output is shown where it does not start, in characters. */
const LAST_WORDS = 500

/** Somebody’s server, started when it is wanted first, and anew where it has ended before `close`. */
export class CommandServer {
  readonly #words: readonly string[]
  readonly #cwd: string
  #running: { readonly program: Program; readonly place: Promise<Target> } | undefined
  #said = ''
  #state: 'open' | 'closed' = 'open'

  constructor(words: readonly string[], cwd: string) {
    this.#words = words
    this.#cwd = cwd
  }

  /** Where it listens, once it takes connections; throws an error that says why it does not. */
  async place(): Promise<Target> {
    const running = this.#running ?? (await this.#start())
    return await running.place
  }

  /** Nobody comes to it any more: who asks for its place waits. */
  async close(): Promise<void> {
    this.#state = 'closed'
    const running = this.#running
    this.#running = undefined
    await running?.program.kill()
  }

  async #start() {
    const place = { host: HOST, port: await freePort() }
    if (this.#state === 'closed') return await new Promise<never>(() => {})
    if (this.#running !== undefined) return this.#running
    this.#said = ''
    const program = commandProgram(this.#words, { pty: false, cwd: this.#cwd })(place, {
      shown: (text) => {
        this.#said = (this.#said + text).slice(-LAST_WORDS)
      },
      ended: () => {
        if (this.#running?.program === program) this.#running = undefined
      },
    })
    const running = { program, place: this.#taken(program, place) }
    this.#running = running
    return running
  }

  async #taken(program: Program, place: Target): Promise<Target> {
    const deadline = performance.now() + STARTING
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN))
      const isReached = await reach(place, STARTING).then(
        () => true,
        () => false,
      )
      if (isReached) return place
      const why = this.#running?.program === program ? undefined : 'the server has ended'
      if (why === undefined && performance.now() < deadline) continue
      throw new Error(
        `${why ?? 'the server takes no connections'}${this.#said === '' ? '' : `; it said last: ${this.#said}`}`,
      )
    }
  }
}

/** A port of this machine that nobody has at the moment. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, HOST, resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
