import { MOST_ROOMS, MOST_ROOMS_OF_USER } from './rooms.ts'
import { START, TestHouse } from './testing/test-house.ts'

const tea = { room: '#tea' } as const
const time = START

function inTea(...names: string[]) {
  const house = new TestHouse()
  const users = names.map((name) => house.enter(name))
  for (const user of users) user.ask({ kind: 'joinRoom', ...tea })
  for (const user of users) user.read()
  return { house, users }
}

describe('a room', () => {
  test('is made by the first who joins; those inside are told of each who comes and goes', () => {
    const house = new TestHouse()
    const [ann, bob, carol] = ['ann', 'bob', 'carol'].map((name) => house.enter(name))
    const made = ann?.ask({ kind: 'joinRoom', room: '#Tea' })
    expect(made).toMatchObject({ ok: true, value: { room: '#Tea', members: [{ name: 'ann' }] } })
    const joined = bob?.ask({ kind: 'joinRoom', ...tea })
    expect(joined).toMatchObject({ value: { room: '#Tea', members: [{}, { name: 'bob' }] } })
    bob?.ask({ kind: 'leaveRoom', ...tea, reason: 'a\nb' })
    expect(ann?.read()).toEqual([
      { kind: 'entered', room: '#Tea', name: 'bob', via: 'toy', time },
      { kind: 'departed', room: '#Tea', name: 'bob', time, reason: 'a\ufffdb' },
    ])
    expect([bob?.read(), carol?.read()]).toEqual([[], []])
  })

  test.each([
    ['tea', 'room-invalid'],
    ['#', 'room-invalid'],
    ['#a b', 'room-invalid'],
    ['##', 'room-invalid'],
    ['#parley', 'room-invalid'],
    ['#Lobby', 'room-invalid'],
    [`#${'x'.repeat(51)}`, 'room-invalid'],
    [`#${'x'.repeat(50)}`, 'ok'],
    ['#größe', 'ok'],
    ['#TEA', 'already-in-room'],
  ])('%j is answered with %s', (room, said) => {
    const { users } = inTea('ann')
    expect(users[0]?.say({ kind: 'joinRoom', room })).toBe(said)
  })

  test('carries messages to its members only, with numbers and a history of its own', () => {
    const { house, users } = inTea('ann', 'bob')
    const carol = house.enter('carol')
    users[0]?.ask({ kind: 'broadcast', text: 'to all' })
    for (const user of [...users, carol]) user.read()
    const said = users[0]?.ask({ kind: 'broadcast', ...tea, text: 'waves', form: 'action' })
    const message = {
      kind: 'public',
      id: 2,
      time,
      number: 1,
      from: 'ann',
      text: 'waves',
      form: 'action',
      room: '#tea',
    }
    expect(said).toEqual({ ok: true, value: { message, reached: 1, blocked: 0 } })
    expect(users.map((user) => user.read())).toEqual([[], [message]])
    expect(carol.read()).toEqual([])
    expect(users[1]?.ask({ kind: 'history', ...tea, last: 9 })).toEqual({
      ok: true,
      value: [message],
    })
    expect(users[1]?.ask({ kind: 'history', last: 9 })).toMatchObject({ value: [{ number: 1 }] })
    expect(carol.say({ kind: 'history', ...tea, last: 9 })).toBe('not-in-room')
    expect(carol.say({ kind: 'broadcast', ...tea, text: 'x' })).toBe('not-in-room')
    expect(carol.say({ kind: 'broadcast', room: '#none', text: 'x' })).toBe('no-such-room')
    expect(house.happened.at(-1)).toEqual(message)
  })

  test('has edits and removals of its own', () => {
    const { users } = inTea('ann', 'bob')
    users[0]?.ask({ kind: 'broadcast', ...tea, text: 'one' })
    users[1]?.read()
    const edit = { kind: 'edit', ...tea, number: 1, posted: time, text: 'two' } as const
    expect(users[1]?.say(edit)).toBe('not-the-author')
    users[0]?.ask(edit)
    users[0]?.ask({ kind: 'remove', ...tea, number: 1, posted: time })
    expect(users[1]?.read()).toMatchObject([
      { kind: 'edited', message: { text: 'two', room: '#tea', edited: true } },
      { kind: 'removed', time, number: 1, from: 'ann', room: '#tea' },
    ])
  })

  test('is listed with its members and its topic, and to who is blocked without the blocker', () => {
    const { house, users } = inTea('ann', 'bob')
    const carol = house.enter('carol')
    expect(carol.ask({ kind: 'rooms' })).toEqual({
      ok: true,
      value: [{ name: '#tea', members: 2 }],
    })
    users[1]?.ask({ kind: 'block', name: 'carol' })
    expect(carol.ask({ kind: 'list', ...tea })).toMatchObject({ value: [{ name: 'ann' }] })
    expect(carol.say({ kind: 'list', room: '#none' })).toBe('no-such-room')
    carol.ask({ kind: 'joinRoom', ...tea })
    expect(users.map((user) => user.read().length)).toEqual([1, 0])
    carol.ask({ kind: 'broadcast', ...tea, text: 'hi' })
    expect(users.map((user) => user.read().length)).toEqual([1, 0])
  })

  test('its maker sets the topic, others do not; an empty one takes it away', () => {
    const { users } = inTea('ann', 'bob')
    const set = (text: string) => ({ kind: 'setTopic', ...tea, text }) as const
    expect(users[1]?.say(set('coffee'))).toBe('not-a-moderator')
    const topic = { text: `${'x\ufffd'.repeat(149)}x…`, by: 'ann', time }
    expect(users[0]?.ask(set('x\n'.repeat(400)))).toEqual({ ok: true, value: topic })
    expect(users[1]?.read()).toEqual([{ kind: 'topic', room: '#tea', ...topic }])
    expect(users[1]?.ask({ kind: 'topic', ...tea })).toEqual({ ok: true, value: { topic } })
    users[0]?.ask(set(''))
    expect(users[1]?.ask({ kind: 'topic', ...tea })).toEqual({ ok: true, value: {} })
  })

  test('goes with its last member, unless there are messages', () => {
    const { house, users } = inTea('ann')
    const rooms = () => house.enter('x').ask({ kind: 'rooms' })
    users[0]?.ask({ kind: 'leaveRoom', ...tea })
    expect(rooms()).toEqual({ ok: true, value: [] })
    users[0]?.ask({ kind: 'joinRoom', ...tea })
    users[0]?.ask({ kind: 'broadcast', ...tea, text: 'kept' })
    users[0]?.ask({ kind: 'logout' })
    const bob = house.enter('bob')
    bob.ask({ kind: 'joinRoom', ...tea })
    expect(bob.ask({ kind: 'history', ...tea, last: 1 })).toMatchObject({
      value: [{ text: 'kept' }],
    })
    expect(bob.say({ kind: 'setTopic', ...tea, text: 'now mine' })).toBe('ok')
  })
})

describe('who goes offline', () => {
  test('is told of once to those who hear presence, and as departed to the others', () => {
    const { house, users } = inTea('ann')
    const watcher = house.enter('wim', '10.0.0.1', true)
    watcher.ask({ kind: 'joinRoom', ...tea })
    const bob = house.enter('bob')
    bob.ask({ kind: 'joinRoom', ...tea })
    for (const user of [...users, watcher]) user.read()
    house.engine.detach(bob.seat, 'gone home')
    expect(watcher.read()).toEqual([{ kind: 'left', name: 'bob', time, reason: 'gone home' }])
    expect(users[0]?.read()).toEqual([
      { kind: 'departed', room: '#tea', name: 'bob', time, reason: 'gone home' },
    ])
  })

  test('with one of two sessions stays in the rooms of the other', () => {
    const { house, users } = inTea('ann')
    const [one, two] = [house.member('jess'), house.member('jess')]
    one.ask({ kind: 'joinRoom', ...tea })
    expect(two.say({ kind: 'history', ...tea, last: 1 })).toBe('not-in-room')
    two.ask({ kind: 'joinRoom', ...tea })
    house.engine.detach(one.seat)
    expect(users[0]?.read()).toMatchObject([{ kind: 'entered', name: 'jess' }])
    house.engine.detach(two.seat)
    expect(users[0]?.read()).toMatchObject([{ kind: 'departed', name: 'jess' }])
  })
})

test('one connection is in a bounded number of rooms', () => {
  const ann = new TestHouse().enter('ann')
  const join = (number: number) => ann.say({ kind: 'joinRoom', room: `#r${number}x` })
  for (let number = 0; number < MOST_ROOMS_OF_USER; number++) expect(join(number)).toBe('ok')
  expect(join(MOST_ROOMS_OF_USER)).toBe('too-many-rooms')
})

test('past the most rooms the empty one that was used longest ago goes; where none is, no more is made', () => {
  const house = new TestHouse()
  const users = Array.from({ length: MOST_ROOMS / MOST_ROOMS_OF_USER + 1 }, (_, user) => {
    return house.enter(`user-${user}-x`)
  })
  const room = (number: number) => `#room-${number}-x`
  const inside = (number: number) => users[Math.floor(number / MOST_ROOMS_OF_USER)]
  for (let number = 0; number < MOST_ROOMS; number++) {
    inside(number)?.ask({ kind: 'joinRoom', room: room(number) })
  }
  const late = house.enter('late')
  expect(late.say({ kind: 'joinRoom', room: '#late' })).toBe('too-many-rooms')
  for (const number of [7, 3]) {
    inside(number)?.ask({ kind: 'broadcast', room: room(number), text: 'kept' })
    inside(number)?.ask({ kind: 'leaveRoom', room: room(number) })
  }
  expect(late.say({ kind: 'joinRoom', room: '#late' })).toBe('ok')
  expect(late.say({ kind: 'list', room: room(7) })).toBe('no-such-room')
  expect(late.say({ kind: 'list', room: room(3) })).toBe('ok')
})
