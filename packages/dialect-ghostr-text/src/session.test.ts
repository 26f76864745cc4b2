import { RecordingLine } from '@parley/conformance'
import type { Event } from '@parley/contract'
import type { Request } from './frames.ts'
import { dialect } from './index.ts'

const known = { ok: true, value: { account: true } }
const entered = { ok: true, value: { name: 'hans' } }
const logon: Request = { kind: 'LOGON', who: 'hans' }
const auth: Request = { kind: 'AUTH', who: 'hans', password: 'falcon*solo' }
const list: Request = { kind: 'WHOELSE', from: 'hans' }
const stop: Request = { kind: 'PRIVSTOP', from: 'hans', to: 'yoda' }

/** A session in which hans has logged in; then it is answered by hand. */
function hans(settings: object = {}) {
  const line = new RecordingLine([known, entered])
  const session = line.serve(dialect, dialect.options.parse(settings))
  session.take(logon)
  session.take(auth)
  const start = line.now
  line.deeds.length = 0
  return {
    line,
    session,
    /** So many seconds after the login. */
    at: (seconds: number) => {
      line.now = start + seconds * 1000
    },
    start,
  }
}

describe('a user who asks for nothing (5.1)', () => {
  test('is told, logged out, and closed a second later', () => {
    const { line, session, at, start } = hans({ timeout: 30 })
    at(20)
    session.take(stop)
    at(30)
    session.wake?.(line.now)
    expect(line.writes).toEqual(['TYPE: PRIVSTOP;;TO: yoda;;FROM: hans;;RET: 1;;'])
    expect(line.wakes).toEqual([start + 50_000])
    line.deeds.length = 0
    at(50)
    session.wake?.(line.now)
    expect(line.writes).toEqual(['TYPE: TIMEOUT;;WHO: hans;;'])
    expect(line.asks).toEqual([{ kind: 'logout' }])
    expect(line.wakes).toEqual([start + 51_000])
    line.answer({ ok: true, value: null })
    session.take(stop)
    session.hear({ kind: 'joined', name: 'luke', via: 'vu', time: line.now })
    at(51)
    session.wake?.(line.now)
    expect(line.closes).toEqual(['idle'])
    expect(line.writes).toHaveLength(1)
  })

  test('is first looked for at the end of the time', () => {
    const line = new RecordingLine([known, entered])
    const session = line.serve(dialect, dialect.options.parse({ timeout: 0.5 }))
    session.take(logon)
    expect(line.wakes).toEqual([])
    session.take(auth)
    expect(line.wakes).toEqual([line.now + 500])
  })

  test('may do so for ever by default', () => {
    expect(hans().line.wakes).toEqual([])
    const { line, session } = hans()
    session.wake?.(line.now)
    expect(line.deeds).toEqual([])
  })

  test('is told no answer that comes later', () => {
    const { line, session, at } = hans({ timeout: 30 })
    session.take(list)
    at(30)
    session.wake?.(line.now)
    line.answer({ ok: true, value: [] })
    expect(line.writes).toEqual(['TYPE: TIMEOUT;;WHO: hans;;'])
  })
})

describe('the name', () => {
  test('is compared as everywhere: after normalisation', () => {
    const line = new RecordingLine([known, { ok: true, value: { name: 'Zo\u00eb' } }])
    const session = line.serve(dialect, dialect.options.parse({}))
    session.take({ kind: 'LOGON', who: 'Zoe\u0308' })
    session.take({ kind: 'AUTH', who: 'Zoe\u0308', password: 'x' })
    session.take({ kind: 'BROADCAST', from: 'Zoe\u0308', text: 'hi' })
    expect(line.asks.at(-1)).toEqual({ kind: 'broadcast', text: 'hi' })
  })

  test('of another LOGON holds from then on', () => {
    const line = new RecordingLine([known, { ok: false, error: 'name-taken' }])
    const session = line.serve(dialect, dialect.options.parse({}))
    session.take(logon)
    session.take({ kind: 'LOGON', who: 'yoda' })
    session.take(auth)
    expect(line.writes.at(-1)).toBe('TYPE: AUTH;;PASW: 0;;ATMP: 3;;')
    expect(line.asks).toHaveLength(2)
  })
})

test('what is told while a password is judged follows the answer', () => {
  const line = new RecordingLine([known])
  const session = line.serve(dialect, dialect.options.parse({}))
  const joined = (name: string): Event => ({ kind: 'joined', name, via: 'vu', time: line.now })
  session.take(logon)
  session.take(auth)
  session.hear(joined('yoda'))
  line.answer({ ok: false, error: 'wrong-password', left: 2 })
  session.take(auth)
  session.hear(joined('luke'))
  line.answer(entered)
  expect(line.writes.slice(1)).toEqual([
    'TYPE: AUTH;;PASW: 0;;ATMP: 2;;',
    'TYPE: AUTH;;PASW: 1;;ATMP: 3;;',
    'TYPE: LOGGEDIN;;WHO: luke;;',
  ])
})

test('a user who was online without an account does not exist once they have left', () => {
  const { line, session } = hans()
  session.take({ kind: 'MSG', from: 'hans', to: 'luke', text: 'hi' })
  line.answer({ ok: false, error: 'user-offline' })
  expect(line.writes.at(-1)).toBe(
    'TYPE: MSG;;FROM: server;;TO: hans;;BODY: Error. luke does not exist;;',
  )
})
