import { jest } from '@jest/globals'
import {
  checksOf,
  disagreements,
  isUnnoticed,
  reasonToSkip,
  type StudentProgram,
  studentPrograms,
  tryStudent,
} from './testing/student-programs.ts'

jest.setTimeout(600_000)

/** Everything is tried by `npm run students`; otherwise a part of it, the same each time. */
const isWhole = process.env.STUDENTS === 'all'
const SHARE = 7
const FEW_CHECKS = 12

/** A fault is looked for with the checks that are to find it, a habit with checks from the whole list. */
function chosenChecks(program: StudentProgram): readonly string[] {
  if (isWhole) return []
  if (program.breaks.length > 0) return program.breaks
  const all = checksOf(program)
  const step = Math.ceil(all.length / FEW_CHECKS)
  return all.filter((_id, index) => index % step === 0)
}

const programs = [...studentPrograms('server'), ...studentPrograms('client')]
const chosen = programs.filter(({ slow }, index) => {
  return isWhole || (index % SHARE === 0 && slow === undefined)
})
const rows = chosen.map((program) => {
  const { side, name, habit, fault } = program
  const reason = reasonToSkip(program)
  const what = habit === undefined ? `fault: ${fault}` : `habit: ${habit}`
  return [`${side} ${name}${reason === undefined ? '' : ` (${reason})`}`, what, program] as const
})
const runnable = rows.filter(([, , program]) => reasonToSkip(program) === undefined)
const skipped = rows.filter(([, , program]) => reasonToSkip(program) !== undefined)

test('there are programs of both sides', () => {
  expect(programs.filter(({ side }) => side === 'server').length).toBeGreaterThanOrEqual(30)
  expect(programs.filter(({ side }) => side === 'client').length).toBeGreaterThanOrEqual(20)
})

if (skipped.length > 0) test.skip.each(skipped)('%s: %s', () => {})

const eachProgram = isWhole ? test.each(runnable) : test.concurrent.each(runnable)

eachProgram('the kit agrees with what %s says of itself, %s', async (_name, _what, program) => {
  const findings = await tryStudent(program, chosenChecks(program))
  expect(findings.outcomes.length).toBeGreaterThan(0)
  const said = disagreements(program, findings).filter((line) => isWhole || !isUnnoticed(line))
  expect(said).toEqual([])
})
