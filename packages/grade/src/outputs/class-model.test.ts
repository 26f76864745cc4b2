import { plainPresentation } from '@parley/reports'
import { parseCourse } from '../course-file.ts'
import type { Result } from '../results.ts'
import { resultOf } from '../testing/findings.ts'
import { classModel } from './class-model.ts'

function modelOf(noStart: 'zero' | 'blank', ...results: readonly Result[]) {
  const course = parseCourse({ assignment: { dialect: 'vu' }, policy: { noStart } })
  return classModel(results, { course, presentation: plainPresentation })
}

const class5 = [
  resultOf('ann', ['pass', 'fail', 'fail']),
  resultOf('bo', ['pass', 'fail', 'fail']),
  resultOf('cy', ['pass', 'skip', 'fail']),
  resultOf('di', ['pass', 'pass', 'pass']),
  resultOf('ed', ['skip', 'skip', 'skip'], { state: 'no-start' }),
]

test('what is a WARN of many comes behind what is a FAIL of few', () => {
  const { columns } = modelOf(
    'zero',
    resultOf('ann', ['warn', 'fail', 'skip', 'pass']),
    resultOf('bo', ['warn', 'pass', 'fail', 'warn']),
  )
  expect(columns.map(({ id, failed, warned }) => [id, failed, warned])).toEqual([
    ['vu-1.3', 1, 0],
    ['vu-1.2', 1, 0],
    ['vu-1.1', 0, 2],
    ['vu-1.4', 0, 1],
  ])
})

test('checks with the highest rate of FAIL come first, and who has not started is not counted', () => {
  const { columns } = modelOf('zero', ...class5)
  expect(columns.map(({ id, tried, failed }) => [id, tried, failed])).toEqual([
    ['vu-1.3', 4, 3],
    ['vu-1.2', 3, 2],
    ['vu-1.1', 4, 0],
  ])
})

test('who fails the same checks is a group', () => {
  const { alike } = modelOf('zero', ...class5)
  expect(alike).toEqual([{ ids: ['vu-1.2', 'vu-1.3'], places: [0, 1] }])
})

test.each([
  ['zero', 0],
  ['blank', undefined],
] as const)('what has not started gets what the course says: %s', (noStart, got) => {
  const { rows } = modelOf(noStart, ...class5)
  expect(rows.map(({ grade }) => grade.got)).toEqual([1, 1, 1, 3, got])
})
