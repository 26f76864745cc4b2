/** The id of a check: `vu-3.7`, or `vu-3.7.spaces`. */
export function checkId(check: { readonly rule: string; readonly variant?: string }): string {
  return check.variant === undefined ? check.rule : `${check.rule}.${check.variant}`
}

/** What `--only` takes for this check and no other: the plain one of a rule of which there are more. */
export function selectorOf(
  check: { readonly rule: string; readonly variant?: string },
  all: readonly { readonly rule: string; readonly variant?: string }[],
): string {
  const isOneOfMany =
    check.variant === undefined &&
    all.some(({ rule, variant }) => rule === check.rule && variant !== undefined)
  return isOneOfMany ? `${check.rule}${PLAIN}` : checkId(check)
}

const PLAIN = '.plain'

/** What points are given for: `vu-3` of the rule `vu-3.7a`, or of the check `vu-3.7a.spaces`. */
export function groupOf(id: string): string {
  const dot = id.indexOf('.')
  return dot === -1 ? id : id.slice(0, dot)
}
