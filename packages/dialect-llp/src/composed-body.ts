import { Buffer } from 'node:buffer'
import type { LineFault } from '@parley/framing'
import type { BodyLine } from './frames.ts'

/** Ends the last line of a body (3.9). */
export const CLOSING = 'XOXOXO'

/** Why a body will be refused at its end: the codes of the contract that a body can earn. */
export type BodyFault = 'text-too-long' | 'text-not-utf8'

/** A line inside a body (3.9). */
export function parseBody(line: string): BodyLine {
  const text = line.trimEnd()
  if (!text.endsWith(CLOSING)) return { kind: 'text', text: line }
  return { kind: 'closing', last: text.slice(0, -CLOSING.length).trimEnd() }
}

/** The lines of a message being composed (3.9), at most `most` bytes of them. */
export class ComposedBody {
  readonly #most: number
  #lines: string[] = []
  #bytes = 0
  #fault: BodyFault | undefined

  constructor(most: number) {
    this.#most = most
  }

  get fault(): BodyFault | undefined {
    return this.#fault
  }

  get text(): string {
    return this.#lines.join('\n')
  }

  add(line: string): void {
    if (this.#fault !== undefined) return
    this.#bytes += Buffer.byteLength(line) + (this.#lines.length === 0 ? 0 : 1)
    if (this.#bytes > this.#most) this.#fail('text-too-long')
    else this.#lines.push(line)
  }

  /** A line that could not be read: nothing of the body will be delivered. */
  spoil({ fault }: LineFault): void {
    this.#fail(fault === 'too-long' ? 'text-too-long' : 'text-not-utf8')
  }

  #fail(fault: BodyFault): void {
    this.#fault ??= fault
    this.#lines = []
  }
}
