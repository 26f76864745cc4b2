import type { ServerDialect } from '@parley/contract'
import { isFullDialect } from '@parley/contract'
import { FrameCutter } from '@parley/framing'
import { ByteQueue } from './byte-queue.ts'
import type { RecordedEvent } from './event.ts'
import type { Dialects } from './frame-reader.ts'
import type { RecordingReader } from './reader.ts'
import { Reenactment } from './reenactment.ts'
import { transcriptBytes } from './transcript-notation.ts'

/** Of what the server wrote on the connection more is not held, in bytes. */
export const MOST_WRITTEN = 64 * 1024 * 1024

/** No frame of a server is taken to be longer, in bytes. */
const LONGEST_REPLY = MOST_WRITTEN

export interface RecordedTranscript {
  /** A file for the folder `fixtures` of the dialect. */
  readonly text: string
  /** How often the recorded server has written something else than the dialect’s own session. */
  readonly differences: number
}

/**
 * Makes a transcript of one connection: a fixture of the conformance suite. What the client sent and the
 * server wrote is as it was recorded. What the session asks, is answered and hears is not on the wire: to
 * find it, all connections are played again, in memory, with the dialects’ own sessions. `open`: reads the
 * recording from its beginning; it is called twice.
 */
export async function transcriptOf(
  open: () => Promise<RecordingReader>,
  connection: number,
  dialects: Dialects,
): Promise<RecordedTranscript> {
  const written = new ByteQueue()
  for await (const event of (await open()).events()) {
    if (event.connection === connection && event.kind === 'out') written.add(event.bytes)
    if (written.length > MOST_WRITTEN) {
      throw new Error(
        `the server wrote more than ${MOST_WRITTEN} bytes on connection ${connection}`,
      )
    }
  }
  const reader = await open()
  const { header } = reader
  const reenactment = new Reenactment(header, dialects, connection)
  for await (const event of reader.events()) reenactment.take(event)
  reenactment.end()
  const { dialect } = reenactment
  if (dialect === undefined) throw new Error(`there is no connection ${connection}`)
  const options = header.dialects[dialect.name]?.options ?? {}
  const hasOptions = Object.keys(options).length > 0
  const script = new Script(new Replies(written, dialect, options))
  for (const step of reenactment.steps) script.add(step)
  const head = [
    `# ${dialect.name}: connection ${connection} of a recording of ${dayOf(header.started)}`,
    ...(hasOptions ? [`options ${JSON.stringify(options)}`] : []),
  ]
  return { text: [...head, ...script.end(), ''].join('\n'), differences: script.differences }
}

/** The connections of a recording that a transcript can be made of, with their dialects. */
export async function connectionsOf(
  events: AsyncIterable<RecordedEvent>,
): Promise<ReadonlyMap<number, string>> {
  const connections = new Map<number, string>()
  for await (const event of events) {
    const isCall = event.kind === 'open' && event.call !== undefined
    if (event.kind === 'open' && !isCall) connections.set(event.connection, event.dialect)
  }
  return connections
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** What the recorded server wrote, taken in step with what the dialect’s session writes. */
class Replies {
  readonly #bytes: ByteQueue
  readonly #cutter: FrameCutter | undefined
  readonly #makeCutter: () => FrameCutter | undefined
  #passed = 0
  #cut = 0

  constructor(bytes: ByteQueue, dialect: ServerDialect, options: object) {
    this.#bytes = bytes
    this.#makeCutter = () => {
      if (!isFullDialect(dialect)) return undefined
      return new FrameCutter(dialect.client.splitter(dialect.options.parse(options)))
    }
    this.#cutter = this.#makeCutter()
    this.#cutter?.push(bytes.front(bytes.length))
  }

  /** What the server wrote where the session writes this: the same, or as many frames. */
  next(expected: Uint8Array): Uint8Array | undefined {
    if (this.#bytes.length === 0) return undefined
    const front = this.#bytes.front(expected.length)
    const isSame =
      front.length === expected.length && front.every((byte, at) => byte === expected[at])
    return this.#take(isSame ? expected.length : this.#frames(this.#count(expected)))
  }

  /** What it wrote besides. */
  rest(): Uint8Array {
    return this.#take(this.#bytes.length)
  }

  #take(length: number): Uint8Array {
    this.#passed += length
    return this.#bytes.take(length)
  }

  /** How many frames the client makes of what the session writes at once. */
  #count(expected: Uint8Array): number {
    const cutter = this.#makeCutter()
    cutter?.push(expected)
    let count = 0
    while (cutter?.next(LONGEST_REPLY) !== undefined) count += 1
    return Math.max(1, count)
  }

  /** The length of the next frames that end behind what was taken. */
  #frames(count: number): number {
    let left = count
    while (left > 0) {
      const length = this.#cutter?.next(LONGEST_REPLY)
      if (length === undefined) return this.#bytes.length
      this.#cut += length
      if (this.#cut > this.#passed) left -= 1
    }
    return this.#cut - this.#passed
  }
}

/** The lines of a transcript. */
class Script {
  readonly #replies: Replies
  readonly #lines: string[] = []
  differences = 0

  constructor(replies: Replies) {
    this.#replies = replies
  }

  add(step: string | Uint8Array): void {
    if (typeof step === 'string') this.#lines.push(step)
    else this.#reply(step)
  }

  end(): readonly string[] {
    const rest = this.#replies.rest()
    if (rest.length > 0) {
      this.#differ('the server wrote this besides')
      this.#lines.push(`S ${transcriptBytes(rest)}`)
    }
    return this.#lines
  }

  #reply(expected: Uint8Array): void {
    const came = this.#replies.next(expected)
    const wanted = transcriptBytes(expected)
    if (came === undefined) return this.#differ(`the server did not write: ${wanted}`)
    const said = transcriptBytes(came)
    if (said !== wanted) this.#differ(`the dialect’s session writes: ${wanted}`)
    this.#lines.push(`S ${said}`)
  }

  #differ(what: string): void {
    this.differences += 1
    this.#lines.push(`# DIFFERENT: ${what}`)
  }
}
