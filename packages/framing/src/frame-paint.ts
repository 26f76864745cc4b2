import type { Part } from '@parley/contract'

type Role = Part['role']

const roles = [
  'field',
  'verb',
  'name',
  'body',
  'terminator',
  'secret',
  'noise',
] as const satisfies readonly Role[]

/**
 * Says what each byte of a frame is. What is painted last holds, and what is not painted is a `field`; so
 * the parts cover the frame whatever is painted.
 */
export class FramePaint {
  /** For each byte the index of its role. */
  readonly #painted: Uint8Array

  constructor(length: number) {
    this.#painted = new Uint8Array(length)
  }

  /** `to` is exclusive; what lies outside of the frame is left out. */
  paint(from: number, to: number, role: Role): this {
    this.#painted.fill(roles.indexOf(role), Math.max(0, from), Math.max(0, to))
    return this
  }

  get parts(): readonly Part[] {
    const painted = this.#painted
    const parts: Part[] = []
    let from = 0
    for (let to = 1; to <= painted.length; to++) {
      if (to < painted.length && painted[to] === painted[from]) continue
      parts.push({ from, to, role: roles[painted[from] ?? 0] ?? 'field' })
      from = to
    }
    return parts
  }
}

/** Where the line end begins that a frame ends with; its length where it has none. */
export function lineEnd(text: string): number {
  if (!text.endsWith('\n')) return text.length
  return text.endsWith('\r\n') ? text.length - 2 : text.length - 1
}
