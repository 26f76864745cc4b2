import { forStaff, totalGrade } from '@parley/reports'
import type { Assignment } from '../assignment.ts'
import type { Result } from '../results.ts'

/** What a submission has got; `got` undefined: it has no grade. */
export interface Grade {
  readonly got: number | undefined
  readonly maximum: number | undefined
}

/** The grade of a result, by the rubric and the course's policy. */
export function gradeOf(
  { state, findings }: Pick<Result, 'state' | 'findings'>,
  { presentation, course }: Pick<Assignment, 'presentation' | 'course'>,
): Grade {
  if (findings === undefined) return { got: undefined, maximum: undefined }
  const { got, maximum } = totalGrade(forStaff(findings, presentation))
  switch (state) {
    case 'build-failed':
    case 'no-start':
      return { got: course.policy.noStart === 'zero' ? 0 : undefined, maximum }
    case 'needs-staff':
      return { got: undefined, maximum }
    case 'graded':
    case 'timed-out':
    case 'kit-error':
      return { got, maximum }
  }
}
