import type { CallLine, CallNews, CallSession, CallSide } from '@parley/contract'
import { messageOf } from '../errors.ts'
import { Download, nameFrom } from './download.ts'

export interface CallOwner {
  called(news: CallNews): void
  /** How far something long has come. */
  progress(text: string): void
  trouble(text: string): void
}

/** One call that has come: the owner gets what its session makes of the bytes. */
export class IncomingCall implements CallLine {
  readonly #owner: CallOwner
  readonly #folder: string
  readonly #closed: () => void
  readonly #session: CallSession
  #timer: NodeJS.Timeout | undefined
  #receiving: { readonly download: Download; readonly from: string } | undefined

  constructor(
    calls: CallSide<unknown>,
    options: unknown,
    owner: CallOwner,
    folder: string,
    closed: () => void,
  ) {
    this.#owner = owner
    this.#folder = folder
    this.#closed = closed
    this.#session = calls.answer(this, options)
  }

  get now(): number {
    return Date.now()
  }

  take(bytes: Uint8Array): void {
    this.#guarded(() => this.#session.take(bytes))
  }

  end(): void {
    this.#guarded(() => this.#session.end())
    this.close()
  }

  say(text: string, claimed: string): void {
    this.#owner.called({ kind: 'call-said', from: claimed, text })
  }

  file(name: string, claimed: string): void {
    this.#receiving?.download.drop()
    const download = new Download(this.#folder, nameFrom(claimed, name))
    this.#receiving = { download, from: claimed }
  }

  bytes(bytes: Uint8Array): void {
    this.#receiving?.download.write(bytes)
  }

  fileEnd(): void {
    const receiving = this.#receiving
    this.#receiving = undefined
    const file = receiving?.download.keep()
    if (receiving === undefined || file === undefined) return
    this.#owner.called({ kind: 'file-received', from: receiving.from, file })
  }

  refuseFile(): void {
    this.#receiving?.download.drop()
    this.#receiving = undefined
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#receiving?.download.drop()
    this.#receiving = undefined
    this.#closed()
  }

  wakeAt(time: number): void {
    clearTimeout(this.#timer)
    const wait = Math.max(0, time - this.now)
    this.#timer = setTimeout(() => this.#guarded(() => this.#session.wake(this.now)), wait)
  }

  /** A folder that cannot be written to ends this call and nothing else. */
  #guarded(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#owner.trouble(`A file could not be received: ${messageOf(error)}`)
      this.close()
    }
  }
}
