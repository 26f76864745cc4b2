import { Buffer } from 'node:buffer'
import type { Event, Line } from '@parley/contract'
import { client } from './client.ts'
import type { Request } from './frames.ts'
import { dialect } from './index.ts'

const noon = new Date('2026-11-20T22:55:14').getTime()

/** A gateway that is elsewhere: it answers in a later turn, when `answer` is called. */
function remote(settings: object = {}) {
  const options = dialect.options.parse(settings)
  const splitter = client.splitter(options)
  const asked: string[] = []
  const closed: string[] = []
  const replies: string[] = []
  const waiting: ((answer: never) => void)[] = []
  const places: ((ports: readonly (number | undefined)[]) => void)[] = []
  const line: Line = {
    peer: { address: '127.0.0.1', port: 40_001 },
    address: '10.0.0.1',
    now: noon,
    standIn: (_names, then) => places.push(then),
    write: (frame) => {
      splitter.push(Buffer.from(frame))
      const reply = splitter.next(2048)
      if (typeof reply === 'object' && 'kind' in reply && reply.kind === 'reply') {
        replies.push(`${reply.type}: ${reply.body}`)
      }
    },
    ask: (command, then) => {
      asked.push(command.kind)
      waiting.push(then)
    },
    close: (reason) => closed.push(reason),
    wakeAt: () => {},
  }
  const session = dialect.serve(line, options)
  return {
    session,
    closed,
    /** What has been written since the last look: type and body. */
    seen: () => replies.splice(0),
    /** What has been asked since the last look. */
    asks: () => asked.splice(0),
    /** Answers the oldest ask. */
    answer: (answer: unknown) => Reflect.apply(waiting.shift() ?? Array, undefined, [answer]),
    give: (...ports: readonly (number | undefined)[]) => places.shift()?.(ports),
  }
}

/** The same, with jess logged in. */
function jess(settings: object = {}) {
  const one = remote(settings)
  one.session.greet?.()
  one.session.take({ kind: 'login', name: 'jess', password: '123' })
  one.answer({ ok: true, value: { name: 'jess' } })
  one.seen()
  one.asks()
  return one
}

const yes = { ok: true, value: null }
const no = { ok: false, error: 'store-failed' }
const nothing: Request = { kind: 'wrong', complaint: 'unknown' }
const INVALID = ': Error. Invalid command!'

function direct(id: number, text: string): Event {
  return { kind: 'direct', id, time: noon, from: 'olivia', to: 'jess', text }
}

test('a login that is answered later', () => {
  const { session, answer, seen, closed } = remote()
  session.greet?.()
  session.take({ kind: 'login', name: 'jess', password: '1' })
  expect(seen()).toEqual([': Successfully connected to server'])
  answer({ ok: false, error: 'locked-out' })
  expect(seen()).toEqual(['LOGIN-B: '])
  expect(closed).toEqual(['locked-out'])
})

describe('what waits for a reply (4.2)', () => {
  test('is written once the mailbox has marked it', () => {
    const { session, answer, seen, asks } = jess()
    session.hear(direct(1, 'one'))
    session.hear(direct(2, 'two'))
    session.take(nothing)
    expect([asks(), seen()]).toEqual([['received'], []])
    session.hear(direct(3, 'three'))
    answer(yes)
    expect(seen()).toEqual([`${INVALID}\n[from olivia] one\n[from olivia] two`])
    session.take(nothing)
    answer(yes)
    expect(seen()).toEqual([`${INVALID}\n[from olivia] three`])
  })

  test('stays in order if the mailbox cannot mark it', () => {
    const { session, answer, seen } = jess()
    session.hear(direct(1, 'one'))
    session.hear({ kind: 'notice', text: 'note', time: noon })
    session.take(nothing)
    session.hear(direct(3, 'three'))
    answer(no)
    expect(seen()).toEqual([INVALID])
    session.take(nothing)
    answer(yes)
    expect(seen()).toEqual([
      `${INVALID}\n[from olivia] one\n[from server] note\n[from olivia] three`,
    ])
  })

  test('counts notices that are put back', () => {
    const { session, answer, seen } = jess()
    session.hear(direct(1, 'one'))
    for (let at = 1; at <= 16; at++) session.hear({ kind: 'notice', text: `${at}`, time: noon })
    session.take(nothing)
    session.hear({ kind: 'notice', text: '17', time: noon })
    answer(no)
    session.hear({ kind: 'notice', text: '18', time: noon })
    seen()
    session.take(nothing)
    answer(yes)
    const [reply = ''] = seen()
    expect(reply.split('\n').slice(1, 3)).toEqual(['[from olivia] one', '[from server] 2'])
    expect(reply.split('\n').at(-1)).toBe('[from server] 18')
  })

  test('is carried by the late reply to a post', () => {
    const { session, answer, seen } = jess()
    session.take({ kind: 'post', text: 'hi' })
    session.hear(direct(1, 'one'))
    const message = { kind: 'public', id: 2, time: noon, number: 1, from: 'jess', text: 'hi' }
    answer({ ok: true, value: { message, reached: 0, blocked: 0 } })
    expect(seen()).toEqual([])
    answer(yes)
    expect(seen()).toEqual([
      'MSGACK: Message #1 posted at 20 Nov 2026 22:55:14.\n[from olivia] one',
    ])
  })
})

test('lists users once they have stand-in ports (4.3)', () => {
  const { session, answer, give, seen } = jess()
  session.take({ kind: 'users' })
  const peer = { address: '127.0.0.1', port: 1 }
  const mia = { name: 'mia', via: 'vu', peer, since: noon }
  answer({ ok: true, value: [mia] })
  expect(seen()).toEqual([])
  give(50_001)
  expect(seen()).toEqual(['ATU: mia, 10.0.0.1, 50001, active since 20 Nov 2026 22:55:14.'])
})

test('opens no more stand-in ports than lines that fit', () => {
  const asked: number[] = []
  const options = dialect.options.parse({})
  const peer = { address: '127.0.0.1', port: 1 }
  const users = Array.from({ length: 1000 }, (_, at) => ({
    name: `${at}`,
    via: 'vu',
    peer,
    since: 0,
  }))
  const line: Line = {
    peer,
    address: '::',
    now: noon,
    standIn: (names) => asked.push(names.length),
    write: () => {},
    ask: (command, then) => {
      const value = command.kind === 'list' ? users : { name: 'jess' }
      Reflect.apply(then, undefined, [{ ok: true, value }])
    },
    close: () => {},
    wakeAt: () => {},
  }
  const session = dialect.serve(line, options)
  session.take({ kind: 'login', name: 'jess', password: '123' })
  session.take({ kind: 'users' })
  expect(asked).toEqual([45])
})
