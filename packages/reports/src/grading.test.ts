import { gradeOf, hasCostNothing, totalGrade } from './grading.ts'
import { parseRubric } from './rubric.ts'
import { failedOutcome, sampleFindings, sampleOutcome } from './testing/findings.ts'
import { forStaff, forStudents } from './view.ts'

const blocked = sampleOutcome('vu-3.3', {
  verdict: 'skip',
  reason: 'needs vu-2.1, which this server breaks',
  blockedBy: 'vu-2.1',
})
const optional = sampleOutcome('vu-3.4', { verdict: 'skip', reason: 'needs 3 accounts' })
const findings = sampleFindings([failedOutcome('vu-2.1'), blocked, optional])

test('without a rubric what a broken rule has blocked is lost with it; another skip is not counted', () => {
  const shown = forStaff(findings)
  const grades = shown.checks.map((check) => gradeOf(check, shown).got)
  expect(grades).toEqual([0, 0, 0])
  expect(shown.checks.map((check) => hasCostNothing(check, shown))).toEqual([false, false, true])
  expect(totalGrade(shown)).toMatchObject({ got: 0, maximum: 2 })
})

test('without a rubric what a broken SHOULD has blocked is not counted', () => {
  const warned = failedOutcome('vu-2.1', { verdict: 'warn' })
  const shown = forStaff(sampleFindings([warned, blocked]))
  expect(totalGrade(shown)).toMatchObject({ got: 1, maximum: 1 })
})

test('what is hidden counts alike', () => {
  const shown = forStudents(findings, parseRubric({ default: 'hidden' }))
  expect(totalGrade(shown)).toMatchObject({ got: 0, maximum: 2 })
})
