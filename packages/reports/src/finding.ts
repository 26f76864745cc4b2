import { type Traces, tracesOf, wrongAnswerOf } from './causes.ts'
import { gradeOf } from './grading.ts'
import { type CheckView, isPlainPass, openChecks, type ReportView } from './view-model.ts'

/** What has not passed for one cause: the check that tells it, and the others. */
export interface Finding {
  readonly check: CheckView
  readonly others: readonly CheckView[]
  /** How many checks it explains: these, and those that were not tried because of it. */
  readonly count: number
  /** What all of these cost, in points; in checks where there are none. */
  readonly cost: number
}

/** Checks of which one thing is to be said. */
export interface Note {
  readonly text: string | undefined
  readonly checks: readonly CheckView[]
}

/**
 * What was found, a cause at a time: what costs most first, with what was not tried because of it. Of what
 * costs the same: where the program has ended, a broken MUST, what else failed, the kit’s own errors; then a
 * broken SHOULD of the paper, a customary one, and Parley’s own.
 */
export function findingsOf(shown: ReportView): readonly Finding[] {
  const open = openChecks(shown)
  const found = open.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
  const skips = open.filter(({ verdict }) => verdict === 'skip')
  const inRun = (one: CheckView, other: CheckView) => found.indexOf(one) - found.indexOf(other)
  return joined(found, shown)
    .map((checks) => checks.toSorted((one, other) => byWeight(one, other) || inRun(one, other)))
    .flatMap((checks) => {
      const [check, ...others] = checks
      if (check === undefined) return []
      const all = [...checks, ...skips.filter((skip) => checks.some((one) => keeps(one, skip)))]
      const costs = all.map((one) => gradeOf(one, shown)).map(({ share, got }) => share - got)
      const cost = costs.reduce((sum, each) => sum + Math.round(each * 100), 0) / 100
      return [{ check, others, count: all.length, cost }]
    })
    .toSorted((one, other) => other.cost - one.cost || byWeight(one.check, other.check))
}

/** Whether what was found in a check is why another one was not tried. */
function keeps({ cause, failure }: CheckView, skip: CheckView): boolean {
  if (skip.cause !== undefined) return skip.cause === cause
  return skip.blockedBy !== undefined && skip.blockedBy === failure?.rule?.id
}

/** The same, with each WARN that has the same wrong answer as a FAIL told under that one. */
function withAdvice(causes: readonly (readonly CheckView[])[]): readonly (readonly CheckView[])[] {
  const isFail = (checks: readonly CheckView[]) => checks.some(({ verdict }) => verdict === 'fail')
  const answers = (checks: readonly CheckView[]) =>
    checks.flatMap((one) => wrongAnswerOf(one) ?? [])
  const fails = causes.filter(isFail)
  const failOf = (checks: readonly CheckView[]) =>
    isFail(checks)
      ? checks
      : fails.find((one) => answers(checks).some((answer) => answers(one).includes(answer)))
  return causes
    .filter((checks) => isFail(checks) || failOf(checks) === undefined)
    .map((checks) => [
      ...checks,
      ...causes.filter((one) => one !== checks && failOf(one) === checks).flat(),
    ])
}

interface Group extends Traces {
  readonly checks: readonly CheckView[]
}

function haveOneCause(one: Traces, other: Traces): boolean {
  const has = ({ strong, weak }: Traces, trace: string) =>
    strong.includes(trace) || weak.includes(trace)
  return (
    one.strong.some((trace) => has(other, trace)) || other.strong.some((trace) => has(one, trace))
  )
}

/** The checks of each cause: those that have a trace in common, also by way of others. */
function joined(
  checks: readonly CheckView[],
  { side }: ReportView,
): readonly (readonly CheckView[])[] {
  let groups: readonly Group[] = []
  for (const check of checks) {
    const alone = { checks: [check], ...tracesOf(check, side) }
    const same = groups.filter((group) => haveOneCause(group, alone))
    const [first] = same
    const all = [...same, alone]
    const one = {
      checks: all.flatMap((group) => group.checks),
      strong: all.flatMap(({ strong }) => strong),
      weak: all.flatMap(({ weak }) => weak),
    }
    groups =
      first === undefined
        ? [...groups, one]
        : groups.flatMap((group) => (group === first ? [one] : same.includes(group) ? [] : [group]))
  }
  return withAdvice(groups.map((group) => group.checks))
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
