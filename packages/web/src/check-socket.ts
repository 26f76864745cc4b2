import type { WebSocket } from 'ws'
import { fieldsOf, parsed } from './page-message.ts'

/** What is to be checked. */
export interface CheckRequest {
  readonly side: 'server'
  readonly dialect: string
  /** As in `127.0.0.1:5378`. */
  readonly address: string
}

/**
 * Runs the kit against an address. Resolves to the outcome in a word; rejects with an error whose message
 * may be shown. `onVerdict` is given the rows of the report as they come.
 */
export type RunChecks = (
  request: CheckRequest,
  onVerdict: (row: object) => void,
  signal: AbortSignal,
) => Promise<string>

/** A longer address is none, in characters. */
const LONGEST = 300

/** The socket `/checks`: one run at a time for all of them. */
export class CheckSockets {
  readonly #run: RunChecks
  #isBusy = false

  constructor(run: RunChecks) {
    this.#run = run
  }

  add(socket: WebSocket): void {
    const ended = new AbortController()
    const say = (message: object) => socket.send(JSON.stringify(message))
    socket.on('close', () => ended.abort())
    socket.on('message', (data) => {
      const request = readRequest(String(data))
      if (request === undefined) return socket.close(1007, 'not understood')
      if (this.#isBusy) return say({ kind: 'end', outcome: 'busy' })
      this.#isBusy = true
      void this.#check(request, say, ended.signal)
    })
  }

  async #check(
    request: CheckRequest,
    say: (message: object) => void,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const verdict = (row: object) => say({ ...row, kind: 'verdict' })
      const outcome = await this.#run(request, verdict, signal)
      say({ kind: 'end', outcome })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      say({ kind: 'end', outcome: 'failed', reason })
    } finally {
      this.#isBusy = false
    }
  }
}

function readRequest(text: string): CheckRequest | undefined {
  const { kind, side, dialect, address } = fieldsOf(parsed(text))
  if (kind !== 'check' || side !== 'server') return undefined
  if (typeof dialect !== 'string' || typeof address !== 'string') return undefined
  return address.length > LONGEST ? undefined : { side, dialect, address }
}
