/** Messages of several lines by `draft/multiline` (7.2). */
import { Buffer } from 'node:buffer'
import { MOST_LINES } from '@parley/contract'
import type { Message } from './frames.ts'

/** The most bytes of text in one batch. */
export const MOST_BATCH_BYTES = 65_536

const MOST_REFERENCE = 32

/** `FAIL BATCH`, its code, and what is wrong. */
export interface BatchFault {
  readonly code: string
  readonly params: readonly string[]
  readonly text: string
}

/** A text that came as a batch. */
export interface MultilineText {
  readonly verb: 'PRIVMSG' | 'NOTICE'
  readonly target: string
  readonly text: string
}

/** The batch that a client has begun. */
export class MultilineBatch {
  readonly reference: string
  readonly target: string
  #verb: 'PRIVMSG' | 'NOTICE' | undefined
  #text = ''
  #lines = 0
  #bytes = 0
  #fault: BatchFault | undefined

  constructor(reference: string, target: string) {
    this.reference = reference
    this.target = target
  }

  /** A line whose tag says that it is of this batch. */
  add({ command, params: [target = '', text = ''], tags }: Message): void {
    if (this.#fault !== undefined) return
    if (command !== 'PRIVMSG' && command !== 'NOTICE')
      return this.#fail(invalid('only messages are'))
    if (target !== this.target || (this.#verb ?? command) !== command) {
      return this.#fail(invalid('all lines have one command and one target'))
    }
    const goesOn = tags.has('draft/multiline-concat')
    this.#verb = command
    this.#text += this.#lines === 0 || goesOn ? text : `\n${text}`
    this.#lines += 1
    this.#bytes += Buffer.byteLength(text) + (goesOn ? 0 : 1)
    if (this.#bytes > MOST_BATCH_BYTES) {
      this.#fail(tooMuch('MULTILINE_MAX_BYTES', MOST_BATCH_BYTES, 'bytes'))
    } else if (this.#lines > MOST_LINES) {
      this.#fail(tooMuch('MULTILINE_MAX_LINES', MOST_LINES, 'lines'))
    }
  }

  end(): MultilineText | BatchFault {
    if (this.#fault !== undefined) return this.#fault
    if (this.#verb === undefined || /^\n*$/.test(this.#text)) return invalid('there is no text')
    return { verb: this.#verb, target: this.target, text: this.#text }
  }

  #fail(fault: BatchFault): void {
    this.#fault = fault
    this.#text = ''
  }
}

/** What `BATCH +reference draft/multiline target` opens. */
export function openBatch([reference = '', type = '', target = '']: readonly string[]):
  | MultilineBatch
  | BatchFault {
  const name = reference.slice(1)
  if (!/^[A-Za-z\d-]+$/.test(name) || name.length > MOST_REFERENCE) {
    return invalid('the reference is not valid')
  }
  if (type !== 'draft/multiline')
    return { ...invalid('there is no such batch'), code: 'UNKNOWN_TYPE' }
  if (target === '' || target.includes(',')) return invalid('it has one target')
  return new MultilineBatch(name, target)
}

function invalid(text: string): BatchFault {
  return { code: 'MULTILINE_INVALID', params: [], text: `Invalid multiline batch: ${text}` }
}

function tooMuch(code: string, most: number, unit: string): BatchFault {
  return { code, params: [String(most)], text: `A multiline batch has at most ${most} ${unit}` }
}
