import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jest } from '@jest/globals'
import { gradeClass, planClass, type Sandbox, StateFile } from '@parley/grade'
import { parseMatrixFile } from '@parley/matrix'
import { readDataFile } from '../data-file.ts'
import { discoverFullDialects } from '../discover.ts'
import { MatrixPrograms } from '../matrix/programs.ts'
import { readCourse } from './course.ts'
import { gradeCommand } from './grade-command.ts'

jest.setTimeout(60_000)

const students = fileURLToPath(new URL('../testing/students/servers/vu/', import.meta.url))

/** A few checks, each of another part of the protocol. */
const course = `
assignment:
  dialect: vu
  only: [vu-3.1, vu-3.8]
  rubric: rubric.yaml
layout: moodle
limits: { startSeconds: 10, runSeconds: 60 }
sandbox: none
`

const rubric = 'points: { vu-3.1: 20, vu-3.8: 10 }\n'

const worksheet = (bob: string, feedback: string) =>
  `Identifier,Full name,Grade,Maximum grade,Feedback comments\r\nParticipant 102,Bob Wrong,${bob},30.00,${feedback}\r\n`

/** A class of three; gives the folder in which it, the course file and the results are. */
function classOfThree(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const hand = (name: string) => {
    const own = join(folder, 'class', `${name}_assignsubmission_file_`)
    mkdirSync(own, { recursive: true })
    return join(own, 'server.py')
  }
  const right = readFileSync(join(students, 'select-loop.py'), 'utf8')
  writeFileSync(hand('Ann Right_101'), right)
  writeFileSync(hand('Bob Wrong_102'), right.replace('BAD-DEST-USER', 'SEND-OK'))
  const where = 'import os, socket, sys\nprint(os.getcwd())\n'
  writeFileSync(hand('Eve Ends_103'), `${where}socket.listen(int(sys.argv[1]))\n`)
  writeFileSync(join(folder, 'course.yaml'), course)
  writeFileSync(join(folder, 'rubric.yaml'), rubric)
  writeFileSync(join(folder, 'moodle.csv'), worksheet('', ''))
  return folder
}

/** The programs that `parley matrix` would run of a file. */
async function programsOf(path: string): Promise<readonly string[]> {
  const { data, where } = await readDataFile(path, 'matrix', parseMatrixFile)
  const programs = await MatrixPrograms.of(data, { path, where }, await discoverFullDialects())
  await programs.close()
  return [...programs.clients, ...programs.servers].map(({ name }) => name)
}

afterEach(() => jest.restoreAllMocks())

test('a class of a right, a wrong and a broken server gets its grades, and again without a run', async () => {
  const folder = classOfThree()
  const out = join(folder, 'out')
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockReturnValue(true)
  }
  const flags = {
    ...{ course: join(folder, 'course.yaml'), submissions: join(folder, 'class'), out },
    worksheet: join(folder, 'moodle.csv'),
  }
  expect(await gradeCommand({ ...flags, seed: 5 })).toBe(0)
  const csv = readFileSync(join(out, 'grades.csv'), 'utf8')
  const state = readFileSync(join(out, 'state.ndjson'), 'utf8')
  const why = 'the server has ended before it listened: exit status 1'
  expect(csv.split('\r\n')).toEqual([
    'id,name,state,points,maximum,why,feedback',
    '101,Ann Right,graded,30,30,,feedback/Ann Right_101/feedback.html',
    '102,Bob Wrong,graded,20,30,,feedback/Bob Wrong_102/feedback.html',
    `103,Eve Ends,no-start,0,30,${why},feedback/Eve Ends_103/feedback.html`,
    '',
  ])
  const programs = await programsOf(join(out, 'matrix.yaml'))
  expect(programs).toEqual(['Parley', 'Ann Right_101', 'Bob Wrong_102'])
  const page = readFileSync(join(out, 'feedback/Bob Wrong_102/feedback.html'), 'utf8')
  expect(page).toContain('<mark>S</mark>END-OK')
  const copy = join(realpathSync(out), 'work/running/run-')
  expect(readFileSync(join(out, 'feedback/Eve Ends_103/feedback.html'), 'utf8')).toContain(
    `<pre>${copy}`,
  )
  const filled = readFileSync(join(out, 'worksheet/moodle.csv'), 'utf8')
  const [, feedback = ''] = /,30\.00,(.*)\r/.exec(filled) ?? []
  expect(filled).toBe(worksheet('20', feedback))
  expect(feedback).toMatch(/^Parley: 20 of 30 points\. Points lost in: vu-3\.8 /)
  expect(readFileSync(join(out, 'worksheet-notes.txt'), 'utf8')).toBe(
    'no row for the submission of Ann Right (101)\nno row for the submission of Eve Ends (103)\n',
  )
  expect(await gradeCommand(flags)).toBe(0)
  expect(readFileSync(join(out, 'grades.csv'), 'utf8')).toBe(csv)
  expect(readFileSync(join(out, 'state.ndjson'), 'utf8')).toBe(
    `${state}{"kind":"class","seed":5}\n`,
  )
})

test('nothing is started any more once a class was broken off', async () => {
  const folder = classOfThree()
  const assignment = { ...(await readCourse(join(folder, 'course.yaml'))), seed: 5 }
  const wanted = { side: 'server', rules: assignment.course.start, usualPort: 5378 } as const
  const out = join(folder, 'out')
  const { submissions } = await planClass(join(folder, 'class'), out, assignment.course, wanted)
  const started: (readonly string[])[] = []
  const sandbox: Sandbox = {
    ...{ name: 'none', level: '', ownsPorts: true, endsAll: false, inside: undefined },
    confine: ({ words }) => {
      started.push(words)
      return words
    },
  }
  const results = await gradeClass({
    ...{ submissions, assignment, sandbox, signal: AbortSignal.abort(), version: '1' },
    ...{ state: new StateFile(out), scratch: join(out, 'running'), parallel: 2, only: [] },
    onStage: () => {},
    onResult: () => {},
  })
  expect(submissions).toHaveLength(3)
  expect([results, started]).toEqual([[], []])
})

test('a class that is broken off before a repeat goes on with that, and not with a first run', async () => {
  const folder = classOfThree()
  const assignment = { ...(await readCourse(join(folder, 'course.yaml'))), seed: 5 }
  const wanted = { side: 'server', rules: assignment.course.start, usualPort: 5378 } as const
  const out = join(folder, 'out')
  const planned = await planClass(join(folder, 'class'), out, assignment.course, wanted)
  const submissions = planned.submissions.filter(({ submission }) => submission.id === '102')
  let starts = 0
  const sandbox: Sandbox = {
    ...{ name: 'none', level: '', ownsPorts: true, endsAll: false, inside: undefined },
    confine: ({ words }) => {
      starts += 1
      return words
    },
  }
  const broken = new AbortController()
  const run = {
    ...{ submissions, assignment, sandbox, version: '1', parallel: 1, only: [] },
    ...{ scratch: join(out, 'running'), onResult: () => {} },
  }
  const onStage = (_: unknown, stage: 'begun' | 'waits') => {
    if (stage === 'waits') setImmediate(() => broken.abort())
  }
  const state = new StateFile(out)
  expect(await gradeClass({ ...run, state, signal: broken.signal, onStage })).toEqual([])
  starts = 0
  const { signal } = new AbortController()
  const again = { state: new StateFile(out), signal, onStage: () => {} }
  const [result] = await gradeClass({ ...run, ...again })
  expect([result?.state, starts]).toEqual(['graded', 1])
})
