import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCourse } from '@parley/grade'
import { plainPresentation } from '@parley/reports'
import { runCommandLine } from '../command-line.ts'
import { courseFiles } from './course-files.ts'
import { classroomText, gradescopeText, markdownSummary } from './one-report.ts'
import { withinTime } from './run-one.ts'
import { refuseThere } from './write-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-'))
const course = join(folder, 'course.yaml')

beforeAll(() => {
  writeFileSync(
    course,
    '# of this year\nassignment:\n  dialect: vu\n  rubric: of/vu.json\nstart:\n  order: [detect]\n  overrides:\n    "77": { command: [secret] }\nmarks: { "78": { points: 0, why: late } }\n',
  )
  mkdirSync(join(folder, 'of'))
  writeFileSync(join(folder, 'of/vu.json'), '{"points":{"vu-3.1":1}}')
})

test('a course goes with its rubric beside it, and without what it says of single students', async () => {
  expect([...(await courseFiles(course))]).toEqual([
    [
      'course.yaml',
      '# of this year\nassignment:\n  dialect: vu\n  rubric: rubric.yaml\nstart:\n  order: [detect]\n',
    ],
    ['rubric.yaml', '{"points":{"vu-3.1":1}}'],
  ])
})

test('a course that says nothing of how programs are started is taken as it is', async () => {
  const path = join(folder, 'short.yaml')
  writeFileSync(path, 'assignment: {dialect: vu}\n')
  expect([...(await courseFiles(path))]).toEqual([['course.yaml', 'assignment: {dialect: vu}\n']])
})

test.each([
  [['gradescope', course], '--out is needed'],
  [
    ['gradescope', course, '--out', 'x', '--timeout', '119'],
    '--timeout: expected whole seconds, 120',
  ],
  [['github', course, '--out', 'x', '--timeout', '1e9'], '--timeout: expected whole seconds, 180'],
  [['github', join(folder, 'none.yaml'), '--out', 'x'], 'there is no such file or folder'],
  [['run', course, join(folder, 'none')], `there is no ${join(folder, 'none')}`],
  [['run', course, folder, '--deadline', '0'], '--deadline: expected seconds'],
  [[], 'one of gradescope, github and run is needed'],
])('parley autograder %j is refused before anything is written or run', async (words, why) => {
  await expect(runCommandLine(['autograder', ...words], () => {})).rejects.toThrow(why)
})

test('a file that is there is replaced only where that was said', () => {
  expect(() => refuseThere(folder, ['course.yaml'], false)).toThrow(
    `--out: ${course} is there already; --force replaces it`,
  )
  expect(() => refuseThere(folder, ['course.yaml'], true)).not.toThrow()
  expect(() => refuseThere(folder, ['setup.sh'], false)).not.toThrow()
})

describe('limits within a deadline', () => {
  const { limits } = parseCourse({ assignment: { dialect: 'vu' } })

  test.each([
    ['are the course’s where there is time', 500, true, [120, 10, 300]],
    ['leave the run what the build cannot take', 240, true, [80, 10, 160]],
    ['leave the run everything where nothing is built', 240, false, [80, 10, 240]],
    ['are never none', 0.2, true, [1, 1, 1]],
  ])('%s', (_, left, isBuilt, expected) => {
    const { buildSeconds, startSeconds, runSeconds } = withinTime(limits, left, isBuilt)
    expect([buildSeconds, startSeconds, runSeconds]).toEqual(expected)
  })
})

describe('a program of which nobody knows how it is started', () => {
  const points = new Map([
    ['vu-2', 12],
    ['vu-3', 8],
  ])
  const report = {
    result: { state: 'needs-staff', why: 'there is no file in it', findings: undefined },
    assignment: {
      course: parseCourse({ assignment: { dialect: 'vu' } }),
      presentation: { ...plainPresentation, points },
    },
  } as const
  const said = `There is no grade yet, because it is not clear how the program is started: there is no file in it.

A file parley.yaml beside the program says how it is started:

    command: [python3, server.py, '{port}']`

  test('has no points at Gradescope, and is told how to say it', () => {
    expect(JSON.parse(gradescopeText(report))).toEqual({
      score: 0,
      output: said,
      output_format: 'text',
      stdout_visibility: 'hidden',
    })
  })

  test('is an error for GitHub Classroom, out of all the points', () => {
    const { status, max_score, tests } = JSON.parse(classroomText(report))
    expect({ status, max_score }).toEqual({ status: 'error', max_score: 20 })
    expect(tests).toHaveLength(1)
    expect(tests[0]).toMatchObject({ status: 'error', score: 0, message: said })
  })

  test('has a summary that says so', () => {
    expect(markdownSummary(report)).toBe(`**no grade: needs-staff**\n\n${said}\n\n`)
  })
})

test('an error of Parley is not shown to students', () => {
  const text = gradescopeText({
    result: { state: 'kit-error', why: 'TypeError: x is undefined', findings: undefined },
    assignment: {
      course: parseCourse({ assignment: { dialect: 'vu' } }),
      presentation: plainPresentation,
    },
  })
  expect(text).toContain('"Parley itself has failed.')
  expect(text).not.toContain('TypeError')
})
