import { plainPresentation } from '@parley/reports'
import { parseCourse } from '../course-file.ts'
import { withMark } from '../results.ts'
import { resultOf } from '../testing/findings.ts'
import { feedbackText } from './feedback-text.ts'
import { gradeOf, gradeText } from './grade.ts'
import { gradesCsv } from './grades-csv.ts'

const why = 'a client was handed in'
const course = parseCourse({
  assignment: { dialect: 'vu' },
  marks: { ann: { points: 0, why }, bo: { points: 1.5, why } },
})
const assignment = { course, presentation: plainPresentation }

test('points that are given by hand count, and are known for what they are', () => {
  const nothing = { ...resultOf('ann', [], { state: 'needs-staff' }), findings: undefined }
  const results = [nothing, resultOf('bo', ['pass', 'fail']), resultOf('cy', ['pass'])].map(
    (result) => withMark(result, course),
  )
  expect(results.map((result) => gradeText(gradeOf(result, assignment)))).toEqual([
    '0',
    '1.5 of 2',
    '1 of 1',
  ])
  expect(gradesCsv(results, assignment).split('\r\n').slice(1, 3)).toEqual([
    `ann,ann,by-hand,0,,${why},`,
    `bo,bo,by-hand,1.5,2,${why},feedback/bo/feedback.html`,
  ])
  expect(results.slice(0, 2).map((result) => feedbackText(result, assignment))).toEqual([
    `Parley: 0 points, by hand: ${why}`,
    `Parley: 1.5 of 2 points, by hand: ${why}`,
  ])
})
