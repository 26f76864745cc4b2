import type { Peer } from '@parley/contract'
import type { WebSocket } from 'ws'
import { fieldsOf, parsed } from './page-message.ts'

/** What is to be checked. */
export interface CheckRequest {
  readonly side: 'server'
  readonly dialect: string
  /** As in `127.0.0.1:5378`. */
  readonly address: string
  /** What the server is set to, of the dialect's options: `key=value` each. */
  readonly options: readonly string[]
}

/**
 * Runs the kit against an address. Resolves to the outcome in a word; rejects with an error whose message
 * may be shown. `onVerdict` is given the rows of the report as they come, `onDialled` the place that each
 * connection of the run comes from.
 */
export type RunChecks = (
  request: CheckRequest,
  onVerdict: (row: object) => void,
  signal: AbortSignal,
  onDialled: (from: Peer) => void,
) => Promise<string>

/** A longer address is none, in characters. */
const LONGEST = 300

/** More options, or a longer one in characters, are not understood. */
const MOST_OPTIONS = 20
const LONGEST_OPTION = 300

/** A run, or one that waits for a run that was stopped. */
interface Run {
  readonly signal: AbortSignal
  /** Resolves when nothing of it goes on. */
  readonly done: Promise<void>
}

/** What the feed is to know of a run. */
export interface RunObserver {
  dialled(from: Peer): void
  /** All connections of the run are closed. */
  ended(): void
}

/** The socket `/checks`: one run at a time for all of them. */
export class CheckSockets {
  readonly #run: RunChecks
  readonly #observer: RunObserver
  #current: Run | undefined

  constructor(run: RunChecks, observer: RunObserver) {
    this.#run = run
    this.#observer = observer
  }

  add(socket: WebSocket): void {
    const ended = new AbortController()
    const say = (message: object) => socket.send(JSON.stringify(message))
    socket.on('close', () => ended.abort())
    socket.on('message', (data) => {
      const request = readRequest(String(data))
      if (request === undefined) return socket.close(1007, 'not understood')
      if (request.address.length > LONGEST) {
        const reason = `an address has at most ${LONGEST} characters`
        return say({ kind: 'end', outcome: 'failed', reason })
      }
      const before = this.#current
      if (before?.signal.aborted === false) return say({ kind: 'end', outcome: 'busy' })
      const { signal } = ended
      const done = this.#behind(before, () => this.#check(request, say, signal), signal)
      this.#current = { signal, done }
    })
  }

  /** A run that was stopped still ends what it has begun: the next one waits for that. */
  async #behind(before: Run | undefined, check: () => Promise<void>, signal: AbortSignal) {
    await before?.done
    if (!signal.aborted) await check()
    if (this.#current?.signal === signal) this.#current = undefined
  }

  async #check(
    request: CheckRequest,
    say: (message: object) => void,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const verdict = (row: object) => say({ ...row, kind: 'verdict' })
      const dialled = (from: Peer) => this.#observer.dialled(from)
      const outcome = await this.#run(request, verdict, signal, dialled)
      say({ kind: 'end', outcome })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      say({ kind: 'end', outcome: 'failed', reason })
    } finally {
      this.#observer.ended()
    }
  }
}

function readRequest(text: string): CheckRequest | undefined {
  const { kind, side, dialect, address, options = [] } = fieldsOf(parsed(text))
  if (kind !== 'check' || side !== 'server') return undefined
  if (typeof dialect !== 'string' || typeof address !== 'string') return undefined
  return isOptions(options) ? { side, dialect, address, options } : undefined
}

function isOptions(value: unknown): value is readonly string[] {
  if (!Array.isArray(value) || value.length > MOST_OPTIONS) return false
  return value.every((one: unknown) => typeof one === 'string' && one.length <= LONGEST_OPTION)
}
