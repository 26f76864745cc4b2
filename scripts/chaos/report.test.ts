import { Delays } from './delays.ts'
import { MEBIBYTE } from './memory.ts'
import { faultsOf, formatReport } from './report.ts'
import type { Outcome } from './run.ts'

function delaysOf(count: number): Delays {
  const delays = new Delays()
  for (let delay = 1; delay <= count; delay++) delays.add(delay)
  return delays
}

const none = { lost: 0, doubled: 0, reordered: 0, refused: 0, unanswered: 0, closed: 0 }

const good: Outcome = {
  plan: { minutes: 1, clients: 100, seed: 1 },
  length: 60_000,
  tallies: [{ dialect: 'toy', users: 2, delays: delaysOf(200), ...none }],
  guests: [{ kind: 'noise', clients: 5, connections: 50 }],
  samples: Array.from({ length: 60 }, (_, at) => ({ at: at * 1000, bytes: 100 * MEBIBYTE })),
  ownDelay: { p99: 12, worst: 30 },
  end: { status: 0, signal: null, took: 400 },
  died: false,
  errors: [],
}

function withTally(counts: Partial<typeof none>): Outcome {
  return {
    ...good,
    tallies: [{ dialect: 'toy', users: 2, delays: delaysOf(2), ...none, ...counts }],
  }
}

test('a good run has no faults', () => {
  expect(faultsOf(good)).toEqual([])
})

test.each<[string, Outcome, string]>([
  ['a lost message', withTally({ lost: 2 }), 'toy: 2 lost'],
  ['a doubled one', withTally({ doubled: 1 }), 'toy: 1 doubled'],
  ['a reordered one', withTally({ reordered: 1 }), 'toy: 1 reordered'],
  ['a refused one', withTally({ refused: 1 }), 'toy: 1 refused'],
  ['one without an answer', withTally({ unanswered: 1 }), 'toy: 1 unanswered'],
  ['a pair that was closed', withTally({ closed: 1 }), 'toy: 1 closed'],
  [
    'a gateway that has died',
    { ...good, died: true, end: { status: null, signal: 'SIGABRT', took: 0 } },
    'the gateway has died (status none, signal SIGABRT)',
  ],
  [
    'a status that is not 0',
    { ...good, end: { status: 1, signal: null, took: 10 } },
    'the gateway did not end well on SIGTERM (status 1, signal none)',
  ],
  [
    'a stop that takes too long',
    { ...good, end: { status: 0, signal: null, took: 5001 } },
    'the gateway took 5001 ms to stop, allowed are 5000',
  ],
  [
    'memory that grows',
    { ...good, samples: good.samples.map(({ at }) => ({ at, bytes: (at / 1000) * 4 * MEBIBYTE })) },
    'its memory has grown by 120 MiB',
  ],
  [
    'an error in the log',
    { ...good, errors: ['{"level":"error"}'] },
    'the gateway logged: {"level":"error"}',
  ],
])('%s is a fault', (_, outcome, fault) => {
  expect(faultsOf(outcome)).toEqual([fault])
})

test('the report has the delays of each dialect', () => {
  expect(formatReport(good)).toContain(
    'toy                    2       200       100       198       200         0         0         0         0\n',
  )
})
