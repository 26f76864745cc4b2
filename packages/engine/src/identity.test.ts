import type {
  AnswerOf,
  CloseReason,
  CommandKind,
  CommandOf,
  NameRule,
  PasswordPolicy,
} from '@parley/contract'
import { Engine, memoryPorts, type Ports, type Seat } from './index.ts'

const policy: PasswordPolicy = {
  unknown: 'register',
  attempts: 3,
  lockTime: 60_000,
  lockout: 'address',
  several: true,
}

const refused = (error: string) => ({ ok: false, error })
const ok = expect.objectContaining({ ok: true })

class TestEngine {
  readonly ports: Ports
  readonly engine: Engine
  /** Whose connections were ended, and why. */
  readonly ended: [string, CloseReason][] = []

  constructor(ports: Ports = memoryPorts()) {
    this.ports = ports
    this.engine = new Engine(ports, { now: 1_000 })
  }

  seat(names: NameRule = 'alike'): Seat {
    const seat: Seat = this.engine.attach({
      listener: names,
      via: 'toy',
      peer: { address: '10.0.0.1', port: 7 },
      presence: false,
      pulls: false,
      names,
      hear: () => {},
      end: (reason) => {
        this.ended.push([seat.name, reason])
        this.engine.detach(seat)
      },
      failed: () => {},
    })
    return seat
  }

  ask<Kind extends CommandKind>(seat: Seat, command: CommandOf<Kind>): AnswerOf<Kind> | undefined {
    let got: AnswerOf<Kind> | undefined
    this.engine.ask(seat, command, (answer) => {
      got = answer
    })
    return got
  }

  login(seat: Seat, name: string, password?: string) {
    if (password === undefined) return this.ask(seat, { kind: 'login', name, cap: 0 })
    return this.ask(seat, { kind: 'login', name, cap: 0, password, policy })
  }

  enter(name: string, password?: string, names?: NameRule): Seat {
    const seat = this.seat(names)
    expect(this.login(seat, name, password)).toEqual(ok)
    return seat
  }

  post(seat: Seat, text = 'hi'): void {
    this.ask(seat, { kind: 'broadcast', text })
  }

  edit(seat: Seat, number = 1) {
    return this.ask(seat, { kind: 'edit', number, posted: 1_000, text: 'changed' })
  }
}

describe('a name that is alike', () => {
  test.each(['Bob', 'b0b', '\u0412ob', '\uff42ob'])('%j beside bob is taken', (name) => {
    const testEngine = new TestEngine()
    testEngine.enter('bob')
    expect(testEngine.login(testEngine.seat(), name)).toEqual(refused('name-taken'))
    expect(testEngine.login(testEngine.seat(), name, 'pass')).toEqual(refused('name-taken'))
    expect(testEngine.ask(testEngine.seat(), { kind: 'enquire', name })).toEqual(
      refused('name-taken'),
    )
  })

  test('is free once the other one has left', () => {
    const testEngine = new TestEngine()
    testEngine.engine.detach(testEngine.enter('bob'))
    testEngine.enter('Bob')
  })

  test('to an account is entered by nobody, nor registered', () => {
    const testEngine = new TestEngine()
    testEngine.engine.detach(testEngine.enter('yoda', 'pass'))
    expect(testEngine.login(testEngine.seat(), 'Yoda')).toEqual(refused('name-reserved'))
    expect(testEngine.login(testEngine.seat(), 'y0da', 'pass')).toEqual(refused('name-reserved'))
    const enquiry = testEngine.ask(testEngine.seat(), { kind: 'enquire', name: 'YODA' })
    expect(enquiry).toEqual(refused('name-reserved'))
    expect([...testEngine.ports.accounts.all()].map(({ name }) => name)).toEqual(['yoda'])
    testEngine.enter('yoda', 'pass')
  })

  test('that got an account while its own password was hashed is not registered', () => {
    const waiting: (() => void)[] = []
    const waits = { cancel: () => {}, defer: () => {} }
    const ports = memoryPorts(
      {},
      {
        hash: (password, then) => {
          waiting.push(() => then(password))
          return waits
        },
        verify: (password, hash, then) => {
          waiting.push(() => then(password === hash))
          return waits
        },
      },
    )
    const testEngine = new TestEngine(ports)
    const seat = testEngine.seat()
    const answers: unknown[] = []
    const login = { kind: 'login', name: 'Yoda', cap: 0, password: 'x', policy } as const
    testEngine.engine.ask<'login'>(seat, login, (answer) => answers.push(answer))
    ports.accounts.put({ name: 'yoda', hash: 'y', since: 1 })
    waiting.shift()?.()
    expect(answers).toEqual([refused('name-reserved')])
  })

  test('is not who is addressed', () => {
    const testEngine = new TestEngine()
    testEngine.enter('bob')
    const ann = testEngine.enter('ann')
    for (const name of ['Bob', 'b0b']) {
      expect(testEngine.ask(ann, { kind: 'block', name })).toEqual(refused('unknown-user'))
      expect(testEngine.ask(ann, { kind: 'findPeer', name })).toEqual(refused('unknown-user'))
      expect(testEngine.ask(ann, { kind: 'send', to: name, text: 'x' })).toEqual(
        refused('user-offline'),
      )
    }
  })

  test('to one that was blocked is blocked, until it is unblocked', () => {
    const testEngine = new TestEngine()
    const ann = testEngine.enter('ann')
    const bob = testEngine.enter('bob')
    testEngine.ask(ann, { kind: 'block', name: 'bob' })
    testEngine.engine.detach(bob)
    const again = testEngine.enter('Bob')
    const hello = { kind: 'send', to: 'ann', text: 'hi' } as const
    expect(testEngine.ask(again, hello)).toEqual(refused('blocked-by-user'))
    expect(testEngine.ask(again, { kind: 'list' })).toMatchObject({ value: [{ name: 'Bob' }] })
    expect(testEngine.ask(again, { kind: 'broadcast', text: 'hi' })).toMatchObject({
      value: { reached: 0, blocked: 1 },
    })
    expect(testEngine.ask(ann, { kind: 'broadcast', text: 'hi' })).toMatchObject({
      value: { reached: 0, blocked: 0 },
    })
    expect(testEngine.engine.inform('Bob', 'ann', 'a file')).toBe(false)
    expect(testEngine.ask(ann, { kind: 'block', name: 'Bob' })).toEqual(refused('already-blocked'))
    expect(testEngine.ask(ann, { kind: 'unblock', name: 'Bob' })).toEqual(ok)
    expect(testEngine.ask(again, hello)).toEqual(ok)
  })
})

describe('where a listener tells names apart by letter case', () => {
  test('that alone makes two names', () => {
    const testEngine = new TestEngine()
    testEngine.enter('bob', undefined, 'exact')
    testEngine.enter('Bob', undefined, 'exact')
    const login = (name: string) => testEngine.login(testEngine.seat('exact'), name)
    expect(login('b0b')).toEqual(refused('name-taken'))
    expect(login('bob')).toEqual(refused('name-taken'))
    expect(login('SERVER')).toEqual(refused('name-reserved'))
    expect(testEngine.login(testEngine.seat(), 'BOB')).toEqual(refused('name-taken'))
  })

  test('who came in through it keeps no account out of another listener', () => {
    const testEngine = new TestEngine()
    testEngine.engine.detach(testEngine.enter('Yoda', 'pass'))
    testEngine.enter('yoda', undefined, 'exact')
    expect(testEngine.login(testEngine.seat(), 'YODA')).toEqual(refused('name-reserved'))
    expect(testEngine.ask(testEngine.seat(), { kind: 'enquire', name: 'Yoda' })).toMatchObject({
      value: { account: true },
    })
    testEngine.enter('Yoda', 'pass')
    testEngine.enter('ann', undefined, 'exact')
    expect(testEngine.login(testEngine.seat(), 'Ann', 'pass')).toEqual(refused('name-taken'))
  })

  test('an account is held under its own spelling', () => {
    const testEngine = new TestEngine()
    testEngine.ports.accounts.put({ name: 'yoda', hash: 'pass', since: 1 })
    expect(testEngine.login(testEngine.seat('exact'), 'yoda')).toEqual(refused('name-reserved'))
    expect(testEngine.login(testEngine.seat('exact'), 'y0da')).toEqual(refused('name-reserved'))
    testEngine.enter('Yoda', undefined, 'exact')
    testEngine.enter('YODA', 'other', 'exact')
  })
})

describe('a message to a name that is not online', () => {
  const to = (name: string) => ({ kind: 'send', to: name, text: 'x' }) as const

  test('is told apart by whether the name was ever known', () => {
    const testEngine = new TestEngine()
    const ann = testEngine.enter('ann')
    testEngine.engine.detach(testEngine.enter('bob'))
    expect(testEngine.ask(ann, to('bob'))).toEqual(refused('user-offline'))
    expect(testEngine.ask(ann, to('Bob'))).toEqual(refused('user-offline'))
    expect(testEngine.ask(ann, to('cid'))).toEqual(refused('unknown-user'))
    testEngine.ports.accounts.put({ name: 'hans', hash: 'x', since: 1 })
    expect(testEngine.ask(ann, to('Hans'))).toEqual(refused('user-offline'))
    expect(testEngine.ask(ann, to('hans'))).toEqual(ok)
  })

  test('is known after a restart, also where it has posted nothing', () => {
    const testEngine = new TestEngine()
    testEngine.engine.detach(testEngine.enter('bob'))
    const later = new TestEngine(testEngine.ports)
    expect(later.ask(later.enter('ann'), to('bob'))).toEqual(refused('user-offline'))
    expect(later.ask(later.enter('cid'), { kind: 'listSince', since: 0 })).toEqual({
      ok: true,
      value: ['ann'],
    })
  })

  test('is refused without a look at any store where it can be no name', () => {
    const testEngine = new TestEngine()
    const endless = `a${'\u0301'.repeat(250_000)}${'\u0316'.repeat(250_000)}`
    const ann = testEngine.enter('ann')
    testEngine.ports.accounts.has = () => {
      throw new Error('asked')
    }
    for (const name of [endless, '', 'a b']) {
      expect(testEngine.ask(ann, to(name))).toEqual(refused('unknown-user'))
      for (const kind of ['block', 'unblock', 'findPeer'] as const) {
        const command: CommandOf<'block' | 'unblock' | 'findPeer'> = { kind, name }
        expect(testEngine.ask(ann, command)).toEqual(refused('unknown-user'))
      }
      expect(testEngine.login(testEngine.seat(), name)).toEqual(refused('name-invalid'))
      const enquiry = testEngine.ask(testEngine.seat(), { kind: 'enquire', name })
      expect(enquiry).toEqual(refused('name-invalid'))
    }
  })
})

describe('a public message', () => {
  test('is not of somebody who registers its author’s name', () => {
    const testEngine = new TestEngine()
    const ann = testEngine.enter('ann')
    testEngine.post(ann)
    testEngine.engine.detach(ann)
    const other = testEngine.enter('ann', 'pass')
    expect(testEngine.edit(other)).toEqual(refused('not-the-author'))
    const remove = { kind: 'remove', number: 1, posted: 1_000 } as const
    expect(testEngine.ask(other, remove)).toEqual(refused('not-the-author'))
  })

  test('is not of another connection under its author’s name', () => {
    const testEngine = new TestEngine()
    const ann = testEngine.enter('ann')
    testEngine.post(ann)
    expect(testEngine.edit(ann)).toEqual(ok)
    testEngine.engine.detach(ann)
    expect(testEngine.edit(testEngine.enter('ann'))).toEqual(refused('not-the-author'))
  })

  test('is not of who takes its author’s name on the same connection', () => {
    const testEngine = new TestEngine()
    const ann = testEngine.enter('ann')
    testEngine.post(ann)
    testEngine.ask(ann, { kind: 'logout' })
    testEngine.login(ann, 'bob')
    expect(testEngine.edit(ann)).toEqual(refused('not-the-author'))
  })

  test('of an account is its own from every connection, also after a new password', () => {
    const testEngine = new TestEngine()
    const ann = testEngine.enter('ann', 'pass')
    testEngine.post(ann)
    expect(testEngine.edit(testEngine.enter('ann', 'pass'))).toEqual(ok)
    testEngine.engine.detach(ann)
    testEngine.ports.accounts.put({ name: 'ann', hash: 'new', since: 9 })
    expect(testEngine.edit(testEngine.enter('ann', 'new'))).toEqual(ok)
  })

  test('of an account that was removed is nobody’s', () => {
    const testEngine = new TestEngine()
    const ann = testEngine.enter('ann', 'pass')
    testEngine.post(ann)
    testEngine.engine.detach(ann)
    testEngine.ports.accounts.remove('ann')
    expect(testEngine.edit(testEngine.enter('ann', 'pass'))).toEqual(refused('not-the-author'))
  })
})

describe('the sessions of an account that another process has removed', () => {
  const changed = () => {
    const ports = memoryPorts()
    ports.accounts.changedElsewhere = () => true
    return new TestEngine(ports)
  }

  test('are ended, and no others', () => {
    const testEngine = changed()
    testEngine.enter('ann', 'pass')
    testEngine.enter('ann', 'pass')
    testEngine.enter('bob', 'pass')
    testEngine.enter('cid')
    testEngine.engine.endRemoved()
    expect(testEngine.ended).toEqual([])
    testEngine.ports.accounts.put({ name: 'bob', hash: 'new', since: 9 })
    testEngine.ports.accounts.remove('ann')
    testEngine.engine.endRemoved()
    expect(testEngine.ended).toEqual([
      ['ann', 'account-removed'],
      ['ann', 'account-removed'],
    ])
    expect(testEngine.ports.roster.find('ann')).toBeUndefined()
  })

  test('are ended although the name has a new account, which they do not share', () => {
    const testEngine = changed()
    testEngine.enter('ann', 'pass')
    testEngine.ports.accounts.remove('ann')
    expect(testEngine.login(testEngine.seat(), 'ann', 'other')).toEqual(refused('name-taken'))
    testEngine.ports.accounts.put({ name: 'ann', hash: 'other', since: 1 })
    expect(testEngine.login(testEngine.seat(), 'ann', 'other')).toEqual(refused('name-taken'))
    testEngine.engine.endRemoved()
    expect(testEngine.ended).toHaveLength(1)
    testEngine.enter('ann', 'other')
  })

  test('are not looked for where no other process has written', () => {
    const testEngine = new TestEngine()
    testEngine.enter('ann', 'pass')
    testEngine.ports.accounts.remove('ann')
    testEngine.engine.endRemoved()
    expect(testEngine.ended).toEqual([])
  })
})
