import { StringDecoder } from 'node:string_decoder'
import { stripVTControlCharacters } from 'node:util'
import { slowed } from './slowed.ts'

/** What is kept of a program’s output, in characters, and the lines of it that are shown. */
const MOST_KEPT = 16 * 1024
const MOST_LINES = 16

/** The longest line that is shown, in characters. */
const LONGEST_LINE = 300

/** The end of what a program prints, in bounded memory however much that is. */
export class OutputTail {
  /** As much again of the beginning, where that is kept. */
  #start = ''
  #text = ''
  #count = 0
  readonly #rate: number | undefined
  readonly #kept: 'end' | 'with its start'

  /**
   * `rate`: so many bytes of a stream are read in a second; undefined: all that come. `kept`: of a
   * compiler also the start, where its first errors are.
   */
  constructor(rate?: number, kept: 'end' | 'with its start' = 'end') {
    this.#rate = rate
    this.#kept = kept
  }

  /** Adds the output of a stream as it comes. */
  follow(stream: NodeJS.ReadableStream | null): void {
    const decoder = new StringDecoder('utf8')
    if (stream !== null) slowed(stream, this.#rate)
    stream?.on('data', (chunk: Buffer) => this.add(decoder.write(chunk)))
  }

  add(text: string): void {
    this.#count += text.length
    if (this.#kept === 'with its start' && this.#start.length < MOST_KEPT) {
      this.#start = (this.#start + text).slice(0, MOST_KEPT)
    }
    this.#text = (this.#text + text).slice(-MOST_KEPT)
  }

  /**
   * The last lines that say something, and the one that says why a program has ended where that is not
   * among them; a longer line is cut in its middle.
   */
  get lines(): readonly string[] {
    const missing = this.#count - this.#text.length
    const gap = missing > this.#start.length ? '\n' : ''
    return linesOf(this.#start.slice(0, missing) + gap + this.#text)
  }

  /** How much has been printed, in characters, also of what is not kept. */
  get position(): number {
    return this.#count
  }

  /** The same of what has been printed since that position. */
  since(position: number): readonly string[] {
    const start = Math.max(0, this.#text.length - (this.#count - position))
    return linesOf(this.#text.slice(start))
  }

  clear(): void {
    this.#start = ''
    this.#text = ''
  }
}

function linesOf(text: string): readonly string[] {
  const all = stripVTControlCharacters(text).split(/[\r\n]+/)
  const lines = all.filter((line) => !empty.test(line))
  return lastLines(lines, MOST_LINES).map(shortenedLine)
}

/** A line that says nothing: white space, brackets, or the marks that a traceback puts below a line. */
const empty = /^[\s^~{}()[\]]*$/

/** How a line begins that says why a program has ended, in the languages that people use. */
const decisive =
  /^(?:[\w.$]*(?:Error|Exception)\b|Uncaught |Exception in thread|Caused by:|panic:|thread '.*' panicked|\*\*\* |Segmentation fault)/

/** An error of a compiler or a linker, as in `a.c:1:5: error: …`, `a.cs(1,5): error CS1002: …`. */
const compilerError =
  /[:(]\d+(?:[:,]\d+)?[:)]:? *(?:fatal )?error\b|^error(?:\[E\d+\])?: |: undefined reference to /

/**
 * The last of the lines, so many at most. Among them is the one that says why a program has ended, or
 * else the first errors of a compiler, which has often printed much after them.
 */
export function lastLines(lines: readonly string[], most: number): readonly string[] {
  const why = decisiveLine(lines)
  const reasons =
    why === undefined
      ? lines.filter((line) => compilerError.test(line)).slice(0, Math.ceil(most / 3))
      : [why]
  const places = reasons.map((line) => lines.lastIndexOf(line))
  const others = lines.map((_, place) => place).filter((place) => !places.includes(place))
  const room = Math.max(0, most - places.length)
  const shown = [...places, ...(room === 0 ? [] : others.slice(-room))]
  return lines.filter((_, place) => shown.includes(place))
}

/** The last line that says why a program has ended; undefined where none does. */
export function decisiveLine(lines: readonly string[]): string | undefined {
  return lines.findLast((line) => decisive.test(line.trim()))
}

function shortenedLine(line: string): string {
  if (line.length <= LONGEST_LINE) return line
  const half = LONGEST_LINE / 2
  return `${line.slice(0, half)} … ${line.slice(-half)}`
}
