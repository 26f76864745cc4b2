import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jest } from '@jest/globals'
import { gradeCommand } from './grade-command.ts'

jest.setTimeout(60_000)

const students = fileURLToPath(new URL('../testing/students/servers/vu/', import.meta.url))

beforeEach(() => {
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockReturnValue(true)
  }
})

afterEach(() => jest.restoreAllMocks())

/** A class of one, and a course that tries one check; gives the flags to grade it. */
function classOfOne(file: string, program: string, assignment: string) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const submissions = join(folder, 'class')
  mkdirSync(join(submissions, 'Ann'), { recursive: true })
  writeFileSync(join(submissions, 'Ann', file), program)
  const course = join(folder, 'course.yaml')
  writeFileSync(course, `assignment: { dialect: vu, ${assignment} }\nsandbox: none\n`)
  return { course, submissions, out: join(folder, 'out') }
}

function gradesIn(out: string): readonly string[] {
  return readFileSync(join(out, 'grades.csv'), 'utf8').split('\r\n').slice(1, -1)
}

test('a client that ends at once has not started', async () => {
  const program = `
import socket, sys
if True: sys.exit('to be done')
socket.create_connection((sys.argv[1], int(sys.argv[2])))
`
  const flags = classOfOne('client.py', program, 'side: client')
  expect(await gradeCommand(flags)).toBe(0)
  const [grade, ...others] = gradesIn(flags.out)
  expect(others).toEqual([])
  expect(grade).toMatch(
    /^Ann,Ann,no-start,0,[1-9]\d*,the client has ended before it connected: exit status 1,/,
  )
})

test('a port that somebody else has is a fault of the kit, which leaves the grade as it was', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  other.close()
  await once(other, 'close')
  const right = readFileSync(join(students, 'select-loop.py'), 'utf8')
  const program = right.replace('int(sys.argv[1])', String(port))
  const flags = classOfOne('server.py', program, 'only: [vu-3.8]')
  expect(await gradeCommand(flags)).toBe(0)
  expect(gradesIn(flags.out)).toEqual(['Ann,Ann,graded,1,1,,feedback/Ann/feedback.html'])
  other.listen(port, '127.0.0.1')
  await once(other, 'listening')
  try {
    expect(await gradeCommand({ ...flags, only: ['Ann'] })).toBe(1)
  } finally {
    other.close()
  }
  const why = `another program already listens on port ${port}`
  expect(gradesIn(flags.out)).toEqual([`Ann,Ann,kit-error,1,1,${why},feedback/Ann/feedback.html`])
})

test('two runs do not write into one folder', async () => {
  const flags = classOfOne('notes.txt', 'no program', 'only: [vu-3.8]')
  const first = gradeCommand(flags)
  await expect(gradeCommand(flags)).rejects.toThrow(`--out: process ${process.pid} `)
  expect(await first).toBe(1)
  expect(await gradeCommand(flags)).toBe(1)
})
