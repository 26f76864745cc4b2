import { type Diagnosed, type Failure, groupOf, type Outcome } from '@parley/kit'
import type { Compared } from './baseline.ts'
import { endingCounts, groupsOf, verdictCounts } from './counts.ts'
import { exitStatus } from './exit-status.ts'
import { isLost, type Points, pointsOf, scoreOf } from './points.ts'
import { redactorFor } from './redact.ts'
import {
  namesOf,
  type Presentation,
  plainPresentation,
  type Visibility,
  visibilityOf,
} from './rubric.ts'
import type {
  CheckView,
  ComparisonView,
  FailureView,
  HiddenCheck,
  ReportView,
} from './view-model.ts'

/**
 * What students may see of a run. A check that has found the rule of another one broken is shown no
 * further than that rule may be; words that name a hidden check have `(hidden)` in its place.
 */
export function forStudents(findings: Compared, presentation: Presentation): ReportView {
  const visibility = (outcome: Outcome) => visibilityOfOutcome(outcome, presentation)
  const names = redactorFor(findings, presentation)
  return {
    ...shown(findings, presentation, visibility, names),
    audience: 'students',
    baseline: comparison(findings, (id) => visibilityOf(id, presentation) !== 'hidden'),
  }
}

/** Everything, with the points that the rubric gives. */
export function forStaff(
  findings: Compared,
  presentation: Presentation = plainPresentation,
): ReportView {
  return {
    ...shown(
      findings,
      presentation,
      () => 'full',
      (text) => text,
    ),
    audience: 'staff',
    baseline: comparison(findings, () => true),
  }
}

function visibilityOfOutcome(
  { id, rule, failure }: Outcome,
  presentation: Presentation,
): Visibility {
  const own = visibilityOf(id, presentation)
  if (own === 'hidden') return own
  const names = namesOf(id)
  return [rule, ...(failure === undefined ? [] : [failure.rule])]
    .filter((each) => !names.includes(each.id))
    .map((each) => visibilityOf(each.id, presentation))
    .map((each) => (each === 'hidden' ? 'name-only' : each))
    .reduce(narrower, own)
}

const narrowness = { full: 0, 'actual-only': 1, 'name-only': 2, hidden: 3 } as const

function narrower(one: Visibility, other: Visibility): Visibility {
  return narrowness[one] < narrowness[other] ? other : one
}

function shown(
  findings: Compared,
  presentation: Presentation,
  visibility: (outcome: Outcome) => Visibility,
  names: (text: string) => string,
): Omit<ReportView, 'audience' | 'baseline'> {
  const { dialect, side, target, token, started, time, state, total, outcomes } = findings
  const { trouble, program, diagnoses } = findings
  const points = state === 'running' ? undefined : pointsOf(outcomes, presentation)
  const checks = outcomes.map((outcome, index) =>
    shownCheck(outcome, visibility(outcome), {
      names,
      points: points?.[index],
      knownReason: findings.baseline?.known.get(outcome.id),
      forgiven: forgivenIn(outcome, outcomes),
      blocked: isLost(outcome, outcomes, presentation),
    }),
  )
  return {
    ...{ dialect, side, target, token, started, time, state, total, checks, trouble },
    diagnoses: diagnoses
      .filter((one) => isShown(one, outcomes, visibility))
      .map((one) => ({
        ...one,
        what: names(one.what),
        check: names(one.check),
        count: outcomes.filter(({ cause, reason }) => (cause ?? reason) === one.what).length,
      })),
    program: program.map((event) => ({ ...event, check: names(event.check) })),
    groups: groupsOf(findings, checks),
    counts: verdictCounts(outcomes),
    endings: endingCounts(outcomes),
    score: points === undefined ? undefined : scoreOf(points),
    passed: exitStatus(findings) === 0,
  }
}

/** A diagnosis that is known from hidden checks alone is as hidden as these. */
function isShown(
  { what, check }: Diagnosed,
  outcomes: readonly Outcome[],
  visibility: (outcome: Outcome) => Visibility,
): boolean {
  const telling = outcomes.filter((one) => one.id === check || (one.cause ?? one.reason) === what)
  return telling.length === 0 || telling.some((one) => visibility(one) !== 'hidden')
}

interface Beside {
  readonly names: (text: string) => string
  readonly points: Points | undefined
  readonly knownReason: string | undefined
  readonly blocked: boolean
  readonly forgiven: number
}

function shownCheck(
  outcome: Outcome,
  visibility: Visibility,
  beside: Beside,
): CheckView | HiddenCheck {
  const { verdict } = outcome
  const { points, blocked } = beside
  const known = beside.knownReason !== undefined
  switch (visibility) {
    case 'hidden':
      return { visibility, verdict, points, known, blocked }
    case 'name-only':
      return { ...nameOnly(outcome, { points, known, blocked }), visibility }
    case 'actual-only':
      return {
        ...nameOnly(outcome, { points, known, blocked }),
        visibility,
        failure: outcome.failure && { ...nothingSaid, came: outcome.failure.came },
        reason: reasonFor(outcome, beside.names),
        program: outcome.program,
        exception: outcome.exception,
        log: outcome.log.filter(({ kind }) => kind !== 'event'),
        judgedAt: outcome.judgedAt,
        cause: outcome.cause && beside.names(outcome.cause),
        blockedBy: outcome.blockedBy && beside.names(outcome.blockedBy),
      }
    case 'full':
      return {
        ...nameOnly(outcome, { points, known, blocked }),
        visibility,
        ...everything(outcome, beside),
      }
  }
}

function nameOnly(outcome: Outcome, counted: Pick<CheckView, 'points' | 'known' | 'blocked'>) {
  const { id, title, verdict, time } = outcome
  return {
    ...{ id, title, verdict, time, ...counted },
    group: groupOf(id),
    rule: undefined,
    failure: undefined,
    reason: undefined,
    hint: undefined,
    forgiven: 0,
    ending: undefined,
    program: undefined,
    exception: undefined,
    log: [],
    judgedAt: undefined,
    cause: undefined,
    blockedBy: undefined,
    command: undefined,
    knownReason: undefined,
  }
}

/** Why it was not tried, or what was recognised of the program: nothing of what was expected. */
function reasonFor(
  { verdict, reason, cause }: Outcome,
  names: (text: string) => string,
): string | undefined {
  const known = cause ?? (verdict === 'skip' ? reason : undefined)
  return known === undefined ? undefined : names(known)
}

const nothingSaid = {
  rule: undefined,
  expected: undefined,
  at: undefined,
  why: undefined,
  recognised: [],
}

/** How many checks have passed because what is wrong in this one was read as if it were right. */
function forgivenIn({ failure }: Outcome, outcomes: readonly Outcome[]): number {
  if (failure === undefined) return 0
  return outcomes.filter(({ forgave }) => forgave === failure.rule.id).length
}

function everything(outcome: Outcome, { names, knownReason, forgiven }: Beside) {
  const {
    rule,
    log,
    command,
    failure,
    reason,
    hint,
    ending,
    program,
    exception,
    judgedAt,
    cause,
    blockedBy,
  } = outcome
  return {
    ...{ rule, log, command, program, exception, judgedAt, forgiven },
    cause: cause && names(cause),
    blockedBy: blockedBy && names(blockedBy),
    failure: failure && allOfFailure(failure, names),
    reason: reason && names(reason),
    hint: hint && names(hint),
    ending: { ...ending, how: names(ending.how) },
    knownReason: knownReason && names(knownReason),
  }
}

function allOfFailure(failure: Failure, names: (text: string) => string): FailureView {
  return { ...failure, why: names(failure.why), recognised: failure.recognised.map(names) }
}

function comparison(
  { baseline }: Compared,
  isOpen: (id: string) => boolean,
): ComparisonView | undefined {
  if (baseline === undefined) return undefined
  const fixed = baseline.fixed.filter(isOpen)
  return {
    known: baseline.known.size,
    fixed,
    hiddenFixed: baseline.fixed.length - fixed.length,
    unknown: baseline.unknown.filter(isOpen),
  }
}
