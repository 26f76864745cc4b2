import { memoryPorts } from './index.ts'
import { MOST_OF_ROOM } from './restrictions.ts'
import { START, TestHouse, type TestSeat } from './testing/test-house.ts'

const tea = { room: '#tea' } as const
const time = START

/** A moderator, and users in a room that ann has made. */
function teaRoom() {
  const house = new TestHouse()
  const mod = house.moderator('mod')
  const [ann, bob] = [house.enter('ann'), house.enter('bob', '10.0.0.9')]
  for (const user of [ann, bob]) user.ask({ kind: 'joinRoom', ...tea })
  for (const user of [mod, ann, bob]) user.read()
  return { house, mod, ann, bob }
}

describe('rights', () => {
  test.each(['kick', 'ban', 'mute', 'unmute', 'unban'] as const)('%s is for moderators', (kind) => {
    const { house, bob } = teaRoom()
    expect(bob.say({ kind, name: 'ann' })).toBe('not-a-moderator')
    expect(bob.say({ kind, ...tea, name: 'ann' })).toBe('not-a-moderator')
    expect(bob.say({ kind, room: '#none', name: 'ann' })).toBe('no-such-room')
    house.member('plain')
    expect(house.member('plain').say({ kind, name: 'ann' })).toBe('not-a-moderator')
  })

  test('who has made a room moderates it while in it, and no moderator', () => {
    const { mod, ann, bob } = teaRoom()
    mod.ask({ kind: 'joinRoom', ...tea })
    expect(ann.say({ kind: 'kick', ...tea, name: 'mod' })).toBe('not-a-moderator')
    expect(ann.say({ kind: 'ban', ...tea, name: 'mod' })).toBe('not-a-moderator')
    expect(ann.say({ kind: 'kick', ...tea, name: 'bob' })).toBe('ok')
    expect(ann.say({ kind: 'kick', name: 'bob' })).toBe('not-a-moderator')
    ann.ask({ kind: 'leaveRoom', ...tea })
    bob.ask({ kind: 'joinRoom', ...tea })
    expect(ann.say({ kind: 'kick', ...tea, name: 'bob' })).toBe('not-a-moderator')
  })

  test('may be given to names for as long as the gateway runs, with an account', () => {
    const house = new TestHouse({ ...memoryPorts(), moderators: new Set(['jess', 'bob']) })
    house.enter('ann')
    expect(house.enter('bob').say({ kind: 'kick', name: 'ann' })).toBe('not-a-moderator')
    expect(house.member('jess').say({ kind: 'kick', name: 'ann' })).toBe('ok')
  })

  test('are of the account and not of the name', () => {
    const { house, mod, ann } = teaRoom()
    house.ports.accounts.remove('mod')
    house.ports.accounts.put({ name: 'mod', hash: 'other', since: time })
    house.ports.accounts.setModerator('mod', true)
    expect(mod.say({ kind: 'kick', name: 'ann' })).toBe('not-a-moderator')
    expect(ann.ended).toEqual([])
  })
})

describe('a kick', () => {
  test('from a room is told to all inside and to who goes, not to who asked', () => {
    const { ann, bob } = teaRoom()
    ann.ask({ kind: 'kick', ...tea, name: 'bob', reason: 'spam' })
    const departed = {
      kind: 'departed',
      room: '#tea',
      name: 'bob',
      time,
      by: 'ann',
      reason: 'spam',
    }
    expect([ann.read(), bob.read()]).toEqual([[], [departed]])
    expect(bob.say({ kind: 'broadcast', ...tea, text: 'x' })).toBe('not-in-room')
    expect(ann.say({ kind: 'kick', ...tea, name: 'bob' })).toBe('not-in-room')
    expect(ann.say({ kind: 'kick', ...tea, name: 'nobody' })).toBe('unknown-user')
    expect(bob.say({ kind: 'joinRoom', ...tea })).toBe('ok')
  })

  test('from the lobby closes each connection of the user, and others hear why', () => {
    const { house, mod, bob } = teaRoom()
    const watcher = house.enter('wim', '10.0.0.1', true)
    const sessions = [house.member('jess'), house.member('jess')]
    watcher.read()
    expect(mod.say({ kind: 'kick', name: 'bob', reason: 'spam' })).toBe('ok')
    mod.ask({ kind: 'kick', name: 'jess' })
    expect([bob, ...sessions].map(({ ended }) => ended)).toEqual([
      ['kicked'],
      ['kicked'],
      ['kicked'],
    ])
    expect(watcher.read()).toEqual([
      { kind: 'left', name: 'bob', time, reason: 'Put out by mod: spam' },
      { kind: 'left', name: 'jess', time, reason: 'Put out by mod' },
    ])
    expect(house.enter('bob').say({ kind: 'list' })).toBe('ok')
  })
})

describe('moderators are listed', () => {
  const list = (user: TestSeat, room?: string) => {
    const answer = user.ask({ kind: 'moderators', room })
    return answer?.ok ? answer.value : answer?.error
  }

  test('while they are online, and of a room also its maker while in it', () => {
    const { house, mod, ann, bob } = teaRoom()
    house.moderator('zoe')
    house.engine.detach(house.moderator('gone').seat)
    expect([list(bob), list(bob, '#TEA')]).toEqual([
      ['mod', 'zoe'],
      ['ann', 'mod', 'zoe'],
    ])
    expect(list(bob, '#none')).toBe('no-such-room')
    ann.ask({ kind: 'leaveRoom', ...tea })
    house.ports.accounts.setModerator('zoe', false)
    mod.ask({ kind: 'block', name: 'bob' })
    expect([list(bob, '#tea'), list(mod)]).toEqual([[], ['mod']])
  })

  test('with those whom only the configuration names, once they have proven their account', () => {
    const house = new TestHouse({ ...memoryPorts(), moderators: new Set(['jess', 'kim']) })
    house.enter('kim')
    expect(list(house.member('jess'))).toEqual(['jess'])
  })
})

describe('a ban', () => {
  test('keeps a name that is alike, and its address, out of the gateway until it is over', () => {
    const { house, mod, bob } = teaRoom()
    const login = (name: string, address: string) =>
      house.enter(name, address).say({ kind: 'list' })
    expect(mod.ask({ kind: 'ban', name: 'bob', for: 60_000, reason: 'spam' })).toEqual({
      ok: true,
      value: { name: 'bob', by: 'mod', since: time, until: time + 60_000, reason: 'spam' },
    })
    expect(bob.ended).toEqual(['kicked'])
    expect(login('B0b', '10.0.0.3')).toBe('not-logged-in')
    expect(login('other', '10.0.0.9')).toBe('not-logged-in')
    expect(login('third', '10.0.0.3')).toBe('ok')
    expect(house.member('proven', '10.0.0.9').say({ kind: 'list' })).toBe('ok')
    house.clock.now += 60_000
    expect(login('bob', '10.0.0.9')).toBe('ok')
    expect(mod.ask({ kind: 'bans' })).toEqual({ ok: true, value: [] })
  })

  test('is refused a login by its own word, lifted, and listed by name', () => {
    const { house, mod } = teaRoom()
    for (const name of ['zoe', 'carl']) mod.ask({ kind: 'ban', name })
    const names = () => {
      const answer = mod.ask({ kind: 'bans' })
      return answer?.ok ? answer.value.map((ban) => ban.name) : answer
    }
    expect(names()).toEqual(['carl', 'zoe'])
    const stranger = house.enter('x')
    stranger.ask({ kind: 'logout' })
    expect(stranger.say({ kind: 'login', name: 'carl', cap: 0 })).toBe('banned')
    expect(mod.say({ kind: 'unban', name: 'Carl' })).toBe('ok')
    expect(mod.say({ kind: 'unban', name: 'carl' })).toBe('not-banned')
    expect(stranger.say({ kind: 'login', name: 'carl', cap: 0 })).toBe('ok')
  })

  test('of the gateway’s own machine is of the name alone', () => {
    const { house, mod } = teaRoom()
    house.enter('local', '127.0.0.1')
    mod.ask({ kind: 'ban', name: 'local' })
    expect(house.enter('other', '127.0.0.1').say({ kind: 'list' })).toBe('ok')
  })

  test('from a room puts out and keeps out, moderators excepted', () => {
    const { house, mod, ann, bob } = teaRoom()
    ann.ask({ kind: 'ban', ...tea, name: 'bob' })
    expect(bob.read()).toMatchObject([{ kind: 'departed', by: 'ann' }])
    expect(bob.say({ kind: 'joinRoom', ...tea })).toBe('banned')
    expect(bob.say({ kind: 'joinRoom', room: '#other' })).toBe('ok')
    mod.ask({ kind: 'ban', ...tea, name: 'mod' })
    expect(mod.say({ kind: 'joinRoom', ...tea })).toBe('ok')
    const ban = (number: number) => ann.say({ kind: 'ban', ...tea, name: `user${number}x` })
    for (let number = 2; number < MOST_OF_ROOM; number++) expect(ban(number)).toBe('ok')
    expect(ban(MOST_OF_ROOM)).toBe('store-failed')
    expect(house.happened.some(({ kind }) => kind === 'session-ended')).toBe(false)
  })
})

describe('a mute', () => {
  const speaks = (user: TestSeat, room?: string) => user.say({ kind: 'broadcast', room, text: 'x' })

  test('forbids speaking, editing and another name, until it is lifted or over', () => {
    const { house, mod, bob } = teaRoom()
    speaks(bob)
    expect(mod.say({ kind: 'mute', name: 'bob', for: 1000 })).toBe('ok')
    expect([speaks(bob), speaks(bob, '#tea')]).toEqual(['muted', 'ok'])
    expect(bob.say({ kind: 'edit', number: 1, posted: time, text: 'y' })).toBe('muted')
    expect(bob.say({ kind: 'rename', name: 'rob' })).toBe('muted')
    house.clock.now += 1000
    expect(speaks(bob)).toBe('ok')
    mod.ask({ kind: 'mute', ...tea, name: 'bob' })
    expect([speaks(bob), speaks(bob, '#tea')]).toEqual(['ok', 'muted'])
    expect(mod.say({ kind: 'unmute', ...tea, name: 'bob' })).toBe('ok')
    expect(mod.say({ kind: 'unmute', ...tea, name: 'bob' })).toBe('not-muted')
    expect(speaks(bob, '#tea')).toBe('ok')
    expect(bob.read().filter(({ kind }) => kind === 'notice')).toMatchObject([
      { text: 'mod has muted you in the lobby' },
      { text: 'mod has muted you in #tea' },
      { text: 'mod lets you speak in #tea again' },
    ])
  })
})

test('a moderator removes a message of others, and it is said who did', () => {
  const { mod, ann, bob } = teaRoom()
  bob.ask({ kind: 'broadcast', text: 'x' })
  ann.read()
  mod.read()
  expect(ann.say({ kind: 'remove', number: 1, posted: time })).toBe('not-the-author')
  const removed = { kind: 'removed', time, number: 1, from: 'bob', by: 'mod' }
  expect(mod.ask({ kind: 'remove', number: 1, posted: time })).toEqual({ ok: true, value: removed })
  expect(ann.read()).toEqual([removed])
})

test('a moderator sets the topic of the lobby, and everybody hears of it', () => {
  const { mod, ann } = teaRoom()
  expect(ann.say({ kind: 'setTopic', text: 'x' })).toBe('not-a-moderator')
  mod.ask({ kind: 'setTopic', text: 'welcome' })
  const topic = { text: 'welcome', by: 'mod', time }
  expect(ann.read()).toEqual([{ kind: 'topic', ...topic }])
  expect(ann.ask({ kind: 'topic' })).toEqual({ ok: true, value: { topic } })
})
