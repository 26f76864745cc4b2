import { statusText } from './cluster-command.ts'
import { stamp } from './stamp.ts'

test('the status has a line for the log, and one for each gateway', () => {
  const created = '2026-11-20T22:55:14.5Z'
  const started = Date.parse('2026-11-21T08:00:00Z')
  const one = {
    node: 'one',
    process: 'x',
    epoch: 3,
    started,
    version: '1.2.3',
    users: 7,
    applied: 90,
  }
  const log = { created, first: 1, last: 100, bytes: 1 }
  const text = statusText({
    log,
    gateways: [one, { ...one, node: 'other', users: 12, applied: 100 }],
  })
  expect(text).toBe(
    [
      `log: 100 entries since ${stamp(Date.parse(created))}`,
      `one    epoch 3  7 users   10 behind  since ${stamp(started)}  1.2.3`,
      `other  epoch 3  12 users  0 behind   since ${stamp(started)}  1.2.3`,
      '',
    ].join('\n'),
  )
})
