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
    '2/4 Bob: needs-staff',
    '3/4 E?ve: graded, about 2 min left',
    '4/4 Joe: graded',
    '',
  ])
})

test('elsewhere each submission that is graded anew has a line', () => {
  expect(written(false)).toBe('2/4 Bob: needs-staff\n3/4 E?ve: graded\n4/4 Joe: graded\n')
})
