import type { ConnectionInfo } from '@parley/server'
import type { WebSocket } from 'ws'
import type { CheckConnections } from './check-connections.ts'
import { readPageMessage } from './page-message.ts'
import type { ConnectionRecord, DialectInfo, ServerMessage } from './protocol.ts'
import { Recorder, RING } from './recorder.ts'
import { Rest, stopwatch } from './rest.ts'
import { Viewer } from './viewer.ts'
import type { WatchedGateway } from './watched-gateway.ts'
import type { Redaction } from './wire.ts'

/** More viewers than that are refused. */
export const MOST_VIEWERS = 32

/** What a `hello` says besides the state of the feed. */
export interface Introduction {
  readonly version: string
  readonly dialects: readonly DialectInfo[]
  readonly addresses: readonly string[]
}

export interface FeedSettings {
  readonly redaction: Redaction
  /** For so long the feed goes on when the last viewer has gone, in milliseconds. */
  readonly linger: number
  /** Connections that are marked as those of checks. */
  readonly checks: CheckConnections
}

/** Tells viewers what goes over every wire. While there is none, nobody is at the gateway's tap. */
export class Feed {
  readonly #gateway: WatchedGateway
  readonly #introduce: () => Introduction
  readonly #checks: CheckConnections
  readonly #recorder: Recorder
  readonly #linger: number
  readonly #sockets = new Set<WebSocket>()
  /** Those that have said from where on they want records. */
  readonly #viewers = new Set<Viewer>()
  #lingering: NodeJS.Timeout | undefined
  #timer: NodeJS.Timeout | NodeJS.Immediate | undefined
  readonly #rest = new Rest()
  #restUntil = 0

  constructor(gateway: WatchedGateway, introduce: () => Introduction, settings: FeedSettings) {
    this.#gateway = gateway
    this.#introduce = introduce
    this.#linger = settings.linger
    this.#checks = settings.checks
    const { redaction, checks } = settings
    this.#recorder = new Recorder(gateway, redaction, checks, () => this.#soon())
  }

  /** Makes a viewer of the socket: it is told the state, and records once it has said from where on. */
  add(socket: WebSocket): void {
    if (this.#sockets.size >= MOST_VIEWERS) return socket.close(1013, 'too many viewers')
    clearTimeout(this.#lingering)
    this.#sockets.add(socket)
    const viewer = new Viewer(socket, this.#recorder, this.#sent)
    socket.on('message', (data) => {
      const message = readPageMessage(String(data))
      if (message === undefined) return socket.close(1007, 'not understood')
      viewer.resume(message.after, message.filter ?? {})
      this.#viewers.add(viewer)
      this.#soon()
    })
    socket.on('close', () => this.#remove(socket, viewer))
    this.#recorder.start()
    this.#recorder.settle()
    viewer.send(this.#hello())
  }

  /** Nobody looks any more. */
  close(): void {
    clearTimeout(this.#lingering)
    this.#recorder.stop()
  }

  /** A page that is loaded again, or was cut off, finds what happened meanwhile. */
  #remove(socket: WebSocket, viewer: Viewer): void {
    this.#viewers.delete(viewer)
    this.#sockets.delete(socket)
    if (this.#sockets.size > 0) return
    this.#lingering = setTimeout(() => this.close(), this.#linger).unref()
  }

  readonly #sent = (): void => {
    if (this.#viewers.size > 0) this.#soon()
  }

  readonly #hello = (): ServerMessage => {
    const { sequence, ring } = this.#recorder
    const connections = this.#gateway.open.map(({ info, name }) =>
      connectionOf(info, name, this.#checks.has(info.peer)),
    )
    const former = this.#recorder.former.map(({ info, lastName, isCheck }) =>
      connectionOf(info, lastName, isCheck),
    )
    const oldest = ring.oldest?.sequence ?? sequence + 1
    const times = this.#recorder.times.since(ring.isFull ? ring.oldest?.time : undefined)
    const kept = { times, bytes: RING }
    const recorded = this.#recorder.isPlayed ? { recorded: true as const } : {}
    const state = { sequence, oldest, connections, former, kept, ...recorded }
    return { kind: 'hello', ...this.#introduce(), ...state }
  }

  #soon(): void {
    if (this.#timer !== undefined) return
    const wait = this.#recorder.isPlayed ? 0 : this.#restUntil - performance.now()
    this.#timer = wait > 1 ? setTimeout(this.#work, wait) : setImmediate(this.#work)
  }

  /** Makes records of what was seen, before anything that they tell of is forgotten. */
  settle(): void {
    if (!this.#recorder.settle()) return
    for (const viewer of this.#viewers) viewer.hasMissed = true
  }

  readonly #work = (): void => {
    this.#timer = undefined
    const taken = stopwatch()
    this.settle()
    let more = false
    for (const viewer of this.#viewers) {
      more = viewer.pump(this.#hello) || more
    }
    this.#restUntil = performance.now() + this.#rest.after(taken())
    if (more) this.#soon()
  }
}

function connectionOf(
  { id, dialect, peer, since }: ConnectionInfo,
  name: string | undefined,
  isCheck: boolean,
): ConnectionRecord {
  const check = isCheck ? { check: true as const } : {}
  return { id, dialect, ...peer, since, ...(name === undefined ? {} : { name }), ...check }
}
