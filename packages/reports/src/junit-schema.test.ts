import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { withBaseline } from './baseline.ts'
import { junitText } from './junit.ts'
import { parseRubric, plainPresentation } from './rubric.ts'
import { everyVerdict, failedOutcome, sampleFindings } from './testing/findings.ts'
import { forStaff, forStudents } from './view.ts'

const schema = fileURLToPath(new URL('../fixtures/junit.xsd', import.meta.url))
const hasValidator = spawnSync('xmllint', ['--version']).status === 0

const hostile = failedOutcome('vu-3.9', {
  title: '<a> & "b" \u0000\u001b]]>',
  hint: '\ud800 \uffff',
})
const baseline = new Map([['vu-2.1', 'once']])

;(hasValidator ? describe : describe.skip)('readers of JUnit reports (xmllint) take', () => {
  test.each([
    ['a whole run', forStaff(sampleFindings(everyVerdict))],
    ['one without checks', forStaff(sampleFindings([]))],
    ['one that goes on', forStaff(sampleFindings(everyVerdict, { state: 'running', total: 9 }))],
    ['one with a baseline', forStaff(withBaseline(sampleFindings(everyVerdict), baseline))],
    ['hostile texts', forStaff(sampleFindings([hostile]))],
    ['what students see', forStudents(sampleFindings(everyVerdict), plainPresentation)],
    [
      'names alone',
      forStudents(sampleFindings(everyVerdict), parseRubric({ default: 'name-only' })),
    ],
  ])('%s', (_what, shown) => {
    const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', schema, '-'], {
      input: junitText(shown),
    })
    expect([status, String(stderr)]).toEqual([0, '- validates\n'])
  })
})
