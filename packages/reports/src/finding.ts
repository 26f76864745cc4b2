import { crashOf, crashWords } from '@parley/kit'
import { type CheckView, crashEnd, isPlainPass, openChecks, type ReportView } from './view-model.ts'
import { alikeKey } from './wording.ts'

/** What has not passed for one cause: the check that tells it, and the others. */
export interface Finding {
  readonly check: CheckView
  readonly others: readonly CheckView[]
}

/** Checks of which one thing is to be said. */
export interface Note {
  readonly text: string | undefined
  readonly checks: readonly CheckView[]
}

/**
 * What was found, the most important first: where the program has ended, a broken MUST, what else
 * failed, the kit’s own errors; then a broken SHOULD of the paper, a customary one, and Parley’s own.
 */
export function findingsOf(shown: ReportView): readonly Finding[] {
  const found = openChecks(shown).filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
  const causes = new Map<string, CheckView[]>()
  for (const check of found) {
    const cause = causeOf(check)
    causes.set(cause, [...(causes.get(cause) ?? []), check])
  }
  return [...causes.values()]
    .map((checks) => checks.toSorted(byWeight))
    .flatMap(([check, ...others]) => (check === undefined ? [] : [{ check, others }]))
    .toSorted((one, other) => byWeight(one.check, other.check))
}

/** Why checks were not tried, what most have first. */
export function skipsOf(shown: ReportView): readonly Note[] {
  const skips = openChecks(shown).filter(({ verdict }) => verdict === 'skip')
  return notesOf(skips, ({ reason }) => reason).toSorted(
    (one, other) => other.checks.length - one.checks.length,
  )
}

/** What is to be said of checks that have passed. */
export function remarksOf(shown: ReportView): readonly Note[] {
  const passes = openChecks(shown).filter(
    (check) => check.verdict === 'pass' && !isPlainPass(check),
  )
  return notesOf(passes, ({ reason, ending }) => reason ?? ending?.how)
}

/** All that is shown, findings first, then what was skipped, then what has passed. */
export function inOrder(shown: ReportView): readonly CheckView[] {
  const found = findingsOf(shown).flatMap(({ check, others }) => [check, ...others])
  const open = openChecks(shown)
  return [
    ...found,
    ...open.filter(({ verdict }) => verdict === 'skip'),
    ...open.filter(({ verdict }) => verdict === 'pass'),
  ]
}

function notesOf(
  checks: readonly CheckView[],
  textOf: (check: CheckView) => string | undefined,
): readonly Note[] {
  const notes = new Map<string | undefined, CheckView[]>()
  for (const check of checks) {
    const text = textOf(check)
    notes.set(text, [...(notes.get(text) ?? []), check])
  }
  return [...notes].map(([text, members]) => ({ text, checks: members }))
}

/** The same for checks that have not passed because of one thing. */
function causeOf(check: CheckView): string {
  const { verdict, cause, hint, failure, id } = check
  const end = crashEnd(check)
  if (end !== undefined) {
    const { kind, what, where } = crashOf(end)
    return kind === 'exception' && where !== undefined
      ? `crash ${alikeKey(what)} ${where}`
      : `crash ${alikeKey(crashWords('server', end))}`
  }
  if (verdict === 'fail' && cause !== undefined) return `cause ${cause}`
  if (verdict === 'warn' && hint !== undefined) return `warn ${failure?.rule?.id} ${hint}`
  return `check ${id}`
}

function byWeight(one: CheckView, other: CheckView): number {
  return weightOf(one) - weightOf(other)
}

const sourceWeights = { paper: 0, custom: 1, own: 2 } as const

function weightOf({ verdict, program, failure, rule: own }: CheckView): number {
  const rule = failure?.rule ?? own
  switch (verdict) {
    case 'fail':
      if (program !== undefined) return 0
      return rule?.level === 'SHOULD' ? 2 : 1
    case 'error':
      return 3
    case 'warn':
      return 4 + sourceWeights[rule?.source ?? 'paper']
    case 'skip':
      return 7
    case 'pass':
      return 8
  }
}
