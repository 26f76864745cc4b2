interface Named {
  readonly rule: string
  readonly variant?: string
}

/** The id of a check, in reports and for `--only`: `vu-3.7`, or `vu-3.7.spaces`. */
export function checkId(check: Named): string {
  return check.variant === undefined ? check.rule : `${check.rule}.${check.variant}`
}

/** What `--only` takes for all checks of a rule, its variants among them: `vu-3.7+`. */
export function withVariants(rule: string): string {
  return `${rule}+`
}

/**
 * Whether `--only` with that word asks for the check, which is one of these: its id, its group, its rule
 * with all variants, or the rule alone where no check has its id. `vu-3.7.plain` means `vu-3.7`.
 */
export function isAskedFor(wanted: string, check: Named, all: readonly Named[]): boolean {
  const { rule, variant } = check
  if ([checkId(check), withVariants(rule), groupOf(rule)].includes(wanted)) return true
  if (variant === undefined) return wanted === `${rule}.plain`
  return wanted === rule && !all.some((one) => checkId(one) === rule)
}

/** What points are given for: `vu-3` of the rule `vu-3.7a`, or of the check `vu-3.7a.spaces`. */
export function groupOf(id: string): string {
  const dot = id.indexOf('.')
  return dot === -1 ? id : id.slice(0, dot)
}
