import * as z from 'zod'
import { explainPlan } from './explain.ts'
import { parseFaultPlan } from './plan.ts'

test.each([
  [{}, ['faults']],
  [{ faults: [] }, ['faults']],
  [{ faults: [{ fault: 'loss' }] }, ['faults', 0, 'fault']],
  [{ faults: [{ fault: 'delay' }] }, ['faults', 0, 'ms']],
  [{ faults: [{ fault: 'drop', size: 3 }] }, ['faults', 0]],
  [{ faults: [{ fault: 'drop', from: 'me' }] }, ['faults', 0, 'from']],
  [
    { faults: [{ fault: 'drop' }, { fault: 'drop', probability: 2 }] },
    ['faults', 1, 'probability'],
  ],
  [{ faults: [{ fault: 'drop', frame: 1, byte: 1 }] }, ['faults', 0, 'byte']],
])('%j is refused at its key', (input, path) => {
  let found: unknown
  try {
    parseFaultPlan(input)
  } catch (error) {
    found = error instanceof z.ZodError ? error.issues[0]?.path : error
  }
  expect(found).toEqual(path)
})

test('a plan is explained, a line for each fault', () => {
  const plan = parseFaultPlan({
    faults: [
      { fault: 'cut', from: 'client' },
      { fault: 'cut', byte: 7, pause: 0 },
      { fault: 'join', times: 3 },
      { fault: 'delay', ms: 100, jitter: 50, probability: 0.1 },
      { fault: 'stall', frame: 3, from: 'server' },
      { fault: 'reset', after: 5000, connection: 2 },
      { fault: 'half-close' },
      { fault: 'drop', byte: 100, after: 10, times: 1 },
      { fault: 'limit', rate: 1 },
    ],
  })
  expect(explainPlan(plan)).toEqual([
    '1. cut: sends a frame in pieces of 1 byte, 10 ms apart; every connection, from client, each frame',
    '2. cut: sends the bytes in two pieces, 0 ms apart; every connection, both directions, behind byte 7',
    '3. join: sends 2 frames as one write, or those that came within 100 ms; every connection, both directions, each frame, at most 3 times',
    '4. delay: sends a frame 100 to 150 ms later, and what follows not before it; every connection, both directions, each frame, with a probability of 0.1',
    '5. stall: reads and sends nothing more; every connection, from server, behind frame 3',
    '6. reset: resets the connection on both sides; connection 2, both directions, 5000 ms after the connection was made',
    '7. half-close: ends this direction, and discards what is still said; every connection, both directions, behind the first frame',
    '8. drop: does not send a frame; every connection, both directions, the frame with byte 100, not before 10 ms, once',
    '9. limit: sends at most 1 byte a second from there on; every connection, both directions, each frame',
  ])
})
