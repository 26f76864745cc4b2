import type { Assignment } from '../assignment.ts'
import { submissionHash } from '../fingerprint.ts'
import type { PlannedClass } from '../plan-class.ts'
import type { Result } from '../results.ts'
import { gradeOf } from './grade.ts'

/** What a run of the whole class was made with. */
export interface Circumstances {
  readonly version: string
  /** Who has run it, as the system names them. */
  readonly by: string
  /** In milliseconds since 1970. */
  readonly began: number
  /** SHA-256 of the files that it was told to read, by their paths. */
  readonly inputs: Readonly<Record<string, string>>
  readonly sandbox: string
  readonly parallel: number
}

/** Who and with what a class was graded, apart from what `Circumstances` has. */
type Audited = Pick<Assignment, 'course' | 'presentation' | 'seed'>

/**
 * `audit.json`: how each grade has come about: who has graded what, when, with which versions, seed and
 * limits. A submission is known again by the hash of its files.
 */
export async function auditJson(
  results: readonly Result[],
  { notes, submissions }: PlannedClass,
  assignment: Audited,
  { began, ...circumstances }: Circumstances,
): Promise<string> {
  const { course, seed } = assignment
  const { dialect, side } = course.assignment
  const graded: object[] = []
  for (const result of results) {
    const planned = submissions.find((one) => one.submission.id === result.submission.id)
    const { root, notes: leftOut = [], renamed = [] } = planned ?? {}
    graded.push({
      ...result.submission,
      sha256: root === undefined ? undefined : await submissionHash(root),
      ...auditOf(result, assignment),
      ...{ leftOut, renamed },
    })
  }
  const audit = {
    ...{ dialect, side, seed, ...circumstances, node: process.version, system: process.platform },
    ...{ began: timeText(began), written: timeText(Date.now()) },
    limits: course.limits,
    policy: course.policy,
    notes,
    submissions: graded,
  }
  return `${JSON.stringify(audit, null, 2)}\n`
}

function auditOf(result: Result, assignment: Audited): object {
  const { state, why, plan, differing, time, findings } = result
  return {
    ...{ state, why, ...gradeOf(result, assignment) },
    tried: findings === undefined ? undefined : timeText(findings.started),
    time: Math.round(time),
    ...(plan.status === 'ready'
      ? { source: plan.source, start: plan.start, reasons: plan.reasons }
      : { reasons: plan.reasons }),
    token: findings?.token,
    differing,
    verdicts: Object.fromEntries(findings?.outcomes.map(({ id, verdict }) => [id, verdict]) ?? []),
  }
}

function timeText(time: number): string {
  return new Date(time).toISOString()
}
