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

/** So long nothing comes, in milliseconds, and the file is whole (5.2). */
const SILENCE = 2000

/** So many bytes of the file has each datagram but the last (5.2). */
const PIECE = 4096

/** The most that a file's name may have, in bytes. */
export const MOST_NAME = 255

/** The first datagram is a user's name; longer ones are none. */
export const MOST_SENDER = 256

/** What a name that is shown on one line cannot have. */
const controls = /[\x00-\x1f\x7f-\x9f\u2028\u2029]/

/** `passing`: what comes before the next silence belongs to no file that is kept. */
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

  /** Datagrams have no end but silence. */
  end(): void {}

  /** The call ends with its file: clients send each from a new port, and a place takes few calls. */
  wake(): void {
    const isWhole = this.#state === 'bytes'
    this.#state = 'name'
    if (isWhole) this.#line.fileEnd()
    this.#line.close()
  }

  /** Who sends is known from where it comes; the name tells what the label begins with. */
  #named(sender: string | undefined): void {
    this.#state = sender === undefined ? 'passing' : 'label'
    this.#sender = sender ?? ''
  }

  /** A path says where the file is at the sender’s: its last part is the name (5.3). */
  #labelled(label: string | undefined): void {
    const prefix = labelOf(this.#sender, '')
    const path = label?.startsWith(prefix) ? label.slice(prefix.length) : ''
    const name = path.replace(/^.*[/\\]/s, '')
    this.#state = isFileName(name) ? 'bytes' : 'passing'
    this.#file = name
    this.#length = 0
    if (this.#state === 'bytes') this.#line.file(name, harmless(this.#sender))
    else this.#line.refuseFile(harmless(path.slice(0, MOST_NAME)), 'bad-name')
  }

  /** What else comes of a file that is too large is passed over, until its silence. */
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

/** One line, and nothing in it that a terminal would obey. */
export function harmless(text: string): string {
  return cleanText(text).replaceAll('\n', '\ufffd')
}

/** A base name, and nothing that would name a folder (5.3). */
export function isFileName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || /[/\\]/.test(name)) return false
  return !controls.test(name) && Buffer.byteLength(name) <= MOST_NAME
}
