import {
  clearScreenDown,
  createInterface,
  cursorTo,
  type Interface,
  moveCursor,
} from 'node:readline'
import { Writable } from 'node:stream'
import type { Tone } from '@parley/contract'

/**
 * `editing`: a person sits at a terminal, and a half-typed line is kept below what is shown.
 * `plain`: a person sits at a terminal that edits and echoes lines itself; no escape sequence is
 * written. `pipe`: lines come from a file or a program.
 */
export type KeyboardMode = 'editing' | 'plain' | 'pipe'

/** What a keyboard is made of. */
export interface TerminalStreams {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** Where it is said why the program fails. */
  readonly errors: NodeJS.WritableStream
  readonly mode: KeyboardMode
  readonly colour: boolean
  /**
   * Lets the terminal edit and echo lines, or has it give each key as it is pressed. Absent: the
   * input is no terminal.
   */
  readonly setRaw?: (isRaw: boolean) => void
  /** Stops the program and whatever has started it, as Ctrl-Z does; `resumed` once it goes on. */
  readonly suspend?: (resumed: () => void) => void
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

const CTRL_C = 3
const CTRL_D = 4
const CTRL_U = '\u0015'
const BACKSPACES = ['\b', '\u007f']

const colours = {
  plain: '',
  said: '36',
  aside: '2',
  trouble: '31',
  failure: '',
} as const satisfies Record<Tone, string>

/** Lines in and lines out; on a terminal a half-typed line stays below what is shown meanwhile. */
export class Keyboard {
  readonly #streams: TerminalStreams
  readonly #owner: KeyboardOwner
  readonly #lines: Interface
  readonly #ahead: string[] = []
  #words = ''
  #promptKind: 'open' | 'secret' = 'open'
  #wanted: 'none' | 'line' = 'none'
  #input: 'open' | 'ended' = 'open'
  #isLeaving = false
  #delivering: 'idle' | 'busy' = 'idle'
  /** The prompt that a `plain` terminal shows at the start of the current line. */
  #standing = ''
  /** Whether a `plain` terminal gives each key, and shows none. */
  #hidden = false

  constructor(streams: TerminalStreams, owner: KeyboardOwner) {
    this.#streams = streams
    this.#owner = owner
    const { input, mode } = streams
    const terminal = mode === 'editing'
    const output = new Writable({ write: (chunk, _encoding, done) => this.#echo(chunk, done) })
    Object.defineProperty(output, 'columns', { get: () => Reflect.get(streams.output, 'columns') })
    if (terminal) streams.output.on('resize', () => output.emit('resize'))
    this.#lines = createInterface({ input, output, terminal, historySize: HISTORY })
    this.#lines.setPrompt('')
    this.#lines.on('line', (line) => this.#line(line))
    this.#lines.on('history', (history: string[]) => {
      if (this.#promptKind === 'secret') history.shift()
    })
    this.#lines.on('SIGINT', () => this.#interrupted())
    this.#lines.on('SIGTSTP', () => this.#suspend())
    input.on('error', () => this.#lines.close())
    this.#lines.on('close', () => {
      this.#input = 'ended'
      this.#deliver()
    })
  }

  show(text: string, tone: Tone = 'plain'): void {
    const { output, errors, colour } = this.#streams
    this.#clear()
    const code = colours[tone]
    const shown = colour && code !== '' ? `\u001b[${code}m${text}\u001b[0m` : text
    const to = tone === 'failure' ? errors : output
    to.write(`${shown}\n`)
    this.#again()
  }

  prompt(words: string, kind?: 'always' | 'secret'): void {
    const { output, mode } = this.#streams
    this.#words = words
    this.#wanted = 'line'
    this.#promptKind = kind === 'secret' ? 'secret' : 'open'
    if (this.#promptKind === 'secret' && mode === 'plain' && this.#ahead.length === 0) this.#hide()
    if (kind === 'always' && mode !== 'editing') output.write(words)
    else {
      this.#standing = words
      this.#again()
    }
    this.#deliver()
  }

  /** No more lines are read. */
  close(): void {
    this.#isLeaving = true
    this.#clear()
    this.#unhide()
    this.#lines.close()
  }

  /**
   * What readline shows of what is typed. It notes the row of the cursor only when it draws the whole
   * line anew, not when text is added at its end; later it would go up by too few rows.
   */
  #echo(chunk: unknown, done: () => void): void {
    if (this.#promptKind === 'open') this.#streams.output.write(String(chunk))
    if (this.#streams.mode === 'editing') this.#atRow(this.#lines.getCursorPos().rows)
    done()
  }

  #atRow(row: number): void {
    Reflect.set(this.#lines, 'prevRows', row)
  }

  /** Takes the prompt and what is typed behind it away; a `plain` terminal begins a new line. */
  #clear(): void {
    const { output, mode } = this.#streams
    if (mode === 'plain' && this.#standing !== '') output.write('\n')
    if (mode !== 'editing') return
    const { rows } = this.#lines.getCursorPos()
    if (rows > 0) moveCursor(output, 0, -rows)
    cursorTo(output, 0)
    clearScreenDown(output)
  }

  /** Below what was shown; readline must not go up over the rows that the line had before. */
  #again(): void {
    const { output, mode } = this.#streams
    if (mode === 'plain') output.write(this.#standing)
    if (mode !== 'editing') return
    if (this.#promptKind === 'secret') {
      output.write(this.#words)
      return
    }
    this.#lines.setPrompt(this.#words)
    this.#atRow(0)
    this.#lines.prompt(true)
  }

  #interrupted(): void {
    if (this.#isLeaving) return this.#owner.breakOff()
    this.#isLeaving = true
    this.#owner.leave()
  }

  /** Ctrl-Z while readline has the keys. */
  #suspend(): void {
    const { setRaw, suspend } = this.#streams
    this.#clear()
    setRaw?.(false)
    suspend?.(() => {
      setRaw?.(true)
      this.#again()
    })
  }

  /** A `plain` terminal echoes lines: for a secret it gives each key instead. */
  #hide(): void {
    this.#hidden = true
    this.#streams.setRaw?.(true)
    this.#streams.input.prependListener('data', this.#onHiddenKeys)
  }

  #unhide(): void {
    if (!this.#hidden) return
    this.#hidden = false
    this.#streams.input.off('data', this.#onHiddenKeys)
    this.#streams.setRaw?.(false)
  }

  readonly #onHiddenKeys = (keys: Uint8Array): void => {
    if (keys.includes(CTRL_C)) this.#interrupted()
    else if (keys.includes(CTRL_D)) this.#lines.close()
  }

  #line(line: string): void {
    const isUnechoed =
      this.#hidden || (this.#promptKind === 'secret' && this.#streams.mode === 'editing')
    if (isUnechoed) this.#streams.output.write('\n')
    this.#ahead.push(this.#hidden ? edited(line) : line)
    this.#unhide()
    this.#standing = ''
    if (this.#ahead.length > MOST_AHEAD) this.#lines.pause()
    this.#deliver()
  }

  /** Gives the owner the lines that it wants, one after another, or tells that there are none. */
  #deliver(): void {
    if (this.#delivering === 'busy') return
    this.#delivering = 'busy'
    while (this.#wanted === 'line' && this.#ahead.length > 0) this.#deliverOne()
    this.#delivering = 'idle'
    if (this.#ahead.length > 0 || this.#input === 'open' || this.#isLeaving) return
    this.#isLeaving = true
    this.#owner.ended()
  }

  #deliverOne(): void {
    const line = this.#ahead.shift() ?? ''
    if (line.trim() === HELP && this.#promptKind === 'open') return this.show(this.#owner.help())
    this.#wanted = 'none'
    this.#promptKind = 'open'
    this.#words = ''
    if (this.#ahead.length === 0 && this.#input === 'open') this.#lines.resume()
    this.#owner.typed(line)
  }
}

/** A line as it is after the keys in it that take something back. */
function edited(keys: string): string {
  const kept: string[] = []
  for (const key of keys) {
    if (key === CTRL_U) kept.length = 0
    else if (BACKSPACES.includes(key)) kept.pop()
    else kept.push(key)
  }
  return kept.join('')
}
