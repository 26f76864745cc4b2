import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import { basename, join } from 'node:path'
import type { CallSide, Peer } from '@parley/contract'
import { codeOf } from '../errors.ts'
import { type CallOwner, IncomingCall } from './incoming-call.ts'

/** Senders at once. */
const MOST_SENDERS = 16

/** So many datagrams go out before the others have their turn, so that a receiver keeps up. */
const AT_ONCE = 8
const REST = 1

/** A file larger than this has its progress shown, in bytes. */
const LONG = 4 * 1024 * 1024
const STEPS = 4

const RECEIVE_BUFFER = 4 * 1024 * 1024

/** Where files come to, and where those are that are sent. */
interface Folders {
  readonly downloads: string
  readonly uploads: string
}

/** Files that come and go in datagrams. */
export class UdpFiles {
  readonly #calls: CallSide<unknown>
  readonly #options: unknown
  readonly #owner: CallOwner
  readonly #folders: Folders
  readonly #senders = new Map<string, IncomingCall>()
  #socket: Socket | undefined

  constructor(calls: CallSide<unknown>, options: unknown, owner: CallOwner, folders: Folders) {
    this.#calls = calls
    this.#options = options
    this.#owner = owner
    this.#folders = folders
  }

  /** Takes files at the address from now on; gives the port, or undefined where there is none. */
  listen(address: string, then: (port: number | undefined) => void): void {
    const type = isIPv6(address) ? 'udp6' : 'udp4'
    const socket = createSocket({ type, recvBufferSize: RECEIVE_BUFFER })
    this.#socket = socket
    socket.on('error', () => then(undefined))
    socket.on('message', (bytes, from) => this.#take(bytes, from))
    socket.bind({ address, port: 0 }, () => then(socket.address().port))
  }

  /** Sends a file of the current folder. */
  async send(to: string, place: Peer, from: string, file: string): Promise<void> {
    const size = await this.#sizeOf(file)
    const announced = this.#calls.announcement?.(from, file)
    if (size === undefined || announced === undefined) return
    const socket = createSocket(isIPv6(place.address) ? 'udp6' : 'udp4')
    const say = (bytes: Uint8Array | string) =>
      new Promise<void>((resolve) => socket.send(bytes, place.port, place.address, () => resolve()))
    try {
      for (const datagram of announced.head) await say(datagram)
      let sent = 0
      let pieces = 0
      for await (const piece of createReadStream(this.#pathOf(file), {
        highWaterMark: announced.piece,
      })) {
        await say(piece)
        const before = Math.floor((STEPS * sent) / size)
        sent += piece.length
        const after = Math.floor((STEPS * sent) / size)
        if (size > LONG && after > before && after < STEPS) {
          this.#owner.progress(`${file}: ${Math.round((100 * sent) / size)} %`)
        }
        pieces += 1
        if (pieces % AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve, REST))
      }
      this.#owner.called({ kind: 'file-sent', to, file })
    } catch {
      this.#owner.called({ kind: 'file-failed', file, why: 'unreadable' })
    } finally {
      socket.close()
    }
  }

  close(): void {
    for (const call of [...this.#senders.values()]) call.close()
    this.#socket?.close()
  }

  /** Undefined, with an error message, if it is not a file in the current folder. */
  async #sizeOf(file: string): Promise<number | undefined> {
    const missing = { kind: 'file-failed', file, why: 'missing' } as const
    try {
      if (basename(file) !== file) throw Object.assign(new Error(file), { code: 'ENOENT' })
      const found = await stat(this.#pathOf(file))
      if (found.isFile()) return found.size
      this.#owner.called(missing)
    } catch (error) {
      const why = codeOf(error) === 'ENOENT' ? 'missing' : 'unreadable'
      this.#owner.called({ kind: 'file-failed', file, why })
    }
    return undefined
  }

  #pathOf(file: string): string {
    return join(this.#folders.uploads, file)
  }

  #take(bytes: Uint8Array, { address, port }: RemoteInfo): void {
    const key = `${address} ${port}`
    const known = this.#senders.get(key)
    if (known !== undefined) return known.take(bytes)
    if (this.#senders.size >= MOST_SENDERS) return
    const forget = () => this.#senders.delete(key)
    const { downloads } = this.#folders
    const call = new IncomingCall(this.#calls, this.#options, this.#owner, downloads, forget)
    this.#senders.set(key, call)
    call.take(bytes)
  }
}
