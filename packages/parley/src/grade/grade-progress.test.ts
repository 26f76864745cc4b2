import { PassThrough } from 'node:stream'
import { GradeProgress } from './grade-progress.ts'

/** What is written of a class of four, a submission after another. */
function written(isTerminal: boolean): string {
  const stream = Object.assign(new PassThrough(), { isTTY: isTerminal })
  let now = 0
  const progress = new GradeProgress(4, stream, () => now)
  const result = (name: string, state: 'graded' | 'needs-staff', time: number) => {
    const submission = { id: name, name, folder: name }
    return { submission, state, time }
  }
  progress.add(result('Ann', 'graded', 90_000), 'known')
  const eve = { id: 'E\u001bve', name: 'E\u001bve', folder: 'Eve' }
  progress.stage(eve, 'begun')
  progress.add(result('Bob', 'needs-staff', 0), 'new')
  now = 61_000
  progress.add(result('E\u001bve', 'graded', 60_000), 'new')
  progress.add(result('Joe', 'graded', 1000), 'new')
  progress.end()
  return String(stream.read())
}

test('a terminal has one line, with an estimate as soon as a submission was run', () => {
  expect(written(true).split('\r\u001b[K')).toEqual([
    '',
    '1/4 Ann: graded',
    '1/4 E?ve: begun',
    '2/4 Bob: needs-staff',
    '3/4 E?ve: graded, about 2 min left',
    '4/4 Joe: graded',
    '',
  ])
})

test('elsewhere the first that is begun has a line, and each that is graded anew', () => {
  expect(written(false)).toBe(
    '1/4 E?ve: begun\n2/4 Bob: needs-staff\n3/4 E?ve: graded\n4/4 Joe: graded\n',
  )
})

test('a submission that waits for its repeat is half done', () => {
  const stream = Object.assign(new PassThrough(), { isTTY: true })
  let now = 0
  const progress = new GradeProgress(4, stream, () => now)
  const submission = (id: string) => ({ id, name: id, folder: id })
  now = 60_000
  for (const id of ['Ann', 'Bob']) progress.stage(submission(id), 'waits')
  progress.add({ submission: submission('Joe'), state: 'graded', time: 60_000 }, 'new')
  progress.add({ submission: submission('Ann'), state: 'graded', time: 60_000 }, 'new')
  const shown = String(stream.read()).split('\r\u001b[K')
  expect(shown.slice(-2)).toEqual([
    '1/4 Joe: graded, about 1 min left',
    '2/4 Ann: graded, less than a minute left',
  ])
})
