import { Buffer } from 'node:buffer'
import type { RecordedEvent, RecordingHeader } from './event.ts'
import { EventOrder } from './event-order.ts'
import { parseEvent, parseHeader } from './schema.ts'

/** A longer line is refused, in bytes: a reader holds one line. A gateway writes at most 256 KiB at once. */
export const LONGEST_LINE = 16 * 1024 * 1024

const NEWLINE = 10
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads a recording event by event, in bounded memory. Errors begin with `line N: `.
 *
 * @example
 * const reader = await RecordingReader.open(createReadStream(path))
 * for await (const event of reader.events()) console.log(event.kind)
 * if (reader.unfinished !== undefined) console.error(`line ${reader.unfinished} has no end`)
 */
export class RecordingReader {
  readonly header: RecordingHeader
  readonly #lines: Lines
  readonly #order = new EventOrder()

  private constructor(header: RecordingHeader, lines: Lines) {
    this.header = header
    this.#lines = lines
  }

  /** Reads the header. Rejects where there is none, or one of a newer version. */
  static async open(chunks: AsyncIterable<Uint8Array>): Promise<RecordingReader> {
    const lines = new Lines(chunks)
    const first = await lines.next()
    if (first === undefined)
      throw new Error('line 1: there is no whole line: a recording has a header')
    return new RecordingReader(
      lines.inLine(() => parseHeader(jsonOf(first))),
      lines,
    )
  }

  /** All events, in order. May be called once. */
  async *events(): AsyncGenerator<RecordedEvent> {
    for (;;) {
      const line = await this.#lines.next()
      if (line === undefined) return
      yield this.#lines.inLine(() => {
        const event = parseEvent(JSON.parse(line), this.header.by)
        this.#order.check(event)
        return event
      })
    }
  }

  /**
   * Behind the last event: the number of the last line where that has no line end, as when whoever
   * recorded was killed. It is not read. Undefined where there is no such line.
   */
  get unfinished(): number | undefined {
    return this.#lines.unfinished
  }
}

/** Undefined where it is no JSON: then the file is no recording. */
function jsonOf(first: string): unknown {
  try {
    return JSON.parse(first)
  } catch {
    return undefined
  }
}

/** Cuts a stream into lines. */
class Lines {
  readonly #chunks: AsyncIterator<Uint8Array>
  #rest: Uint8Array = new Uint8Array(0)
  #number = 0
  unfinished: number | undefined

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** Without its line end; undefined behind the last whole line. */
  async next(): Promise<string | undefined> {
    const pieces: Uint8Array[] = []
    let length = 0
    for (;;) {
      const end = this.#rest.indexOf(NEWLINE)
      pieces.push(end < 0 ? this.#rest : this.#rest.subarray(0, end))
      length += pieces.at(-1)?.length ?? 0
      if (length > LONGEST_LINE) {
        throw new Error(`line ${this.#number + 1}: longer than ${LONGEST_LINE} bytes`)
      }
      if (end >= 0) {
        this.#rest = this.#rest.subarray(end + 1)
        this.#number += 1
        return this.inLine(() => utf8.decode(Buffer.concat(pieces)))
      }
      const { done, value } = await this.#chunks.next()
      if (done === true) {
        if (length > 0) this.unfinished = this.#number + 1
        this.#rest = new Uint8Array(0)
        return undefined
      }
      this.#rest = value
    }
  }

  /** What is thrown names the line that was read last. */
  inLine<Value>(read: () => Value): Value {
    try {
      return read()
    } catch (error) {
      throw new Error(`line ${this.#number}: ${error instanceof Error ? error.message : error}`)
    }
  }
}
