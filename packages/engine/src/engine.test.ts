import type { AnswerOf, CommandKind, CommandOf, Event, PasswordPolicy } from '@parley/contract'
import { Engine, memoryPorts, type Seat } from './index.ts'

const policy: PasswordPolicy = {
  unknown: 'register',
  attempts: 3,
  lockTime: 60_000,
  lockout: 'address',
  several: false,
}

/** A user of the engine: what it asked, was answered and heard, in order. */
class User {
  readonly log: unknown[] = []
  readonly seat: Seat
  readonly #engine: Engine

  constructor(engine: Engine, listener = 'one', presence = true, pulls = false) {
    this.#engine = engine
    this.seat = engine.attach({
      listener,
      via: 'toy',
      peer: { address: '127.0.0.1', port: 7 },
      presence,
      pulls,
      hear: (event: Event) => this.log.push(event),
      end: (reason) => this.log.push(reason),
      failed: (error: unknown) => this.log.push(error),
    })
  }

  ask<Kind extends CommandKind>(command: CommandOf<Kind>): AnswerOf<Kind> | undefined {
    let got: AnswerOf<Kind> | undefined
    this.#engine.ask(this.seat, command, (answer) => {
      got = answer
      this.log.push(answer.ok ? `${command.kind} ok` : answer.error)
    })
    return got
  }

  login(name: string, cap = 0): this {
    this.ask({ kind: 'login', name, cap })
    return this
  }

  leave(): void {
    this.#engine.detach(this.seat)
  }

  /** The log so far; it begins anew. */
  read(): unknown[] {
    return this.log.splice(0)
  }
}

function room(...names: string[]) {
  const clock = { now: 1_000 }
  const ports = memoryPorts()
  const engine = new Engine(ports, clock)
  const users = names.map((name) => new User(engine).login(name))
  for (const user of users) user.read()
  const join = (name: string, cap = 0, listener = 'one') =>
    new User(engine, listener).login(name, cap)
  return { clock, ports, engine, users, join }
}

const refused = (error: string) => ({ ok: false, error })

describe('names', () => {
  test.each([
    ['', 'name-invalid'],
    ['a b', 'name-invalid'],
    ['a,b', 'name-invalid'],
    ['a\u0007', 'name-invalid'],
    ['a\u200bb', 'name-invalid'],
    ['x'.repeat(65), 'name-invalid'],
    ['\ud800', 'name-invalid'],
    ['Server', 'name-reserved'],
    ['EVERYONE', 'name-reserved'],
    ['parley', 'name-reserved'],
    ['olivia', 'name-taken'],
    ['Olivia', 'name-taken'],
    ['o\u04cfivia', 'name-taken'],
    ['\u0455erver', 'name-reserved'],
    ['server\u034f', 'name-invalid'],
    ['jose\u0301', 'name-taken'],
  ])('%j is refused as %s', (name, error) => {
    const { engine } = room('olivia', 'jos\u00e9')
    expect(new User(engine).ask({ kind: 'login', name, cap: 0 })).toEqual(refused(error))
  })

  test.each(['olive', 'x'.repeat(64), '😀'.repeat(64), 'größe', 'it-is_me', '永'])(
    '%j is a name',
    (name) => {
      const { engine } = room('olivia')
      expect(new User(engine).ask({ kind: 'login', name, cap: 0 })).toEqual({
        ok: true,
        value: { name },
      })
    },
  )

  test('a name with an account is reserved where no password can be given', () => {
    const { ports, engine } = room()
    ports.accounts.put({ name: 'hans', hash: 'secret', since: 1 })
    expect(new User(engine).ask({ kind: 'login', name: 'hans', cap: 0 })).toEqual(
      refused('name-reserved'),
    )
  })

  test('a message reaches a name written in another normal form', () => {
    const { users } = room('olivia', 'jos\u00e9')
    users[0]?.ask({ kind: 'send', to: 'jose\u0301', text: 'hola' })
    expect(users[1]?.read()).toEqual([
      { kind: 'direct', id: 1, time: 1_000, from: 'olivia', to: 'jos\u00e9', text: 'hola' },
    ])
  })
})

describe('login and logout', () => {
  test('everyone else is told, the one who joins is not', () => {
    const { users, join, clock } = room('ann')
    const bob = join('bob')
    expect(bob.read()).toEqual(['login ok'])
    clock.now = 2_000
    bob.ask({ kind: 'logout' })
    expect(bob.read()).toEqual(['logout ok'])
    expect(users[0]?.read()).toEqual([
      { kind: 'joined', name: 'bob', via: 'toy', time: 1_000 },
      { kind: 'left', name: 'bob', time: 2_000 },
    ])
  })

  test('a connection that has not asked for presence hears none', () => {
    const { engine, join } = room()
    const quiet = new User(engine, 'one', false).login('quiet')
    join('ann').leave()
    expect(quiet.read()).toEqual(['login ok'])
  })

  test('a name is free again after a drop, and leaving twice is leaving once', () => {
    const { users, join } = room('ann', 'bob')
    users[0]?.leave()
    users[0]?.leave()
    expect(users[1]?.read()).toHaveLength(1)
    expect(join('ann').read()).toEqual(['login ok'])
  })

  test('commands before login and a second login are refused', () => {
    const { engine, users } = room('ann')
    const stranger = new User(engine)
    expect(stranger.ask({ kind: 'list' })).toEqual(refused('not-logged-in'))
    expect(stranger.ask({ kind: 'logout' })).toEqual(refused('not-logged-in'))
    expect(users[0]?.ask({ kind: 'login', name: 'other', cap: 0 })).toEqual(
      refused('already-logged-in'),
    )
  })

  test('the cap counts the users of one listener and lets in again when one leaves', () => {
    const { users, join } = room('ann', 'bob')
    expect(join('carl', 2).read()).toEqual(['full'])
    expect(join('carl', 2, 'two').read()).toEqual(['login ok'])
    users[0]?.leave()
    expect(join('dora', 2).read()).toEqual(['login ok'])
  })
})

describe('messages', () => {
  test('of more than 1000 lines are refused', () => {
    const { users, ports } = room('ann', 'bob')
    ports.accounts.put({ name: 'zoe', hash: 'secret', since: 1 })
    const most = 'x\n'.repeat(999)
    const [ann] = users
    for (const to of ['bob', 'zoe', 'ann']) {
      expect(ann?.ask({ kind: 'send', to, text: most })).toMatchObject({ ok: true })
      expect(ann?.ask({ kind: 'send', to, text: `${most}\n` })).toEqual(refused('text-too-long'))
    }
    expect(ann?.ask({ kind: 'broadcast', text: most })).toMatchObject({ ok: true })
    expect(ann?.ask({ kind: 'broadcast', text: `${most}\n` })).toEqual(refused('text-too-long'))
  })

  test('the recipient hears before the sender is answered', () => {
    const { engine } = room()
    const order: string[] = []
    const seat = (name: string) => {
      const one = engine.attach({
        listener: 'one',
        via: 'toy',
        peer: { address: '', port: 0 },
        presence: false,
        pulls: false,
        hear: () => order.push(`${name} hears`),
        end: () => {},
        failed: () => order.push('failed'),
      })
      engine.ask(one, { kind: 'login', name, cap: 0 }, () => {})
      return one
    }
    const ann = seat('ann')
    seat('bob')
    engine.ask(ann, { kind: 'send', to: 'bob', text: 'x' }, () => order.push('answer'))
    engine.ask(ann, { kind: 'broadcast', text: 'x' }, () => order.push('answer'))
    engine.ask(ann, { kind: 'send', to: 'ann', text: 'x' }, () => order.push('answer'))
    expect(order).toEqual(['bob hears', 'answer', 'bob hears', 'answer', 'answer', 'ann hears'])
  })

  test('a message to nobody is an error and nobody hears it', () => {
    const { users } = room('ann', 'bob')
    expect(users[0]?.ask({ kind: 'send', to: 'zoe', text: 'x' })).toEqual(refused('unknown-user'))
    expect(users[1]?.read()).toEqual([])
  })

  test('a broadcast goes to everyone else and into the history, numbered', () => {
    const { users } = room('ann', 'bob', 'carl')
    const message = { kind: 'public', id: 1, time: 1_000, number: 1, from: 'ann', text: 'hi' }
    expect(users[0]?.ask({ kind: 'broadcast', text: 'hi' })).toEqual({
      ok: true,
      value: { message, reached: 2, blocked: 0 },
    })
    expect(users[1]?.read()).toEqual([message])
    expect(users[2]?.read()).toEqual([message])
    expect(users[0]?.read()).toEqual(['broadcast ok'])
    expect(users[2]?.ask({ kind: 'history', last: 5 })).toEqual({ ok: true, value: [message] })
  })

  test('all recipients of a broadcast hear the same object, so that it is serialised once', () => {
    const { users } = room('ann', 'bob', 'carl')
    users[0]?.ask({ kind: 'broadcast', text: 'hi' })
    expect(users[1]?.log[0]).toBe(users[2]?.log[0])
  })

  test('what is sent to an account that is offline waits for its login, in order', () => {
    const { ports, engine, users } = room('ann')
    ports.accounts.put({ name: 'hans', hash: 'secret', since: 1 })
    users[0]?.ask({ kind: 'send', to: 'hans', text: 'one' })
    users[0]?.ask({ kind: 'send', to: 'hans', text: 'two' })
    expect(users[0]?.read()).toEqual(['send ok', 'send ok'])
    const hans = new User(engine)
    hans.ask({ kind: 'login', name: 'hans', cap: 0, password: 'secret', policy })
    expect(hans.read()).toEqual([
      'login ok',
      { kind: 'direct', id: 1, time: 1_000, from: 'ann', to: 'hans', text: 'one' },
      { kind: 'direct', id: 2, time: 1_000, from: 'ann', to: 'hans', text: 'two' },
    ])
  })

  test('what a full mailbox cannot keep is refused, not lost', () => {
    const engine = new Engine(fullMailbox(), { now: 1 })
    const ann = new User(engine).login('ann')
    expect(ann.ask({ kind: 'send', to: 'hans', text: 'x' })).toEqual(refused('store-failed'))
  })
})

function fullMailbox() {
  const ports = memoryPorts({ mailboxMessages: 0 })
  ports.accounts.put({ name: 'hans', hash: 'secret', since: 1 })
  return ports
}

describe('list', () => {
  test('login order, self included, with place and time', () => {
    const { users, clock, join } = room('zoe')
    clock.now = 5_000
    join('ann')
    const answer = users[0]?.ask({ kind: 'list' })
    const rows = answer?.ok ? answer.value : []
    expect(rows.map(({ name, via, peer, since }) => ({ name, via, peer, since }))).toEqual([
      { name: 'zoe', via: 'toy', peer: { address: '127.0.0.1', port: 7 }, since: 1_000 },
      { name: 'ann', via: 'toy', peer: { address: '127.0.0.1', port: 7 }, since: 5_000 },
    ])
  })
})

describe('blocks', () => {
  const names = (answer: AnswerOf<'list'> | undefined) =>
    answer?.ok ? answer.value.map((one) => one.name) : []

  test('a blocked sender is refused directly and left out of broadcasts, both ways', () => {
    const { users } = room('ann', 'bob', 'carl')
    const [ann, bob, carl] = users
    expect(bob?.ask({ kind: 'block', name: 'ann' })).toEqual({ ok: true, value: { name: 'ann' } })
    expect(ann?.read()).toEqual([])
    expect(ann?.ask({ kind: 'send', to: 'bob', text: 'x' })).toEqual(refused('blocked-by-user'))
    expect(ann?.ask({ kind: 'broadcast', text: 'x' })).toMatchObject({
      value: { reached: 1, blocked: 1, blocker: 'bob' },
    })
    expect(bob?.read()).toEqual(['block ok'])
    expect(carl?.read()).toHaveLength(1)
    expect(bob?.ask({ kind: 'broadcast', text: 'y' })).toMatchObject({
      value: { reached: 1, blocked: 0 },
    })
    expect(ann?.read()).toEqual(['blocked-by-user', 'broadcast ok'])
  })

  test('the blocker is not in the list of the blocked, who still hears nothing of it', () => {
    const { users } = room('ann', 'bob')
    const [ann, bob] = users
    bob?.ask({ kind: 'block', name: 'ann' })
    expect(names(ann?.ask({ kind: 'list' }))).toEqual(['ann'])
    expect(names(bob?.ask({ kind: 'list' }))).toEqual(['ann', 'bob'])
    bob?.leave()
    expect(ann?.read()).toEqual(['list ok'])
  })

  test('errors, and the end of a block', () => {
    const { users } = room('ann', 'bob')
    const [ann, bob] = users
    bob?.ask({ kind: 'block', name: 'bob' })
    bob?.ask({ kind: 'block', name: 'nobody' })
    bob?.ask({ kind: 'unblock', name: 'ann' })
    bob?.ask({ kind: 'unblock', name: 'nobody' })
    bob?.ask({ kind: 'block', name: 'ann' })
    bob?.ask({ kind: 'block', name: 'ann' })
    bob?.ask({ kind: 'unblock', name: 'ann' })
    expect(bob?.read()).toEqual([
      'self-block',
      'unknown-user',
      'not-blocked',
      'unknown-user',
      'block ok',
      'already-blocked',
      'unblock ok',
    ])
    expect(ann?.ask({ kind: 'send', to: 'bob', text: 'x' })).toMatchObject({ ok: true })
  })

  test('a name without an account takes its blocks with it', () => {
    const { users, join } = room('ann', 'bob')
    const [ann, bob] = users
    bob?.ask({ kind: 'block', name: 'ann' })
    bob?.leave()
    join('bob')
    expect(ann?.ask({ kind: 'send', to: 'bob', text: 'x' })).toMatchObject({ ok: true })
  })
})
