import { Buffer } from 'node:buffer'
import { isFullDialect, isReservedName, type Peer, type ServerDialect } from '@parley/contract'
import { partsOf } from '@parley/framing'
import type { Read, RecordedEvent, RecordingHeader, Written } from './event.ts'
import { type Dialects, FrameReader, type RecordedFrame } from './frame-reader.ts'
import { Pseudonyms } from './pseudonyms.ts'

/** More than that does not wait for the end of a frame, in bytes: it is redacted as a text. */
export const MOST_UNREDACTED = 16 * 1024 * 1024

/** What separates names in a list. */
const word = /[^\s,;:|"'[\]{}]+/g

/** What a text keeps: white space, punctuation, and the escapes of JSON. */
const replaced = /\\u[0-9a-fA-F]{4}|\\.|[a-zA-Z]|[0-9]|[\x80-\xff]/gs

interface Held {
  readonly event: RecordedEvent
  /** Of its bytes, so many are not redacted yet. */
  left: number
}

/**
 * Replaces names, texts, passwords and addresses in a recording, each by something of the same length, so
 * that every frame stays a frame: the same name by the same letters everywhere, each letter of a text by
 * `x` and each digit by `0`. What no dialect explains is redacted as a text.
 */
export class Redactor {
  readonly #frames: FrameReader
  readonly #dialects: Dialects
  readonly #names = new Pseudonyms()
  readonly #secrets = new Pseudonyms()
  readonly #addresses = new Map<string, string>()
  readonly #wires = new Map<number, ServerDialect | undefined>()
  readonly #directions = new Map<string, Direction>()
  #held: Held[] = []
  #size = 0

  constructor(header: RecordingHeader, dialects: Dialects) {
    this.#frames = new FrameReader(header, dialects)
    this.#dialects = dialects
  }

  /** Gives the events, in order, that are redacted by now. */
  take(event: RecordedEvent): readonly RecordedEvent[] {
    if (event.kind === 'open' && event.call === undefined) {
      this.#wires.set(event.connection, this.#dialects.get(event.dialect))
    }
    this.#hold(event)
    for (const frame of this.#frames.take(event)) this.#redact(frame)
    if (event.kind === 'close') this.#forget(event.connection)
    if (this.#size > MOST_UNREDACTED) this.#force()
    return this.#release()
  }

  /** Behind the last event: those that are left. */
  rest(): readonly RecordedEvent[] {
    this.#force()
    return this.#release()
  }

  #hold(event: RecordedEvent): void {
    if (event.kind === 'in' || event.kind === 'out') {
      const copy: Read | Written = { ...event, bytes: new Uint8Array(event.bytes) }
      const held = { event: copy, left: copy.bytes.length }
      this.#held.push(held)
      this.#size += held.left
      this.#direction(event.connection, event.kind).add(copy.bytes, held)
    } else if (event.kind === 'open') {
      const { peer, local, upstream } = event
      const via = upstream === undefined ? {} : { upstream: this.#place(upstream) }
      const places = { peer: this.#place(peer), local: this.#place(local), ...via }
      this.#held.push({ event: { ...event, ...places }, left: 0 })
    } else this.#held.push({ event, left: 0 })
  }

  #direction(connection: number, way: 'in' | 'out'): Direction {
    const key = `${way} ${connection}`
    const known = this.#directions.get(key)
    if (known !== undefined) return known
    const made = new Direction()
    this.#directions.set(key, made)
    return made
  }

  #forget(connection: number): void {
    for (const way of ['in', 'out'] as const) {
      this.#direction(connection, way).force((bytes) => this.#text(bytes))
      this.#directions.delete(`${way} ${connection}`)
    }
    this.#wires.delete(connection)
  }

  #force(): void {
    for (const direction of this.#directions.values()) direction.force((bytes) => this.#text(bytes))
  }

  #release(): readonly RecordedEvent[] {
    const waiting = this.#held.findIndex(({ left }) => left > 0)
    const done = this.#held.splice(0, waiting < 0 ? this.#held.length : waiting)
    for (const { event } of done) if ('bytes' in event) this.#size -= event.bytes.length
    return done.map(({ event }) => event)
  }

  #redact({ connection, from, bytes, isWhole }: RecordedFrame): void {
    const dialect = this.#wires.get(connection)
    const isKnown = dialect?.annotate !== undefined && (isWhole || isFullDialect(dialect))
    const redacted = isKnown ? this.#parts(bytes, from, dialect) : this.#text(bytes)
    this.#direction(connection, from === 'client' ? 'in' : 'out').redact(redacted)
  }

  #parts(bytes: Uint8Array, from: RecordedFrame['from'], { annotate }: ServerDialect): Uint8Array {
    const redacted = Buffer.from(bytes)
    for (const { from: start, to, role } of partsOf(annotate, bytes, from)) {
      const part = redacted.toString('latin1', start, to)
      if (role === 'body') redacted.write(textFor(part), start, 'latin1')
      else if (role === 'name') redacted.write(this.#namesIn(part), start, 'latin1')
      else if (role === 'field') redacted.write(this.#knownIn(part), start, 'latin1')
      else if (role === 'noise') redacted.write(lettersFor(part), start, 'latin1')
      else if (role === 'secret') redacted.write(this.#secret(part), start, 'latin1')
    }
    return redacted
  }

  #text(bytes: Uint8Array): Uint8Array {
    return Buffer.from(textFor(Buffer.from(bytes).toString('latin1')), 'latin1')
  }

  #namesIn(text: string): string {
    return text.replace(word, (name) => {
      const isName = /[a-zA-Z0-9\x80-\xff]/.test(name) && !isReservedName(name)
      return isName ? this.#names.of(name) : name
    })
  }

  /** Names that have been seen as names before. */
  #knownIn(text: string): string {
    return text.replace(word, (name) => (this.#names.has(name) ? this.#names.of(name) : name))
  }

  #secret(text: string): string {
    return /^\**$/.test(text) ? text : this.#secrets.of(text)
  }

  /** Addresses of this machine stay. */
  #place({ address, port }: Peer): Peer {
    if (/^(127\.|::1$|::ffff:127\.)/.test(address)) return { address, port }
    const known = this.#addresses.get(address)
    const given = known ?? `192.0.2.${(this.#addresses.size % 254) + 1}`
    this.#addresses.set(address, given)
    return { address: given, port }
  }
}

function textFor(text: string): string {
  return text.replace(replaced, (found) => {
    if (found.startsWith('\\')) return found
    return /[0-9]/.test(found) ? '0' : 'x'
  })
}

/** What belongs to no message may be anything: bytes that are not ASCII are left, as they may be telnet’s. */
function lettersFor(noise: string): string {
  return noise.replace(/[a-zA-Z]/g, 'x').replace(/[0-9]/g, '0')
}

/** One direction of a connection: its pieces, as far as they are not redacted. */
class Direction {
  #pieces: { readonly bytes: Uint8Array; readonly held: Held; at: number }[] = []
  /** So many bytes were redacted before their frame was whole. */
  #ahead = 0

  add(bytes: Uint8Array, held: Held): void {
    if (bytes.length > 0) this.#pieces.push({ bytes, held, at: 0 })
  }

  /** Puts the next redacted frame in the place of the bytes of its pieces. */
  redact(frame: Uint8Array): void {
    const skipped = Math.min(this.#ahead, frame.length)
    this.#ahead -= skipped
    this.#put(frame.subarray(skipped))
  }

  /** Redacts what waits for the end of its frame. */
  force(redacted: (bytes: Uint8Array) => Uint8Array): void {
    const waiting = Buffer.concat(this.#pieces.map(({ bytes, at }) => bytes.subarray(at)))
    if (waiting.length === 0) return
    this.#ahead += waiting.length
    this.#put(redacted(waiting))
  }

  #put(bytes: Uint8Array): void {
    let from = 0
    while (from < bytes.length) {
      const [piece] = this.#pieces
      if (piece === undefined) return
      const part = bytes.subarray(from, from + piece.bytes.length - piece.at)
      piece.bytes.set(part, piece.at)
      piece.at += part.length
      piece.held.left -= part.length
      from += part.length
      if (piece.at === piece.bytes.length) this.#pieces.shift()
    }
  }
}
