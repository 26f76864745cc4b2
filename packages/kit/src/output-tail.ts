import { StringDecoder } from 'node:string_decoder'
import { stripVTControlCharacters } from 'node:util'

/** What is kept of a program’s output, in characters, and the lines of it that are shown. */
const MOST_KEPT = 16 * 1024
const MOST_LINES = 12

/** The longest line that is shown, in characters. */
const LONGEST_LINE = 300

/** The end of what a program prints, in bounded memory however much that is. */
export class OutputTail {
  #text = ''

  /** Adds the output of a stream as it comes. */
  follow(stream: NodeJS.ReadableStream | null): void {
    const decoder = new StringDecoder('utf8')
    stream?.on('data', (chunk: Buffer) => {
      this.#text = (this.#text + decoder.write(chunk)).slice(-MOST_KEPT)
    })
  }

  /** The last lines that say something; a longer line is cut in its middle. */
  get lines(): readonly string[] {
    const lines = stripVTControlCharacters(this.#text).split(/[\r\n]+/)
    return lines
      .filter((line) => line.trim() !== '')
      .slice(-MOST_LINES)
      .map(shortenedLine)
  }

  clear(): void {
    this.#text = ''
  }
}

function shortenedLine(line: string): string {
  if (line.length <= LONGEST_LINE) return line
  const half = LONGEST_LINE / 2
  return `${line.slice(0, half)} … ${line.slice(-half)}`
}
