import type { Event, Line, PublicMessage } from '@parley/contract'
import type { Request } from './frames.ts'
import { dialect } from './index.ts'

const noon = new Date('2016-03-14T12:34:56').getTime()

/** A gateway that is elsewhere: it answers in a later turn, when `answer` is called. */
function remote(settings: object = {}) {
  const options = dialect.options.parse(settings)
  const written: string[] = []
  const closed: string[] = []
  const wakings: number[] = []
  const waiting: ((answer: never) => void)[] = []
  const line: Line = {
    peer: { address: '127.0.0.1', port: 40_001 },
    address: '127.0.0.1',
    standIn: () => {},
    now: noon,
    write: (frame) => written.push(String(frame)),
    ask: (_command, then) => waiting.push(then),
    close: (reason) => closed.push(reason),
    wakeAt: (time) => wakings.push(time),
  }
  const session = dialect.serve(line, options)
  return {
    session,
    written,
    closed,
    wakings,
    /** What has been written since the last look: kind and content. */
    seen: () => {
      return written.splice(0).map((frame) => {
        const { response, sender, content } = JSON.parse(frame)
        return `${response} ${sender} ${content}`
      })
    },
    /** Answers the oldest ask. */
    answer: (answer: unknown) => Reflect.apply(waiting.shift() ?? Array, undefined, [answer]),
  }
}

function past(number: number, text = `text ${number}`): PublicMessage {
  return { kind: 'public', id: number, time: noon, number, from: 'bob', text }
}

const login: Request = { kind: 'login', name: 'alice' }
const loggedIn = { ok: true, value: { name: 'alice' } }

describe('a history answered in a later turn', () => {
  test('comes before newer messages, and nothing comes twice', () => {
    const { session, answer, seen } = remote()
    session.take(login)
    answer(loggedIn)
    const events: readonly Event[] = [
      past(2),
      { kind: 'joined', name: 'carol', via: 'vu', time: noon },
      past(3),
      { kind: 'direct', id: 9, time: noon, from: 'bob', to: 'alice', text: 'psst' },
    ]
    for (const event of events) session.hear(event)
    expect(seen()).toEqual(['info server Login successful'])
    answer({ ok: true, value: [past(1), past(2)] })
    expect(seen()).toEqual(['message bob text 1'])
    session.wake?.(noon + 50)
    expect(seen()).toEqual([
      'message bob text 2',
      'info server carol has logged in',
      'message bob text 3',
      'message bob (private) psst',
    ])
    session.hear(past(4))
    expect(seen()).toEqual(['message bob text 4'])
  })

  test('is sent one message at a time; requests are answered in between', () => {
    const { session, answer, seen, wakings } = remote()
    session.take(login)
    answer(loggedIn)
    answer({ ok: true, value: [past(1), past(2), past(3)] })
    session.take({ kind: 'names' })
    answer({ ok: true, value: [{ name: 'bob' }, { name: 'alice' }] })
    expect(seen().slice(1)).toEqual(['message bob text 1', 'info server bob, alice'])
    session.wake?.(noon + 50)
    session.wake?.(noon + 100)
    expect(seen()).toEqual(['message bob text 2', 'message bob text 3'])
    expect(wakings).toEqual([noon + 50, noon + 50])
  })

  test('is sent completely before its reader’s own message', () => {
    const { session, answer, seen } = remote()
    session.take(login)
    answer(loggedIn)
    answer({ ok: true, value: [past(1), past(2), past(3)] })
    session.hear(past(4))
    session.take({ kind: 'msg', text: 'mine' })
    answer({ ok: true, value: { message: past(5, 'mine') } })
    expect(seen().slice(1)).toEqual([
      'message bob text 1',
      'message bob text 2',
      'message bob text 3',
      'message bob text 4',
      'message bob mine',
    ])
  })

  test('is sent at once without pace', () => {
    const { session, answer, seen } = remote({ pace: 0 })
    session.take(login)
    answer(loggedIn)
    answer({ ok: true, value: [past(1), past(2)] })
    expect(seen().slice(1)).toEqual(['message bob text 1', 'message bob text 2'])
  })

  test('ends with the login that it belongs to', () => {
    const { session, answer, seen } = remote()
    session.take(login)
    answer(loggedIn)
    answer({ ok: true, value: [past(1), past(2)] })
    session.hear(past(3))
    session.take({ kind: 'logout' })
    answer({ ok: true })
    session.take(login)
    answer(loggedIn)
    answer({ ok: true, value: [past(3)] })
    expect(seen().slice(1)).toEqual([
      'message bob text 1',
      'info server Logout successful',
      'info server Login successful',
      'message bob text 3',
    ])
  })

  test('that fails is no error', () => {
    const { session, answer, seen } = remote()
    session.take(login)
    answer(loggedIn)
    session.hear(past(1))
    answer({ ok: false, error: 'store-failed' })
    expect(seen()).toEqual(['info server Login successful', 'message bob text 1'])
  })

  test('is completed at once when too much is held; nothing is lost', () => {
    const { session, answer, written } = remote({ maxObject: 0 })
    session.take(login)
    answer(loggedIn)
    for (let number = 1; number <= 5; number++) session.hear(past(number, 'x'.repeat(60_000)))
    expect(written).toHaveLength(6)
    session.hear(past(6))
    answer({ ok: true, value: [past(1), past(2)] })
    expect(written).toHaveLength(7)
  })

  test('is completed at once for many small events too', () => {
    const { session, answer, written } = remote()
    session.take(login)
    answer(loggedIn)
    for (let number = 1; number < 3000; number++) {
      session.hear({ kind: 'joined', name: `user${number}`, via: 'vu', time: noon })
    }
    expect(written).toHaveLength(3000)
  })

  test('held events are sent before a close', () => {
    const { session, answer, seen } = remote()
    session.take(login)
    answer(loggedIn)
    session.hear(past(1))
    session.hear({ kind: 'farewell', reason: 'shutdown', time: noon })
    expect(seen()).toEqual([
      'info server Login successful',
      'message bob text 1',
      'info server Goodbye: the server is shutting down',
    ])
  })
})

test('a login answered after the leave timeout stays (3.5)', () => {
  const { session, answer, closed, wakings } = remote()
  session.take(login)
  answer(loggedIn)
  answer({ ok: true, value: [] })
  session.take({ kind: 'logout' })
  answer({ ok: true, value: null })
  expect(wakings).toEqual([noon + 2000])
  session.take(login)
  session.wake?.(noon + 2000)
  answer(loggedIn)
  expect(closed).toEqual([])
})

describe('a line end (1.4)', () => {
  test('is decided when an object is written, not when it is made', () => {
    const { session, written } = remote()
    session.take({ kind: 'help' })
    const [frame = ''] = written
    expect(frame.at(-1)).toBe('}')
    expect(session.seal?.(frame)).toBe(frame)
    session.take({ kind: 'line-end' })
    expect(session.seal?.(frame)).toBe(`${frame}\n`)
    session.take({ kind: 'help' })
    expect(session.seal?.(written[1] ?? '')).toBe(`${frame}\n`)
  })

  test.each(['none', 'lf'])('%s is set', (terminator) => {
    const { session, written } = remote({ terminator })
    session.take({ kind: 'help' })
    session.take({ kind: 'line-end' })
    session.take({ kind: 'help' })
    expect(session.seal).toBeUndefined()
    const ends = written.map((frame) => frame.at(-1))
    expect(ends).toEqual(terminator === 'lf' ? ['\n', '\n'] : ['}', '}'])
  })
})

test('serialises a message to everyone once for each listener', () => {
  let readings = 0
  const message: PublicMessage = {
    ...past(1),
    get text() {
      readings += 1
      return 'hello'
    },
  }
  const line = remote()
  const options = dialect.options.parse({})
  const written: string[] = []
  const open = () => {
    return dialect.serve(
      {
        peer: { address: '127.0.0.1', port: 40_001 },
        address: '127.0.0.1',
        standIn: () => {},
        now: noon,
        write: (frame) => written.push(String(frame)),
        ask: () => {},
        close: () => {},
        wakeAt: () => {},
      },
      options,
    )
  }
  for (const session of [open(), open(), open()]) session.hear(message)
  const once = readings
  line.session.hear(message)
  expect(written).toHaveLength(3)
  expect(readings).toBe(2 * once)
})
