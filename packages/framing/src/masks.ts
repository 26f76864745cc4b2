import type { Annotate, Part } from '@parley/contract'

/** What stands for each byte that is hidden: `*`. */
const STAR = 42

/** The roles whose bytes are hidden. */
export type Hidden = ReadonlySet<Part['role']>

export const secretsOnly: Hidden = new Set(['secret'])
export const secretsAndTexts: Hidden = new Set(['secret', 'body'])

/** A stretch of bytes: `from` inclusive, `to` exclusive. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** What a frame is made of; where its dialect does not say, or fails, it is one piece. */
export function partsOf(
  annotate: Annotate | undefined,
  frame: Uint8Array,
  sentBy: 'client' | 'server',
): readonly Part[] {
  try {
    if (annotate !== undefined) return annotate(frame, sentBy)
  } catch {}
  return frame.length === 0 ? [] : [{ from: 0, to: frame.length, role: 'field' }]
}

/** Where a frame has what is to be hidden. */
export function stretches(parts: readonly Part[], hidden: Hidden): readonly Stretch[] {
  return parts.filter(({ role }) => hidden.has(role))
}

export function hide(bytes: Uint8Array, { from, to }: Stretch): void {
  bytes.fill(STAR, from, to)
}
