import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as passed } from 'node:timers/promises'
import type { Peer } from '@parley/contract'
import type { ProxyObserver } from '../tcp-proxy.ts'
import type { Action, PlayerSettings } from './action.ts'
import { Player } from './player.ts'
import type { ReplayResult } from './result.ts'
import type { Role, Script } from './script.ts'
import { Segments } from './segments.ts'

/** Between two segments, so that they are two reads, in milliseconds. */
const BETWEEN = 1

export interface ReplaySettings extends PlayerSettings {
  /** Cuts what is said into other segments; undefined: it is said in the pieces of the recording. */
  readonly cut: number | undefined
  /** Sees everything that is said and heard; what is said as it stands in the recording. */
  readonly observer?: ProxyObserver
}

/** A place of TCP. */
export interface ReplayPlace {
  readonly host: string
  readonly port: number
}

/** Says the clients’ sides of a recording to a server. */
export async function replayAsClient(
  script: Script,
  settings: ReplaySettings,
  target: ReplayPlace,
): Promise<ReplayResult> {
  return await new Replay(script, settings, target).run()
}

/** Plays the server’s side of a recording to whoever connects. */
export class ReplayServer {
  readonly place: Peer
  readonly #server: Server

  private constructor(server: Server, place: Peer) {
    this.#server = server
    this.place = place
  }

  /** Rejects with the system’s error where it cannot listen. Port 0 takes a free one. */
  static async open({ host, port }: ReplayPlace): Promise<ReplayServer> {
    const server = createServer({ allowHalfOpen: true, noDelay: true })
    server.listen(port, host)
    await once(server, 'listening')
    const place = server.address()
    const at = typeof place === 'object' && place ? place : { address: host, port }
    return new ReplayServer(server, { address: at.address, port: at.port })
  }

  /** Plays once. Nobody may be connected before. */
  async run(script: Script, settings: ReplaySettings): Promise<ReplayResult> {
    const replay = new Replay(script, settings, undefined)
    const accept = (socket: Socket) => replay.accept(socket)
    this.#server.on('connection', accept)
    try {
      return await replay.run()
    } finally {
      this.#server.off('connection', accept)
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}

class Replay {
  readonly #settings: ReplaySettings
  readonly #target: ReplayPlace | undefined
  readonly #role: Role
  readonly #player: Player
  readonly #segments: Segments
  readonly #sockets = new Map<number, Socket>()
  readonly #all = new Set<Socket>()
  #observer: ProxyObserver | undefined
  #changed: () => void = () => {}
  /** The connection on which something was said last, with nothing in between. */
  #speaking: number | undefined

  constructor(script: Script, settings: ReplaySettings, target: ReplayPlace | undefined) {
    this.#settings = settings
    this.#observer = settings.observer
    this.#target = target
    this.#role = script.role
    this.#segments = new Segments(settings.cut)
    this.#player = new Player(script, settings, performance.now())
  }

  async run(): Promise<ReplayResult> {
    try {
      for (;;) {
        const action = this.#player.next(performance.now())
        if (action.kind === 'done') return this.#player.result(performance.now())
        await this.#act(action)
      }
    } finally {
      for (const [connection, socket] of this.#sockets) {
        if (!socket.destroyed) this.#observer?.closed(connection, 'stopped')
      }
      this.#observer = undefined
      for (const socket of this.#all) socket.destroy()
    }
  }

  accept(socket: Socket): void {
    this.#all.add(socket)
    const connection = this.#player.opened(performance.now())
    if (connection === undefined) socket.destroy()
    else this.#join(connection, socket)
    this.#changed()
  }

  async #act(action: Exclude<Action, { kind: 'done' }>): Promise<void> {
    switch (action.kind) {
      case 'open':
        this.#speaking = undefined
        return await this.#connect(action.step.connection)
      case 'say':
        return await this.#say(action.step.connection, action.bytes, action.step.bytes)
      case 'leave': {
        this.#speaking = undefined
        const socket = this.#sockets.get(action.connection)
        this.#observer?.ended(action.connection, this.#role)
        if (action.how === 'end') socket?.end()
        else socket?.resetAndDestroy()
        return
      }
      case 'wait': {
        this.#speaking = undefined
        await this.#change(action.until)
      }
    }
  }

  async #connect(connection: number): Promise<void> {
    const { host = '', port = 0 } = this.#target ?? {}
    const socket = connect({ host, port, allowHalfOpen: true, noDelay: true })
    this.#all.add(socket)
    socket.setTimeout(this.#settings.timeout, () => {
      socket.destroy(new Error('it does not answer'))
    })
    try {
      await once(socket, 'connect')
      socket.setTimeout(0)
      this.#player.opened(performance.now())
      this.#join(connection, socket)
    } catch (error) {
      this.#player.refused(connection, error instanceof Error ? error.message : String(error))
    }
  }

  #join(connection: number, socket: Socket): void {
    this.#sockets.set(connection, socket)
    const remote = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 }
    const local = { address: socket.localAddress ?? '', port: socket.localPort ?? 0 }
    const [peer, place] = this.#role === 'client' ? [local, remote] : [remote, local]
    this.#observer?.opened(connection, peer, place, undefined)
    const other = this.#role === 'client' ? 'server' : 'client'
    socket.on('data', (bytes: Buffer) => {
      this.#observer?.passed(connection, this.#role === 'client' ? 'out' : 'in', bytes)
      this.#player.heard(connection, bytes, performance.now())
      this.#changed()
    })
    socket.on('end', () => {
      this.#observer?.ended(connection, other)
      this.#player.gone(connection, performance.now())
      this.#changed()
    })
    socket.on('error', () => {})
    socket.on('close', (hadError) => {
      this.#observer?.closed(connection, hadError ? `${other}-reset` : 'ended')
      this.#player.gone(connection, performance.now())
      this.#changed()
    })
  }

  async #say(connection: number, bytes: Uint8Array, recorded: Uint8Array): Promise<void> {
    const socket = this.#sockets.get(connection)
    const isPaced = this.#settings.pace !== 'max'
    if (this.#speaking === connection && isPaced) await passed(BETWEEN)
    this.#speaking = connection
    const way = this.#role === 'client' ? 'in' : 'out'
    if (socket?.writable === true) this.#observer?.passed(connection, way, recorded)
    for (const [index, segment] of this.#segments.of(bytes).entries()) {
      if (index > 0) await passed(BETWEEN)
      if (socket?.writable === true) socket.write(segment)
    }
  }

  /** Waits until something happens, or until a time. */
  async #change(until: number | undefined): Promise<void> {
    await new Promise<void>((resolve) => {
      const left = until === undefined ? undefined : Math.max(0, until - performance.now())
      const timer = left === undefined ? undefined : setTimeout(resolve, Math.ceil(left))
      this.#changed = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#changed = () => {}
  }
}
