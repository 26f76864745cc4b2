import { jest } from '@jest/globals'
import type { Event } from '@parley/contract'
import { memoryPorts } from '@parley/engine'
import { DeferredEvents, EventQueue, MOST_DEFERRED, MOST_DEFERRED_TEXT } from './deferred-events.ts'
import { LARGE_TEXT } from './shared-encoding.ts'
import { TestGateway } from './testing/peer.ts'
import { TURN_TIME, Turn } from './turn.ts'

jest.setTimeout(30_000)

const large = 'x'.repeat(LARGE_TEXT + 1)

function notice(text: string): Event {
  return { kind: 'notice', text, time: 0 }
}

/** Delivers to receivers `a` and `b` on a turn whose clock is set by hand. */
function deferring() {
  const clock = { elapsed: 0 }
  const turn = new Turn(
    () => {},
    () => {},
    { now: () => 0, elapsed: () => clock.elapsed },
  )
  const deferred = new DeferredEvents(turn)
  const delivered: string[] = []
  const queue = (receiver: string) =>
    new EventQueue(deferred, {
      deliver(event) {
        const text = 'text' in event ? event.text : ''
        delivered.push(`${turn.count} ${receiver} ${text.length}`)
        clock.elapsed += TURN_TIME
      },
    })
  turn.begin()
  return { clock, turn, deferred, delivered, a: queue('a'), b: queue('b') }
}

const nextTurns = async () => {
  for (let count = 0; count < 5; count++) await new Promise((done) => setImmediate(done))
}

test('a large text is delivered to one receiver a turn once the turn has worked long enough', async () => {
  const { delivered, a, b } = deferring()
  for (const queue of [a, b]) queue.add(notice(large), 'event')
  for (const queue of [a, b]) queue.add(notice(`${large}y`), 'event')
  expect(delivered).toEqual([`1 a ${large.length}`])
  await nextTurns()
  expect(delivered).toEqual([
    `1 a ${large.length}`,
    `3 b ${large.length}`,
    `5 a ${large.length + 1}`,
    `7 b ${large.length + 1}`,
  ])
})

test('what was read before a delivery of a later turn is answered before it', async () => {
  const { turn, delivered, a, b } = deferring()
  const answer = {
    hasStored: false,
    flush: () => void delivered.push(`${turn.count} answer`),
    discard() {},
  }
  for (const queue of [a, b]) queue.add(notice(large), 'event')
  setImmediate(() => turn.gather(answer))
  await nextTurns()
  expect(delivered).toEqual([`1 a ${large.length}`, '2 answer', `3 b ${large.length}`])
})

test('a small text waits only behind a large one for the same receiver', async () => {
  const { clock, delivered, a, b } = deferring()
  clock.elapsed = TURN_TIME
  a.add(notice(large), 'event')
  a.add(notice('small'), 'event')
  b.add(notice('other'), 'event')
  expect(delivered).toEqual(['1 b 5'])
  await nextTurns()
  expect(delivered.map((line) => line.slice(2))).toEqual(['b 5', `a ${large.length}`, 'a 5'])
})

test('what waits can be delivered at once, and is not delivered again', async () => {
  const { clock, delivered, a } = deferring()
  clock.elapsed = TURN_TIME
  a.add(notice(large), 'event')
  a.add(notice('small'), 'event')
  a.catchUp()
  expect(delivered).toEqual([`1 a ${large.length}`, '1 a 5'])
  await nextTurns()
  expect(delivered).toHaveLength(2)
})

test('past the bound on text everything is delivered in its own turn, in order', () => {
  const { clock, delivered, a } = deferring()
  clock.elapsed = TURN_TIME
  const half = 'x'.repeat(MOST_DEFERRED_TEXT / 2)
  a.add(notice(half), 'event')
  a.add(notice(half), 'event')
  expect(delivered).toEqual([])
  a.add(notice('y'), 'event')
  expect(delivered).toEqual([`1 a ${half.length}`, `1 a ${half.length}`, '1 a 1'])
})

test('one text counts once for all its receivers, of which there is a bound', () => {
  const { clock, deferred, a } = deferring()
  clock.elapsed = TURN_TIME
  const event = notice('x'.repeat(MOST_DEFERRED_TEXT / 2))
  for (let count = 0; count < MOST_DEFERRED - 1; count++) deferred.add(event, a)
  expect(deferred.hasRoomFor(event)).toBe(true)
  deferred.add(event, a)
  expect(deferred.hasRoomFor(event)).toBe(false)
})

describe('on a gateway whose turns have always worked long enough', () => {
  let host: TestGateway

  beforeEach(async () => {
    let elapsed = 0
    host = await TestGateway.open({ maxFrame: 2 * LARGE_TEXT }, {}, memoryPorts(), {
      elapsed: () => {
        elapsed += TURN_TIME
        return elapsed
      },
    })
  })

  afterEach(async () => {
    await host.close()
  })

  /** Calls `then` once, when the first of the receivers of a large text is told it. */
  function onFirstDelivery(then: () => void): void {
    host.gateway.tap = (seen) => {
      if (seen.kind !== 'event' || seen.event.kind !== 'public') return
      host.gateway.tap = undefined
      then()
    }
  }

  test('a later message comes after a large text', async () => {
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    await ann.expect('+bob\n')
    ann.send(`to bob ${large}\nto bob small\n`)
    await bob.expect(`ann: ${large}\nann: small\n`)
  })

  test('a command is carried out after all that its sender was told before', async () => {
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    await Promise.all(['carol', 'dave', 'erin', 'frank'].map((name) => host.user(name)))
    let accepted = 0
    let acceptedBefore = 0
    let hasAsked = false
    host.gateway.tap = (seen) => {
      if (seen.kind === 'answer' && seen.command.kind === 'broadcast') accepted += 1
      else if (seen.kind === 'frame' && seen.frame === 'say 1 now') acceptedBefore = accepted
      else if (
        seen.kind === 'event' &&
        seen.event.kind === 'public' &&
        accepted >= 10 &&
        !hasAsked
      ) {
        bob.send('say 1 now\n')
        hasAsked = true
      }
    }
    ann.send(`all ${large}\n`.repeat(40))
    const received = await bob.until((text) => text.includes('now\n'))
    const before = received.slice(0, received.indexOf('now\n'))
    expect(before.split(`ann* ${large}\n`)).toHaveLength(acceptedBefore + 1)
  })

  test('who has not had a large text yet has it before the farewell', async () => {
    const ann = await host.user('ann')
    const names = ['bob', 'carol', 'dave', 'erin']
    const others = await Promise.all(names.map((name) => host.user(name)))
    let drained: Promise<void> | undefined
    onFirstDelivery(() => {
      drained = host.gateway.drain(10_000)
    })
    ann.send(`all ${large}\n`)
    for (const other of others) {
      await other.expect(`ann* ${large}\n`)
      await other.expect('bye shutdown\n')
    }
    for (const peer of [ann, ...others]) peer.socket.end()
    await drained
  })
})
