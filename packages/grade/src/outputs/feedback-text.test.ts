import { parseRubric, plainPresentation } from '@parley/reports'
import { parseCourse } from '../course-file.ts'
import type { Result } from '../results.ts'
import { resultOf } from '../testing/findings.ts'
import { feedbackText } from './feedback-text.ts'

const course = parseCourse({ assignment: { dialect: 'vu' } })

function textOf(result: Result, rubric?: object): string | undefined {
  const presentation = rubric === undefined ? plainPresentation : parseRubric(rubric)
  return feedbackText(result, { course, presentation })
}

test('what has cost points is named, and what has cost nothing is not', () => {
  const result = resultOf('Ann', ['fail', 'fail', 'pass'])
  expect(textOf(result, { points: { 'vu-1.2': 3, 'vu-1.3': 2 } })).toBe(
    'Parley: 2 of 5 points. Points lost in: vu-1.2 (holds vu-1.2). Details: feedback.html.',
  )
  expect(textOf(resultOf('Bo', ['pass', 'warn']))).toBe(
    'Parley: 2 of 2 points. Details: feedback.html.',
  )
})

test('a hidden check is counted, and not named', () => {
  const rubric = { points: { 'vu-1.1': 1, 'vu-1.2': 1 }, visibility: { 'vu-1.2': 'hidden' } }
  const one = resultOf('Ann', ['fail', 'fail'])
  const text = 'Parley: 0 of 2 points. Points lost in: vu-1.1 (holds vu-1.1); 1 more.'
  expect(textOf(one, rubric)).toBe(`${text} Details: feedback.html.`)
  expect(textOf(resultOf('Bo', ['pass', 'fail']), rubric)).toContain(
    'Points lost in: 1 hidden check.',
  )
})

test('of many only some are named', () => {
  const text = textOf(
    resultOf(
      'Ann',
      Array.from({ length: 40 }, () => 'fail' as const),
    ),
  )
  expect(text).toContain('vu-1.12 (holds vu-1.12); 28 more. Details')
})

test('what ended the run is said, and who has no grade reads nothing', () => {
  const one = resultOf('Ann', ['skip'], { state: 'no-start' })
  if (one.findings === undefined) throw new Error('no findings')
  const trouble = { why: 'the build failed: exit status 2', output: [] }
  const failed: Result = { ...one, findings: { ...one.findings, trouble } }
  const note = 'Note: the build failed: exit status 2. Details: feedback.html.'
  expect(textOf(failed)).toBe(`Parley: 0 of 0 points. ${note}`)
  expect(textOf({ ...failed, state: 'needs-staff' })).toBeUndefined()
})
