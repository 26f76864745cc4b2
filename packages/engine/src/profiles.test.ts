import { START, TestHouse } from './testing/test-house.ts'

const time = START

describe('a rename', () => {
  test('is told to who hears presence, and is no leaving', () => {
    const house = new TestHouse()
    const watcher = house.enter('wim', '10.0.0.1', true)
    const ann = house.enter('ann')
    ann.ask({ kind: 'joinRoom', room: '#tea' })
    watcher.read()
    expect(ann.ask({ kind: 'rename', name: 'Ann' })).toEqual({ ok: true, value: { name: 'Ann' } })
    expect(watcher.read()).toEqual([{ kind: 'renamed', from: 'ann', to: 'Ann', time }])
    ann.ask({ kind: 'broadcast', room: '#tea', text: 'x' })
    expect(watcher.say({ kind: 'send', to: 'ann', text: 'x' })).toBe('user-offline')
    expect(watcher.say({ kind: 'send', to: 'Ann', text: 'x' })).toBe('ok')
    expect(watcher.ask({ kind: 'list', room: '#tea' })).toMatchObject({ value: [{ name: 'Ann' }] })
    expect(house.happened.map(({ kind }) => kind)).toContain('session-changed')
    house.engine.detach(ann.seat)
    expect(watcher.read()).toMatchObject([{ kind: 'left', name: 'Ann' }])
  })

  test.each([
    ['a b', 'name-invalid'],
    ['server', 'name-reserved'],
    ['B0b', 'name-taken'],
    ['jess', 'name-reserved'],
    ['ann', 'ok'],
  ])('to %j is answered with %s', (name, said) => {
    const house = new TestHouse()
    house.enter('bob')
    house.ports.accounts.put({ name: 'jess', hash: 'x', since: 1 })
    const ann = house.enter('ann')
    expect(ann.say({ kind: 'rename', name })).toBe(said)
    expect(ann.seat.name).toBe('ann')
  })

  test('is refused to who has an account', () => {
    expect(new TestHouse().member('jess').say({ kind: 'rename', name: 'other' })).toBe(
      'name-reserved',
    )
  })

  test('keeps whom the user has blocked', () => {
    const house = new TestHouse()
    const [ann, bob] = [house.enter('ann'), house.enter('bob')]
    ann.ask({ kind: 'block', name: 'bob' })
    ann.ask({ kind: 'rename', name: 'annika' })
    expect(bob.say({ kind: 'send', to: 'annika', text: 'x' })).toBe('blocked-by-user')
    house.enter('ann')
    expect(bob.say({ kind: 'send', to: 'ann', text: 'x' })).toBe('ok')
  })
})

test('who is away shows what they have said, until they are back', () => {
  const house = new TestHouse()
  const [one, two] = [house.member('jess'), house.member('jess')]
  const ann = house.enter('ann')
  const away = () => {
    const answer = ann.ask({ kind: 'whois', name: 'jess' })
    return answer?.ok ? answer.value.present.away : answer
  }
  one.ask({ kind: 'away', text: 'lunch\u0007' })
  expect(away()).toBeUndefined()
  two.ask({ kind: 'away', text: 'too' })
  expect(away()).toBe('lunch\ufffd')
  one.ask({ kind: 'away' })
  expect(away()).toBeUndefined()
})

test('who hears presence is told of who is away, when that changes for the user as a whole', () => {
  const house = new TestHouse()
  const watcher = house.enter('wim', '10.0.0.1', true)
  const deaf = house.enter('dee')
  const [one, two] = [house.member('jess', '10.0.0.2', true), house.member('jess')]
  for (const user of [watcher, one]) user.read()
  one.ask({ kind: 'away', text: 'lunch' })
  two.ask({ kind: 'away', text: 'too' })
  two.ask({ kind: 'away', text: 'unseen' })
  house.engine.detach(one.seat)
  const three = house.member('jess')
  house.engine.detach(three.seat)
  two.ask({ kind: 'away' })
  expect(watcher.read()).toEqual([
    { kind: 'away', name: 'jess', text: 'lunch', time },
    { kind: 'away', name: 'jess', text: 'unseen', time },
    { kind: 'away', name: 'jess', time },
    { kind: 'away', name: 'jess', text: 'unseen', time },
    { kind: 'away', name: 'jess', time },
  ])
  expect([one.read(), deaf.read()]).toEqual([[], []])
})

test('whois tells where a user is, and whether they moderate', () => {
  const house = new TestHouse()
  const mod = house.moderator('mod')
  for (const room of ['#tea', '#art']) mod.ask({ kind: 'joinRoom', room })
  const ann = house.enter('ann')
  expect(ann.ask({ kind: 'whois', name: 'mod' })).toMatchObject({
    ok: true,
    value: { present: { name: 'mod', via: 'toy' }, moderator: true, rooms: ['#art', '#tea'] },
  })
  expect(ann.say({ kind: 'whois', name: 'nobody' })).toBe('unknown-user')
  house.engine.detach(mod.seat)
  expect(ann.say({ kind: 'whois', name: 'mod' })).toBe('user-offline')
})
