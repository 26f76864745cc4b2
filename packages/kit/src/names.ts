/** The id of a check: `vu-3.7`, or `vu-3.7.spaces`. */
export function idOf(check: { readonly rule: string; readonly variant?: string }): string {
  return check.variant === undefined ? check.rule : `${check.rule}.${check.variant}`
}

/** What points are given for: `vu-3` of the rule `vu-3.7a`, or of the check `vu-3.7a.spaces`. */
export function groupOf(id: string): string {
  const dot = id.indexOf('.')
  return dot === -1 ? id : id.slice(0, dot)
}
