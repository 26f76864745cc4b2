import {
  clearScreenDown,
  createInterface,
  cursorTo,
  type Interface,
  moveCursor,
} from 'node:readline'
import { Writable } from 'node:stream'
import type { Tone } from '@parley/contract'

/** What a keyboard is made of. */
export interface Desk {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** Whether a person sits there; else lines come from a file or a program. */
  readonly terminal: boolean
  readonly colour: boolean
}

export interface KeyboardOwner {
  /** A line that was prompted for. */
  typed(line: string): void
  /** What can be typed; shown for `/help`, which is the owner's only in that. */
  help(): string
  /** There are no more lines. */
  ended(): void
  /** The person wants to go. */
  leave(): void
  /** The person wants to go at once, having said so before. */
  breakOff(): void
}

/** Lines that may be typed ahead before no more are read. */
const MOST_AHEAD = 1000

const HISTORY = 200

const HELP = '/help'

const colours = { plain: '', said: '36', aside: '2', trouble: '31' } as const satisfies Record<
  Tone,
  string
>

/** Lines in and lines out; on a terminal a half-typed line stays below what is shown meanwhile. */
export class Keyboard {
  readonly #desk: Desk
  readonly #owner: KeyboardOwner
  readonly #lines: Interface
  readonly #ahead: string[] = []
  #words = ''
  #manner: 'open' | 'secret' = 'open'
  #wanted: 'none' | 'line' = 'none'
  #input: 'open' | 'ended' = 'open'
  #leaving: 'no' | 'told' = 'no'
  #delivering: 'idle' | 'busy' = 'idle'

  constructor(desk: Desk, owner: KeyboardOwner) {
    this.#desk = desk
    this.#owner = owner
    const { input, terminal } = desk
    const output = new Writable({ write: (chunk, _encoding, done) => this.#echo(chunk, done) })
    Object.defineProperty(output, 'columns', { get: () => Reflect.get(desk.output, 'columns') })
    if (terminal) desk.output.on('resize', () => output.emit('resize'))
    this.#lines = createInterface({ input, output, terminal, historySize: HISTORY })
    this.#lines.setPrompt('')
    this.#lines.on('line', (line) => this.#line(line))
    this.#lines.on('history', (history: string[]) => {
      if (this.#manner === 'secret') history.shift()
    })
    this.#lines.on('SIGINT', () => {
      if (this.#leaving === 'told') return owner.breakOff()
      this.#leaving = 'told'
      owner.leave()
    })
    this.#lines.on('close', () => {
      this.#input = 'ended'
      this.#deliver()
    })
  }

  show(text: string, tone: Tone = 'plain'): void {
    const { output, terminal, colour } = this.#desk
    if (terminal) this.#clear()
    const code = colours[tone]
    const shown = colour && code !== '' ? `\u001b[${code}m${text}\u001b[0m` : text
    output.write(`${shown}\n`)
    if (terminal) this.#again()
  }

  prompt(words: string, manner?: 'always' | 'secret'): void {
    const { output, terminal } = this.#desk
    this.#words = words
    this.#wanted = 'line'
    this.#manner = manner === 'secret' ? 'secret' : 'open'
    if (terminal) this.#again()
    else if (manner === 'always') output.write(words)
    this.#deliver()
  }

  /** No more lines are read. */
  close(): void {
    this.#leaving = 'told'
    if (this.#desk.terminal) this.#clear()
    this.#lines.close()
  }

  /**
   * What readline shows of what is typed. It notes the row of the cursor only when it draws the whole
   * line anew, not when text is added at its end; later it would go up by too few rows.
   */
  #echo(chunk: unknown, done: () => void): void {
    if (this.#manner === 'open') this.#desk.output.write(String(chunk))
    if (this.#desk.terminal) this.#atRow(this.#lines.getCursorPos().rows)
    done()
  }

  #atRow(row: number): void {
    Reflect.set(this.#lines, 'prevRows', row)
  }

  /** Takes the prompt and what is typed behind it away. */
  #clear(): void {
    const { output } = this.#desk
    const { rows } = this.#lines.getCursorPos()
    if (rows > 0) moveCursor(output, 0, -rows)
    cursorTo(output, 0)
    clearScreenDown(output)
  }

  /** Below what was shown; readline must not go up over the rows that the line had before. */
  #again(): void {
    if (this.#manner === 'secret') {
      this.#desk.output.write(this.#words)
      return
    }
    this.#lines.setPrompt(this.#words)
    this.#atRow(0)
    this.#lines.prompt(true)
  }

  #line(line: string): void {
    if (this.#manner === 'secret' && this.#desk.terminal) this.#desk.output.write('\n')
    this.#ahead.push(line)
    if (this.#ahead.length > MOST_AHEAD) this.#lines.pause()
    this.#deliver()
  }

  /** Gives the owner the lines that it wants, one after another, or tells that there are none. */
  #deliver(): void {
    if (this.#delivering === 'busy') return
    this.#delivering = 'busy'
    while (this.#wanted === 'line' && this.#ahead.length > 0) this.#deliverOne()
    this.#delivering = 'idle'
    if (this.#ahead.length > 0 || this.#input === 'open' || this.#leaving === 'told') return
    this.#leaving = 'told'
    this.#owner.ended()
  }

  #deliverOne(): void {
    const line = this.#ahead.shift() ?? ''
    if (line.trim() === HELP && this.#manner === 'open') return this.show(this.#owner.help())
    this.#wanted = 'none'
    this.#manner = 'open'
    this.#words = ''
    if (this.#ahead.length === 0 && this.#input === 'open') this.#lines.resume()
    this.#owner.typed(line)
  }
}
