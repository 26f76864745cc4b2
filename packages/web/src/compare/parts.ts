import type { Dialect, Part } from '@parley/contract'

/** Which bytes of a frame are what, as its dialect says; all of it one field where that says nothing. */
export function partsOf(
  { annotate }: Pick<Dialect, 'annotate'>,
  bytes: Uint8Array,
  sentBy: 'client' | 'server',
): readonly Part[] {
  return annotate?.(bytes, sentBy) ?? [{ from: 0, to: bytes.length, role: 'field' }]
}
