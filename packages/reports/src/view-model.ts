import type { Rule } from '@parley/contract'
import {
  type Diagnosed,
  type Ending,
  type Findings,
  type Happened,
  LIVES_ON,
  type ProgramEnd,
  type Side,
  type Verdict,
} from '@parley/kit'
import type { Points, Score } from './points.ts'
import type { Visibility } from './rubric.ts'

/** What was wrong, as far as it may be seen. */
export interface FailureView {
  /** Undefined where only what came may be seen; and so the other fields. */
  readonly rule: Rule | undefined
  readonly expected: string | undefined
  /** Undefined: nothing came. */
  readonly came: Uint8Array | undefined
  readonly at: number | undefined
  readonly why: string | undefined
  readonly recognised: readonly string[]
}

/** Whether what came is to be shown; not where the words beside it say all. */
export function isComparison({ came, expected, why }: FailureView): boolean {
  return came !== undefined || expected !== undefined || why === undefined
}

/** What the program has died of in a check, or lives on after. */
export function crashEnd({
  program,
  exception,
}: Pick<CheckView, 'program' | 'exception'>): ProgramEnd | undefined {
  return program ?? (exception && { how: LIVES_ON, output: exception })
}

/** One check, as far as it may be seen; undefined stands also for what may not. */
export interface CheckView {
  readonly visibility: Exclude<Visibility, 'hidden'>
  readonly id: string
  readonly group: string
  readonly title: string
  readonly verdict: Verdict
  readonly rule: Rule | undefined
  readonly failure: FailureView | undefined
  readonly reason: string | undefined
  readonly hint: string | undefined
  /** In how many other checks what is wrong here was read as if it were right. */
  readonly forgiven: number
  readonly ending: Ending | undefined
  /** How the program has ended in this check, where it has. */
  readonly program: ProgramEnd | undefined
  /** What it printed of an exception after which it lives on. */
  readonly exception: readonly string[] | undefined
  readonly log: readonly Happened[]
  /** When it was known, in the time of the log. */
  readonly judgedAt: number | undefined
  /** What was recognised of the program, where that explains it. */
  readonly cause: string | undefined
  /** In milliseconds. */
  readonly time: number
  readonly command: string | undefined
  readonly points: Points | undefined
  /** Whether the baseline has it as a known failure, and why, where that may be seen. */
  readonly known: boolean
  /** Whether it was not tried because of a broken rule, and is lost with that. */
  readonly blocked: boolean
  /** The broken rule because of which it was not tried. */
  readonly blockedBy: string | undefined
  readonly knownReason: string | undefined
}

/** A check of which nothing may be shown. */
export interface HiddenCheck {
  readonly visibility: 'hidden'
  readonly verdict: Verdict
  readonly points: Points | undefined
  readonly known: boolean
  readonly blocked: boolean
}

export type Counts<Kind extends string> = Readonly<Record<Kind, number>>

export interface GroupView {
  /** Undefined: the checks of all groups of which every check is hidden. */
  readonly id: string | undefined
  /** As in `Logging in`; undefined with the id. */
  readonly title: string | undefined
  readonly counts: Counts<Verdict>
  readonly score: Score | undefined
}

/** What a run and its baseline say of each other, as far as it may be seen. */
export interface ComparisonView {
  readonly known: number
  /** Ids; those that may not be seen are only counted. */
  readonly fixed: readonly string[]
  readonly hiddenFixed: number
  readonly unknown: readonly string[]
}

/** What was recognised of the program as a whole. */
export interface DiagnosisView extends Diagnosed {
  /** How many checks have not passed because of it. */
  readonly count: number
}

/** All that a report may say: writers know nothing else, and so can give nothing away. */
export interface ReportView
  extends Pick<
    Findings,
    'dialect' | 'target' | 'token' | 'started' | 'time' | 'state' | 'total' | 'trouble' | 'program'
  > {
  readonly side: Side
  readonly diagnoses: readonly DiagnosisView[]
  readonly audience: 'students' | 'staff'
  /** In the order of the run. */
  readonly checks: readonly (CheckView | HiddenCheck)[]
  readonly groups: readonly GroupView[]
  readonly counts: Counts<Verdict>
  readonly endings: Counts<Ending['verdict']>
  /** Of a run that goes on there are no points yet: shares are known when all checks are. */
  readonly score: Score | undefined
  readonly baseline: ComparisonView | undefined
  /** What the exit status says too. */
  readonly passed: boolean
}

/** Those of which something may be shown. */
export function openChecks(shown: ReportView): readonly CheckView[] {
  return shown.checks.filter((check) => check.visibility !== 'hidden')
}

/** How many checks are hidden. */
export function hiddenCount(shown: ReportView): number {
  return shown.checks.length - openChecks(shown).length
}

/** Whether there is nothing to say of a check but that it has passed. */
export function isPlainPass({ verdict, ending, reason }: CheckView): boolean {
  return verdict === 'pass' && ending?.verdict !== 'warn' && reason === undefined
}
