import type { Assignment } from '../assignment.ts'
import type { PlannedClass } from '../plan-class.ts'
import type { Result } from '../results.ts'
import { gradeOf } from './grade.ts'

/** What a run of the whole class was made with. */
export interface Circumstances {
  readonly version: string
  readonly sandbox: string
  readonly parallel: number
}

/** `audit.json`: how each grade has come about. */
export function auditJson(
  results: readonly Result[],
  { notes, submissions }: PlannedClass,
  assignment: Assignment,
  circumstances: Circumstances,
): string {
  const { course, dialect, side, seed } = assignment
  const audit = {
    ...{ dialect: dialect.name, side, seed, ...circumstances },
    limits: course.limits,
    policy: course.policy,
    notes,
    submissions: results.map((result) => {
      const { submission, state, why, plan, differing, time, findings } = result
      const planned = submissions.find((one) => one.submission.id === submission.id)
      return {
        ...submission,
        ...{ state, why, ...gradeOf(result, assignment), time: Math.round(time) },
        ...(plan.status === 'ready'
          ? { source: plan.source, start: plan.start, reasons: plan.reasons }
          : { reasons: plan.reasons }),
        leftOut: planned?.notes ?? [],
        token: findings?.token,
        differing,
        verdicts: Object.fromEntries(
          findings?.outcomes.map(({ id, verdict }) => [id, verdict]) ?? [],
        ),
      }
    }),
  }
  return `${JSON.stringify(audit, null, 2)}\n`
}
