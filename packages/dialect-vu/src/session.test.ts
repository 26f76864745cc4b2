import type { Line, PublicMessage } from '@parley/contract'
import { options } from './options.ts'
import { serve } from './session.ts'

/** A line on which nothing is asked. */
function quietLine(written: (Uint8Array | string)[]): Line {
  return {
    peer: { address: '127.0.0.1', port: 40_001 },
    now: 0,
    write: (frame) => written.push(frame),
    ask: () => {},
    close: () => {},
    wakeAt: () => {},
  }
}

test('a message to many is made into frames once', () => {
  let readings = 0
  const message: PublicMessage = {
    kind: 'public',
    id: 1,
    time: 0,
    number: 1,
    from: 'bob',
    get text() {
      readings += 1
      return 'hello'
    },
  }
  const written: (Uint8Array | string)[] = []
  for (const strict of [false, true, false]) {
    serve(quietLine(written), options.parse({ strict })).hear(message)
  }
  expect(written).toEqual(['DELIVERY bob hello\n', 'DELIVERY bob hello\n', 'DELIVERY bob hello\n'])
  expect(readings).toBe(1)
})

test('nothing is written before the client has spoken (1.1)', () => {
  const written: (Uint8Array | string)[] = []
  const session = serve(quietLine(written), options.parse({}))
  session.greet()
  session.wake(0)
  session.hear({ kind: 'farewell', reason: 'shutdown', time: 0 })
  expect(written).toEqual([])
})
