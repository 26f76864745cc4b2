import { LogGuard } from './log-guard.ts'

const log = { created: 'now', first: 1, last: 5, bytes: 100 }

test('entries that are applied while the broker answers are no sign of a log that has gone back', async () => {
  let applied = 5
  const guard = new LogGuard(
    'now',
    () => applied,
    async () => {
      applied = 9
      return log
    },
  )
  expect(await guard.look()).toEqual(log)
})

test.each([
  ['an entry that was applied is missing', { ...log, last: 4 }],
  ['it was made again', { ...log, created: 'later' }],
  ['it is not there', { created: '', first: 0, last: 0, bytes: 0 }],
])('the log has gone back where %s', async (_what, found) => {
  const guard = new LogGuard(
    'now',
    () => 5,
    async () => found,
  )
  expect(await guard.look()).toBe(undefined)
})
