import type { AnswerOf, CommandKind, CommandOf, Event, Happening } from '@parley/contract'
import { Engine, memoryPorts, type Seat } from './index.ts'

/** People in one room, all of whom are logged in. */
class Room {
  readonly clock = { now: 1_000_000 }
  readonly engine = new Engine(memoryPorts(), this.clock)
  readonly heard = new Map<string, Event[]>()
  readonly #seats = new Map<string, Seat>()

  constructor(...names: string[]) {
    for (const name of names) this.enter(name)
    this.clear()
  }

  enter(name: string): void {
    const heard: Event[] = []
    const seat = this.engine.attach({
      listener: 'one',
      via: 'toy',
      peer: { address: '10.0.0.1', port: 7 },
      presence: false,
      pulls: false,
      hear: (event) => heard.push(event),
      end: () => {},
      failed: () => {},
    })
    this.heard.set(name, heard)
    this.#seats.set(name, seat)
    this.ask(name, { kind: 'login', name, cap: 0 })
  }

  seat(name: string): Seat {
    const seat = this.#seats.get(name)
    if (seat === undefined) throw new Error(name)
    return seat
  }

  ask<Kind extends CommandKind>(
    name: string,
    command: CommandOf<Kind>,
  ): AnswerOf<Kind> | undefined {
    let got: AnswerOf<Kind> | undefined
    this.engine.ask(this.seat(name), command, (answer) => {
      got = answer
    })
    return got
  }

  clear(): void {
    for (const heard of this.heard.values()) heard.length = 0
  }
}

const refused = (error: string) => ({ ok: false, error })

describe('an author', () => {
  test('edits: everybody else is told, and the history has the new text and time', () => {
    const room = new Room('ann', 'bob')
    room.ask('ann', { kind: 'broadcast', text: 'frist' })
    room.clear()
    room.clock.now += 5_000
    const message = {
      kind: 'public',
      id: 1,
      time: 1_005_000,
      number: 1,
      from: 'ann',
      text: 'first',
      edited: true,
    }
    const edit = { kind: 'edit', number: 1, posted: 1_000_000, text: 'first' } as const
    expect(room.ask('ann', edit)).toEqual({ ok: true, value: message })
    expect(room.heard.get('bob')).toEqual([{ kind: 'edited', time: 1_005_000, message }])
    expect(room.heard.get('ann')).toEqual([])
    expect(room.ask('bob', { kind: 'history', last: 9 })).toEqual({ ok: true, value: [message] })
  })

  test('removes: everybody else is told, and what follows moves up', () => {
    const room = new Room('ann', 'bob')
    for (const text of ['one', 'two']) room.ask('ann', { kind: 'broadcast', text })
    room.clear()
    const removed = { kind: 'removed', time: 1_000_000, number: 1, from: 'ann' }
    const remove = { kind: 'remove', number: 1, posted: 1_000_999 } as const
    expect(room.ask('ann', remove)).toEqual({ ok: true, value: removed })
    expect(room.heard.get('bob')).toEqual([removed])
    expect(room.ask('ann', { kind: 'history', last: 9 })).toMatchObject({
      value: [{ number: 1, text: 'two' }],
    })
  })

  test.each([
    [{ number: 3, posted: 1_000_000 }, 'no-such-message'],
    [{ number: 0, posted: 1_000_000 }, 'no-such-message'],
    [{ number: 1.5, posted: 1_000_000 }, 'no-such-message'],
    [{ number: 1, posted: 1_001_000 }, 'other-time'],
    [{ number: 1, posted: Number.NaN }, 'other-time'],
    [{ number: 2, posted: 1_000_000 }, 'not-the-author'],
  ])('cannot change %j: %s', (which, error) => {
    const room = new Room('ann', 'bob')
    room.ask('ann', { kind: 'broadcast', text: 'mine' })
    room.ask('bob', { kind: 'broadcast', text: 'his' })
    expect(room.ask('ann', { kind: 'edit', ...which, text: 'x' })).toEqual(refused(error))
    expect(room.ask('ann', { kind: 'remove', ...which })).toEqual(refused(error))
  })

  test('an edit is no longer than a message may be, and those who block each other hear none', () => {
    const room = new Room('ann', 'bob')
    room.ask('ann', { kind: 'broadcast', text: 'mine' })
    room.ask('bob', { kind: 'block', name: 'ann' })
    room.clear()
    const edit = { kind: 'edit', number: 1, posted: 1_000_000 } as const
    expect(room.ask('ann', { ...edit, text: '\n'.repeat(1000) })).toEqual(refused('text-too-long'))
    expect(room.ask('ann', { ...edit, text: 'x' })).toMatchObject({ ok: true })
    expect(room.heard.get('bob')).toEqual([])
  })
})

describe('from a time on', () => {
  test('messages posted or edited since, with how many there are', () => {
    const room = new Room('ann')
    for (const text of ['one', 'two', 'three']) {
      room.clock.now += 1_000
      room.ask('ann', { kind: 'broadcast', text })
    }
    expect(room.ask('ann', { kind: 'historySince', since: 1_002_000, most: 1 })).toMatchObject({
      value: { messages: [{ number: 2, text: 'two' }], total: 2 },
    })
  })

  test('who was online since: others only, gone ones last, no blockers', () => {
    const room = new Room('ann', 'bob', 'carl', 'dora')
    room.ask('dora', { kind: 'block', name: 'ann' })
    room.clock.now += 10_000
    room.ask('bob', { kind: 'logout' })
    const since = (time: number) => room.ask('ann', { kind: 'listSince', since: time })
    expect(since(1_010_000)).toEqual({ ok: true, value: ['carl', 'bob'] })
    expect(since(1_010_001)).toEqual({ ok: true, value: ['carl'] })
    room.enter('bob')
    expect(since(1_010_001)).toEqual({ ok: true, value: ['carl', 'bob'] })
  })
})

describe('to be called directly', () => {
  test('who has announced where', () => {
    const room = new Room('ann', 'bob')
    room.ask('bob', { kind: 'announcePeer', transport: 'tcp', port: 54_523 })
    const answer = room.ask('ann', { kind: 'findPeer', name: 'bob' })
    const { name, peer, calls } = answer?.ok ? answer.value : {}
    expect({ name, peer, calls }).toEqual({
      name: 'bob',
      peer: { address: '10.0.0.1', port: 7 },
      calls: { transport: 'tcp', port: 54_523 },
    })
  })

  test('nobody, somebody who is away, and somebody who does not want to', () => {
    const room = new Room('ann', 'bob')
    room.ask('bob', { kind: 'block', name: 'ann' })
    expect(room.ask('ann', { kind: 'findPeer', name: 'zoe' })).toEqual(refused('unknown-user'))
    expect(room.ask('ann', { kind: 'findPeer', name: 'bob' })).toEqual(refused('blocked-by-user'))
  })

  test('the gateway informs who is there and has not blocked the one it speaks for', () => {
    const room = new Room('ann', 'bob')
    expect(room.engine.inform('ann', 'bob', 'a file')).toBe(true)
    expect(room.heard.get('bob')).toEqual([{ kind: 'notice', text: 'a file', time: 1_000_000 }])
    expect(room.engine.inform('ann', 'zoe', 'a file')).toBe(false)
    room.ask('bob', { kind: 'block', name: 'ann' })
    expect(room.engine.inform('ann', 'bob', 'a file')).toBe(false)
  })
})

test('observers see messages, changes and sessions', () => {
  const room = new Room()
  const seen: Happening[] = []
  room.engine.observe((happening) => seen.push(happening))
  room.enter('ann')
  room.ask('ann', { kind: 'announcePeer', transport: 'udp', port: 9 })
  room.ask('ann', { kind: 'broadcast', text: 'x' })
  room.ask('ann', { kind: 'edit', number: 1, posted: 1_000_000, text: 'y' })
  room.ask('ann', { kind: 'remove', number: 1, posted: 1_000_000 })
  room.engine.detach(room.seat('ann'))
  room.engine.detach(room.seat('ann'))
  expect(seen.map(({ kind }) => kind)).toEqual([
    'session-began',
    'session-changed',
    'public',
    'edited',
    'removed',
    'session-ended',
  ])
  expect(seen[1]).toEqual({
    kind: 'session-changed',
    session: 1,
    present: {
      name: 'ann',
      via: 'toy',
      peer: { address: '10.0.0.1', port: 7 },
      since: 1_000_000,
      calls: { transport: 'udp', port: 9 },
    },
  })
})
