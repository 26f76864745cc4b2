import type { PageMessage, ServerMessage, Status } from '../protocol.ts'
import type { FeedState } from './model/feed-state.ts'

/**
 * `catching-up`: what was kept before is still coming; `lost`: it will be tried again; `refused`: this
 * visitor may not look.
 */
export type FeedStatus = 'connecting' | 'catching-up' | 'live' | 'lost' | 'refused'

/** How long until a lost feed is tried again, in milliseconds: longer each time. */
const RETRIES = [300, 1000, 2000, 5000] as const

/** The feed of the gateway into a state; it reconnects by itself and resumes where it was. */
export class Feed {
  status: FeedStatus = 'connecting'
  readonly #state: FeedState
  readonly #changed: () => void
  #socket: WebSocket | undefined
  #failures = 0
  #frame = 0

  /** `changed`: called at most once for each picture that the browser draws. */
  constructor(state: FeedState, changed: () => void) {
    this.#state = state
    this.#changed = changed
    this.#connect()
  }

  close(): void {
    this.status = 'refused'
    this.#socket?.close()
    cancelAnimationFrame(this.#frame)
  }

  #connect(): void {
    const { protocol, host } = location
    const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/feed`)
    this.#socket = socket
    socket.onopen = () => this.#resume(socket)
    socket.onmessage = ({ data }) => this.#take(socket, JSON.parse(String(data)))
    socket.onclose = ({ code }) => this.#lost(code)
  }

  #resume(socket: WebSocket): void {
    const message: PageMessage = { kind: 'resume', after: this.#state.sequence }
    socket.send(JSON.stringify(message))
  }

  #take(socket: WebSocket, message: ServerMessage): void {
    if (this.status === 'refused') return
    const before = this.#state.sequence
    this.#state.take(message)
    if (message.kind === 'hello') {
      this.#failures = 0
      if (this.#state.sequence < before) this.#resume(socket)
    }
    this.status = this.#state.isBehind ? 'catching-up' : 'live'
    this.#draw()
  }

  #lost(code: number): void {
    if (this.status === 'refused') return
    if (code === REFUSED) {
      this.status = 'refused'
      return this.#draw()
    }
    this.status = 'lost'
    void this.#askWhetherAllowed()
    const wait = RETRIES[Math.min(this.#failures, RETRIES.length - 1)]
    this.#failures += 1
    setTimeout(() => {
      if (this.status === 'lost') this.#connect()
    }, wait)
    this.#draw()
  }

  /** A gateway that was started again has another key, and refuses a connection without a reason. */
  async #askWhetherAllowed(): Promise<void> {
    try {
      const answer = await fetch('/api/status')
      const status: Status = await answer.json()
      if (!answer.ok || status.operator || this.status !== 'lost') return
    } catch {
      return
    }
    this.status = 'refused'
    this.#draw()
  }

  /** A page that is not shown draws no pictures, but what has come is counted in its title. */
  #draw(): void {
    if (this.#frame !== 0) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      this.#changed()
    })
  }
}

/** The close code of a feed that this visitor may not have. */
const REFUSED = 1008
