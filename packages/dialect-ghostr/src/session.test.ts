import type { Command, Event, Line } from '@parley/contract'
import type { Request } from './frames.ts'
import { dialect } from './index.ts'

const noon = new Date('2016-03-14T12:34:56').getTime()

/** A gateway that is elsewhere: it answers in a later turn, when `answer` is called. */
function remote(settings: object = {}) {
  const options = dialect.options.parse(settings)
  const written: string[] = []
  const closed: string[] = []
  const wakings: number[] = []
  const asked: Command['kind'][] = []
  const placed: (readonly string[])[] = []
  const waiting: ((answer: never) => void)[] = []
  const line = {
    peer: { address: '10.0.0.9', port: 40_001 },
    address: '10.0.0.1',
    now: noon,
    write: (frame) => written.push(String(frame)),
    ask: (command, then) => {
      asked.push(command.kind)
      waiting.push(then)
    },
    standIn: (names, then) => {
      placed.push(names)
      waiting.push(then)
    },
    close: (reason) => closed.push(reason),
    wakeAt: (time) => wakings.push(time),
  } satisfies Line
  const session = dialect.serve(line, options)
  const answer = (value: unknown) => Reflect.apply(waiting.shift() ?? Array, undefined, [value])
  return {
    line,
    session,
    closed,
    wakings,
    asked,
    placed,
    answer,
    /** What has been written since the last look. */
    seen: () => written.splice(0),
  }
}

/** The same, logged in as hans. */
function hans(settings: object = {}) {
  const one = remote(settings)
  one.session.take(login)
  one.answer(loggedIn)
  one.seen()
  one.asked.splice(0)
  return one
}

const login: Request = { kind: 'login', name: 'hans', password: 'falcon*solo', port: 0 }
const loggedIn = { ok: true, value: { name: 'hans' } }
const done = { ok: true, value: null }
const psst: Event = { kind: 'direct', id: 9, time: noon, from: 'yoda', to: 'hans', text: 'psst' }
const bye: Event = { kind: 'farewell', reason: 'shutdown', time: noon }

const SUCCESS = '{"action": "login", "status": "SUCCESS"}'
const PSST = '{"action": "receive_message", "from": "yoda", "message": "psst"}'
const TIMEOUT = '{"action": "timeout"}'

describe('a login that is answered in a later turn (1.4)', () => {
  test('is answered before anything that was told meanwhile', () => {
    const { session, answer, seen } = remote()
    session.take({ ...login, port: 54523 })
    session.hear(psst)
    expect(seen()).toEqual([])
    answer(loggedIn)
    session.hear(psst)
    answer(done)
    expect(seen()).toEqual([SUCCESS, PSST, PSST])
  })

  test('tells nothing where it is refused', () => {
    const { session, answer, seen } = remote()
    session.take(login)
    session.hear(psst)
    answer({ ok: false, error: 'wrong-password', left: 1 })
    expect(seen()).toEqual(['{"action": "login", "status": "INVALID_PASSWORD"}'])
    session.take(login)
    answer(loggedIn)
    expect(seen()).toEqual([SUCCESS])
  })
})

test('nothing is said to a stranger (1.4)', () => {
  const { session, seen } = remote()
  session.greet?.()
  session.hear(psst)
  session.hear(bye)
  session.take({ kind: 'line-end' })
  expect(seen()).toEqual([])
})

describe('a private chat with a user whose client takes none (6.3)', () => {
  const start: Request = { kind: 'startprivate', name: 'luke' }
  const peer = { address: '10.0.0.7', port: 40_002 }
  const luke = { name: 'luke', via: 'vu', peer, since: noon }

  test('is answered by a place of our own', () => {
    const { session, answer, seen, placed } = hans()
    session.take(start)
    answer({ ok: true, value: luke })
    expect(placed).toEqual([['luke']])
    answer([48_603])
    expect(seen()).toEqual([
      '{"action": "startprivate", "reply": "SUCCESS", "address": "10.0.0.1", "port": 48603, "username": "luke"}',
    ])
  })

  test('also where it takes datagrams only', () => {
    const { session, answer, placed } = hans()
    session.take(start)
    answer({ ok: true, value: { ...luke, calls: { transport: 'udp', port: 1 } } })
    expect(placed).toEqual([['luke']])
  })

  test('is none where there is no room', () => {
    const { session, answer, seen } = hans()
    session.take(start)
    answer({ ok: true, value: luke })
    answer([undefined])
    expect(seen()).toEqual(['{"action": "startprivate", "reply": "USER_OFFLINE"}'])
  })

  test('may be had later where nobody can be looked up just now (4.12)', () => {
    const { session, answer, seen } = hans()
    session.take(start)
    answer({ ok: false, error: 'store-failed' })
    expect(seen()).toEqual(['{"action": "startprivate", "reply": "Try again later"}'])
  })
})

describe('a user who asks for nothing (5.1)', () => {
  test('is told, logged out, and closed a second later', () => {
    const { session, line, wakings, closed, asked, answer, seen } = hans({ timeout: 120 })
    expect(wakings).toEqual([noon + 120_000])
    line.now = noon + 120_000
    session.wake?.(line.now)
    expect(seen()).toEqual([TIMEOUT])
    expect(asked).toEqual(['logout'])
    answer(done)
    expect(wakings.at(-1)).toBe(noon + 121_000)
    session.take({ kind: 'whoelse' })
    session.hear(psst)
    session.hear(bye)
    expect(asked).toEqual(['logout'])
    expect(closed).toEqual([])
    line.now = noon + 121_000
    session.wake?.(line.now)
    expect(closed).toEqual(['idle'])
    expect(seen()).toEqual([])
  })

  test('has as long again after each request, whatever it is', () => {
    const { session, line, wakings, closed, seen } = hans({ timeout: 2 })
    line.now = noon + 1500
    session.take({ kind: 'unknown', action: 'dance' })
    expect(wakings).toHaveLength(1)
    line.now = noon + 2000
    session.wake?.(line.now)
    expect(wakings.at(-1)).toBe(noon + 3500)
    session.take({ kind: 'line-end' })
    line.now = noon + 3500
    session.wake?.(line.now)
    expect(seen().at(-1)).toBe(TIMEOUT)
    expect(closed).toEqual([])
  })

  test('has no answer any more that comes too late', () => {
    const { session, line, answer, seen } = hans({ timeout: 1 })
    session.take({ kind: 'whoelse' })
    line.now = noon + 1000
    session.wake?.(line.now)
    answer({ ok: true, value: [] })
    answer(done)
    expect(seen()).toEqual([TIMEOUT])
  })

  test('may ask for nothing for ever without a timeout', () => {
    expect(hans().wakings).toEqual([])
  })

  test('is timed out with strict too', () => {
    const { session, line, seen } = hans({ timeout: 1, strict: true })
    line.now = noon + 1000
    session.wake?.(line.now)
    expect(seen()).toEqual([TIMEOUT])
  })
})

test('a connection is closed once', () => {
  const { session, closed, seen } = hans()
  session.take({ kind: 'malformed' })
  session.take({ kind: 'malformed' })
  expect(closed).toEqual(['malformed'])
  expect(seen()).toHaveLength(1)
})

test('a user who was online without an account does not exist once they have left', () => {
  const { session, answer, seen } = hans()
  session.take({ kind: 'message', to: 'luke', text: 'hi' })
  answer({ ok: false, error: 'user-offline' })
  expect(seen()).toEqual(['{"action": "message", "status": "USER_NOT_EXIST"}'])
})
