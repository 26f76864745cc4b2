import { serveOthers } from './blocked-reader.ts'
import { LineStage, LineWire } from './testing/line-stage.ts'

const PART = 64 * 1024

/** A server that serves others, or not, while its client reads nothing and has been sent so much. */
async function outcomeOf({
  stallsAt = Number.POSITIVE_INFINITY,
  recovers = 'read',
}: {
  stallsAt?: number
  recovers?: 'read' | 'soon' | 'never'
}) {
  const stage = new LineStage(() => () => [])
  const reader = new LineWire(() => [])
  let sent = 0
  let state: 'paused' | 'reading' = 'reading'
  let failures = 0
  reader.pause = () => {
    state = 'paused'
  }
  reader.passOver = async () => {
    state = 'reading'
  }
  const isStalled = () => {
    if (sent < stallsAt || recovers === 'never') return sent >= stallsAt
    return recovers === 'read' ? state === 'paused' : failures < 2
  }
  const done: string[] = []
  const failure = await serveOthers(stage, reader, {
    async fill() {
      sent += PART
      return PART
    },
    async say() {},
    async arrives() {
      if (!isStalled()) return
      failures += 1
      throw new Error('late')
    },
    async returns() {
      done.push('returned')
    },
  }).then(() => 'passed', String)
  return { failure, sent, state, done, passed: stage.passed }
}

test('a server that serves others is sent 6 MiB, and is read from again', async () => {
  const { failure, sent, state, passed } = await outcomeOf({})
  expect([failure, sent, state, passed]).toEqual(['passed', 6 * 1024 * 1024, 'reading', []])
})

test('a server that serves others only when the client reads again fails', async () => {
  const { failure, sent, state, done } = await outcomeOf({ stallsAt: 3 * PART })
  expect(failure).toBe(
    'Error: others were served only when a client that had read nothing began to read again',
  )
  expect([sent, state, done]).toEqual([3 * PART, 'reading', ['returned']])
})

test('a server that is late, and serves others before the client reads, passes', async () => {
  const { failure, passed } = await outcomeOf({ stallsAt: 3 * PART, recovers: 'soon' })
  expect([failure, passed]).toEqual(['passed', [500, 500]])
})

test('a server that serves nobody any more is not blamed for the client that reads nothing', async () => {
  const { failure } = await outcomeOf({ stallsAt: 3 * PART, recovers: 'never' })
  expect(failure).toBe(
    'Error: the server did not serve others again when the client that had read nothing read',
  )
})
