/**
 * Files from client to client, in datagrams (5):
 *
 *     file  = name label *bytes ; each a datagram; silence ends it
 *     label = name "_" file-name
 */
import { Buffer, isUtf8 } from 'node:buffer'
import type { CallLine, CallSession, CallSide } from '@parley/contract'
import { cleanText } from '@parley/framing'
import type { Options } from './options.ts'

/** Silence that ends a file, in milliseconds (5.2). */
const SILENCE = 2000

/** Bytes of a datagram, except the last (5.2). */
const PIECE = 4096

/** Limit of a file's name, in bytes. */
export const MOST_NAME = 255

/** Limit of the first datagram, which is a user's name. */
export const MOST_SENDER = 256

/** Not allowed in a name that is shown on one line. */
const controls = /[\x00-\x1f\x7f-\x9f\u2028\u2029]/

/** `passing`: datagrams until the next silence are dropped. */
type State = 'name' | 'label' | 'bytes' | 'passing'

export const calls: CallSide<Options> = {
  transport: 'udp',
  answer: (line, { maxFile }) => new ToomCall(line, maxFile),
  announcement: (from, file) => ({ head: [from, labelOf(from, file)], piece: PIECE }),
}

class ToomCall implements CallSession {
  readonly #line: CallLine
  readonly #most: number
  #state: State = 'name'
  #sender = ''
  #file = ''
  #length = 0

  constructor(line: CallLine, most: number) {
    this.#line = line
    this.#most = most
  }

  take(bytes: Uint8Array): void {
    this.#line.wakeAt(this.#line.now + SILENCE)
    switch (this.#state) {
      case 'name':
        return this.#named(textOf(bytes, MOST_SENDER))
      case 'label':
        return this.#labelled(textOf(bytes, MOST_SENDER + 1 + MOST_NAME))
      case 'bytes':
        return this.#add(bytes)
      case 'passing':
        return
    }
  }

  /** Only silence ends a file. */
  end(): void {}

  /**
   * The call ends with its file: clients send each from a new port, and a place takes few calls.
   */
  wake(): void {
    const isWhole = this.#state === 'bytes'
    this.#state = 'name'
    if (isWhole) this.#line.fileEnd()
    this.#line.close()
  }

  /** The sender is known by the source address; the name is the prefix of the label. */
  #named(sender: string | undefined): void {
    this.#state = sender === undefined ? 'passing' : 'label'
    this.#sender = sender ?? ''
  }

  /** Keeps the last part of a path as the name (5.3). */
  #labelled(label: string | undefined): void {
    const prefix = labelOf(this.#sender, '')
    const path = label?.startsWith(prefix) ? label.slice(prefix.length) : ''
    const name = path.replace(/^.*[/\\]/s, '')
    this.#state = isFileName(name) ? 'bytes' : 'passing'
    this.#file = name
    this.#length = 0
    if (this.#state === 'bytes') this.#line.file(name, withoutControls(this.#sender))
    else this.#line.refuseFile(withoutControls(path.slice(0, MOST_NAME)), 'bad-name')
  }

  /** Drops the rest of a file that is too large. */
  #add(bytes: Uint8Array): void {
    this.#length += bytes.length
    if (this.#length <= this.#most) return this.#line.bytes(bytes)
    this.#state = 'passing'
    this.#line.refuseFile(this.#file, 'too-large')
  }
}

function textOf(bytes: Uint8Array, most: number): string | undefined {
  if (bytes.length > most || !isUtf8(bytes)) return undefined
  return Buffer.from(bytes).toString('utf8')
}

function labelOf(sender: string, file: string): string {
  return `${sender}_${file}`
}

/** One line without control characters. */
export function withoutControls(text: string): string {
  return cleanText(text).replaceAll('\n', '\ufffd')
}

/** Whether it is a base name that names no folder (5.3). */
export function isFileName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || /[/\\]/.test(name)) return false
  return !controls.test(name) && Buffer.byteLength(name) <= MOST_NAME
}
