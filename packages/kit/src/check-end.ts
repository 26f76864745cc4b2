import type { Flaw, Heard, Judge } from '@parley/contract'

/** Ends a check: thrown by what a check is given, and caught by the run alone. */
export class CheckEnded extends Error {
  readonly end: CheckEnd
  /** When it was known, as `performance.now()` has it; a check may still say goodbye after that. */
  readonly at = performance.now()

  constructor(end: CheckEnd) {
    super(end.kind)
    this.end = end
  }
}

export type CheckEnd =
  | { readonly kind: 'skip'; readonly reason: string }
  /** `rule`: its id, where it is not the rule of the check. */
  | {
      readonly kind: 'fail'
      readonly rule: string | undefined
      /** Undefined where the flaw says all. */
      readonly expected: string | undefined
      readonly came: Uint8Array | undefined
      readonly flaw: Flaw
      /** `late`: it has not come in time, and might have come later. */
      readonly time?: 'late'
      /** The program takes no connections: it had ended before the check, or ended during it. */
      readonly gone?: 'before' | 'during'
      /** What to look at, where it is not what the check itself would say. */
      readonly hint?: string
    }

/** What was heard, where it is right, or what is wrong with it is known and `isForgiven`. */
export function judged<Frame>(
  heard: Heard<Frame>,
  expected: string,
  judge: Judge<Frame>,
  rule: string | undefined,
  isForgiven: () => boolean,
): Heard<Frame> {
  const flaw = judge(heard)
  if (flaw === undefined || isForgiven()) return heard
  throw endCheck(rule, expected, heard.bytes, flaw)
}

/** What ends a check of which something is wrong; `came` is copied. */
export function endCheck(
  rule: string | undefined,
  expected: string,
  came: Uint8Array | undefined,
  flaw: Flaw,
  time?: 'late',
): CheckEnded {
  const bytes = came === undefined ? undefined : Uint8Array.from(came)
  const late = time === undefined ? {} : { time }
  return new CheckEnded({ kind: 'fail', rule, expected, came: bytes, flaw, ...late })
}
