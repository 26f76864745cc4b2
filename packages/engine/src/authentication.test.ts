import {
  type AnswerOf,
  type CommandOf,
  type Event,
  nameKeys,
  type PasswordPolicy,
} from '@parley/contract'
import {
  Engine,
  memoryPorts,
  type Passwords,
  type Ports,
  type Seat,
  type Waiting,
} from './index.ts'

const policy: PasswordPolicy = {
  unknown: 'register',
  attempts: 3,
  lockTime: 60_000,
  lockout: 'address',
  several: false,
}

/** Passwords whose verdicts come when they are let out, and which count the work done. */
class LatePasswords implements Passwords {
  hashes = 0
  verifications = 0
  /** For whom each was asked, and what became of its waiting. */
  readonly notes: string[] = []
  readonly #waiting: (() => void)[] = []

  hash(password: string, then: (hash: string | undefined) => void, address?: string): Waiting {
    this.hashes += 1
    this.#waiting.push(() => then(`#${password}`))
    return this.#noted(address)
  }

  verify(
    password: string,
    hash: string | undefined,
    then: (right: boolean | undefined) => void,
    address?: string,
  ): Waiting {
    this.verifications += 1
    this.#waiting.push(() => then(`#${password}` === hash))
    return this.#noted(address)
  }

  #noted(address = 'nobody'): Waiting {
    this.notes.push(`for ${address}`)
    return { cancel: () => this.notes.push('cancelled'), defer: () => this.notes.push('deferred') }
  }

  /** Lets the oldest verdict out. */
  next(): void {
    this.#waiting.shift()?.()
  }
}

/** What has had its turn. */
const over: Waiting = { cancel: () => {}, defer: () => {} }

/** A gateway to log in to: who is where, with which answers. */
class Door {
  readonly clock = { now: 1_000_000 }
  readonly ports: Ports
  readonly engine: Engine
  readonly heard: Event[] = []
  readonly errors: unknown[] = []

  constructor(passwords?: Passwords, limits: Parameters<typeof memoryPorts>[0] = {}) {
    this.ports = memoryPorts(limits, passwords)
    this.engine = new Engine(this.ports, this.clock)
  }

  seat(address = '10.0.0.1', pulls = false): Seat {
    return this.engine.attach({
      listener: 'one',
      via: 'toy',
      peer: { address, port: 7 },
      presence: true,
      pulls,
      hear: (event) => this.heard.push(event),
      end: (reason) => this.errors.push(reason),
      failed: (error) => this.errors.push(error),
    })
  }

  /** What the login is answered; undefined while it waits. */
  login(seat: Seat, name: string, password: string, own: Partial<PasswordPolicy> = {}) {
    const command: CommandOf<'login'> = {
      kind: 'login',
      name,
      cap: 0,
      password,
      policy: { ...policy, ...own },
    }
    const got: { answer: AnswerOf<'login'> | undefined } = { answer: undefined }
    this.engine.ask(seat, command, (answer) => {
      got.answer = answer
    })
    return got
  }

  /** The same, as a word: `in` or the error. */
  try(name: string, password: string, address?: string, own?: Partial<PasswordPolicy>): string {
    const seat = this.seat(address)
    const { answer } = this.login(seat, name, password, own)
    this.engine.detach(seat)
    if (answer === undefined) return 'waits'
    if (answer.ok) return 'in'
    return answer.left === undefined ? answer.error : `${answer.error}, ${answer.left} left`
  }
}

describe('accounts', () => {
  test('the first login makes one; afterwards only its password opens it', () => {
    const door = new Door()
    expect(door.try('hans', 'falcon*solo')).toBe('in')
    expect(door.ports.accounts.find('hans')).toEqual({
      number: 1,
      moderator: false,
      name: 'hans',
      hash: 'falcon*solo',
      since: 1_000_000,
    })
    expect(door.try('hans', 'falcon*sola')).toBe('wrong-password, 2 left')
    expect(door.try('hans', 'falcon*solo')).toBe('in')
  })

  test.each([
    ['', 'password-invalid'],
    ['x'.repeat(129), 'password-invalid'],
    ['x'.repeat(128), 'in'],
  ])('a password of 1 to 128 characters makes one: %#', (password, outcome) => {
    expect(new Door().try('hans', password)).toBe(outcome)
  })

  test.each(['', 'x'.repeat(129)])(
    'for an account that there is, others are wrong: %#',
    (other) => {
      const door = new Door()
      door.try('hans', 'right')
      expect(door.try('hans', other)).toBe('wrong-password, 2 left')
    },
  )

  test('a new one inherits nothing of one that was removed while its user was online', () => {
    const door = new Door()
    const [old, friend] = [door.seat('10.0.0.1', true), door.seat('10.0.0.2')]
    door.login(old, 'jess', 'old')
    door.login(friend, 'hans', 'x')
    door.ports.accounts.remove('jess')
    door.engine.ask(friend, { kind: 'send', to: 'jess', text: 'for you alone' }, () => {})
    door.engine.ask(old, { kind: 'block', name: 'hans' }, () => {})
    door.engine.detach(old)
    door.heard.length = 0
    door.login(door.seat(), 'jess', 'new')
    expect(door.heard.filter(({ kind }) => kind === 'direct')).toEqual([])
    expect(door.ports.blocks.has('jess', nameKeys('hans'))).toBe(false)
  })

  test('where none are made, an unknown name is refused, or is as good as a wrong password', () => {
    const door = new Door()
    expect(door.try('hans', 'x', undefined, { unknown: 'refuse' })).toBe('unknown-account')
    const concealed = [1, 2, 3, 4].map(() =>
      door.try('hans', 'x', undefined, { unknown: 'conceal' }),
    )
    expect(concealed).toEqual([
      'wrong-password, 2 left',
      'wrong-password, 1 left',
      'locked-out',
      'locked',
    ])
    expect(door.ports.accounts.has('hans')).toBe(false)
  })

  test('an unknown name takes as much work as a known one', () => {
    const passwords = new LatePasswords()
    const door = new Door(passwords)
    for (const unknown of ['refuse', 'conceal'] as const) {
      door.login(door.seat(), 'nobody', 'x', { unknown })
    }
    expect(passwords.verifications).toBe(2)
  })

  test('a login makes no account past the bound, and those that are there get in', () => {
    const passwords = new LatePasswords()
    const door = new Door(passwords, { accounts: 2 })
    door.ports.accounts.put({ name: 'ann', hash: '#hers', since: 1 })
    const [first, second] = [door.seat(), door.seat()]
    const one = door.login(first, 'hans', 'mine')
    const other = door.login(second, 'fritz', 'his')
    passwords.next()
    passwords.next()
    expect(one.answer).toEqual({ ok: true, value: { name: 'hans' } })
    expect(other.answer).toEqual({ ok: false, error: 'full' })
    expect(door.try('otto', 'x')).toBe('full')
    expect(passwords.hashes).toBe(2)
    const known = door.login(door.seat(), 'ann', 'hers')
    passwords.next()
    expect(known.answer).toEqual({ ok: true, value: { name: 'ann' } })
  })

  test('two who register a name at once: one has it, the other one needs its password', () => {
    const passwords = new LatePasswords()
    const door = new Door(passwords)
    const [first, second] = [door.seat(), door.seat()]
    const one = door.login(first, 'hans', 'mine')
    const other = door.login(second, 'hans', 'his')
    passwords.next()
    expect(one.answer).toEqual({ ok: true, value: { name: 'hans' } })
    passwords.next()
    passwords.next()
    expect(other.answer).toEqual({ ok: false, error: 'wrong-password', left: 2 })
  })

  test('who goes while the password is judged is not let in', () => {
    const passwords = new LatePasswords()
    const door = new Door(passwords)
    const seat = door.seat()
    const login = door.login(seat, 'hans', 'mine')
    door.engine.detach(seat)
    passwords.next()
    expect(login.answer).toBeUndefined()
    expect(door.ports.roster.find('hans')).toBeUndefined()
  })

  test('who goes withdraws the password that waits, who says no more can wait longer for it', () => {
    const passwords = new LatePasswords()
    const door = new Door(passwords)
    door.ports.accounts.put({ name: 'hans', hash: '#old', since: 1 })
    const [known, fresh] = [door.seat('2001:db8::1'), door.seat('10.0.0.1')]
    door.login(known, 'hans', 'old')
    door.login(fresh, 'luke', 'new')
    door.engine.peerEnded(known)
    door.engine.detach(fresh)
    expect(passwords.notes).toEqual([
      'for 2001:db8:0:0::/64',
      'for 10.0.0.1',
      'deferred',
      'cancelled',
    ])
  })

  test('a password that was changed while it is judged opens nothing', () => {
    const passwords = new LatePasswords()
    const door = new Door(passwords)
    door.ports.accounts.put({ name: 'hans', hash: '#old', since: 1 })
    const got = door.login(door.seat(), 'hans', 'old')
    door.ports.accounts.put({ name: 'hans', hash: '#new', since: 2 })
    passwords.next()
    passwords.next()
    expect(got.answer).toEqual({ ok: false, error: 'wrong-password', left: 2 })
  })

  test('an account that was removed while its password is judged opens nothing', () => {
    const passwords = new LatePasswords()
    const door = new Door(passwords)
    door.ports.accounts.put({ name: 'hans', hash: '#old', since: 1 })
    const got = door.login(door.seat(), 'hans', 'old', { unknown: 'refuse' })
    door.ports.accounts.remove('hans')
    passwords.next()
    passwords.next()
    expect(got.answer).toEqual({ ok: false, error: 'unknown-account' })
  })

  test('an error in a later turn is told to the one who asked', () => {
    const passwords = new LatePasswords()
    const door = new Door(passwords)
    const broken = new Error('the disk is gone')
    const locks = door.ports.locks
    door.login(door.seat(), 'hans', 'x', { unknown: 'conceal' })
    locks.find = () => {
      throw broken
    }
    passwords.next()
    expect(door.errors).toEqual([broken])
  })

  test('too many waiting hashes refuse the next one', () => {
    const busy: Passwords = {
      hash: (_password, then) => {
        then(undefined)
        return over
      },
      verify: (_password, _hash, then) => {
        then(undefined)
        return over
      },
    }
    const door = new Door(busy)
    expect(door.try('hans', 'x')).toBe('busy')
    expect(door.try('hans', 'x', undefined, { unknown: 'refuse' })).toBe('busy')
  })

  test('a name in use without a password cannot be registered, nor joined', () => {
    const door = new Door()
    const guest = door.seat()
    door.engine.ask(guest, { kind: 'login', name: 'ann', cap: 0 }, () => {})
    expect(door.try('ann', 'x')).toBe('name-taken')
    door.ports.accounts.put({ name: 'ann', hash: 'x', since: 1 })
    expect(door.try('ann', 'x', undefined, { several: true })).toBe('name-taken')
  })

  test('what a login would meet is told before', () => {
    const door = new Door()
    const seat = door.seat()
    const enquire = (name: string) => {
      let got: AnswerOf<'enquire'> | undefined
      door.engine.ask(seat, { kind: 'enquire', name }, (answer) => {
        got = answer
      })
      return got
    }
    expect(enquire('hans')).toEqual({ ok: true, value: { account: false } })
    door.try('hans', 'x')
    expect(enquire('hans')).toEqual({ ok: true, value: { account: true } })
    door.login(door.seat(), 'hans', 'x')
    expect(enquire('hans')).toEqual({ ok: false, error: 'name-taken' })
    expect(enquire('server')).toEqual({ ok: false, error: 'name-reserved' })
    expect(enquire('a b')).toEqual({ ok: false, error: 'name-invalid' })
    for (const password of ['a', 'b', 'c'])
      door.try('luke', password, '10.0.0.1', { unknown: 'conceal' })
    expect(enquire('luke')).toEqual({ ok: false, error: 'locked' })
  })
})

describe('lock-out', () => {
  test('the third wrong password in a row locks the name for that address, then it is over', () => {
    const door = new Door()
    door.try('hans', 'right')
    expect([1, 2, 3].map(() => door.try('hans', 'wrong'))).toEqual([
      'wrong-password, 2 left',
      'wrong-password, 1 left',
      'locked-out',
    ])
    expect(door.try('hans', 'right')).toBe('locked')
    expect(door.try('hans', 'right', '10.0.0.2')).toBe('in')
    door.clock.now += 59_999
    expect(door.try('hans', 'right')).toBe('locked')
    door.clock.now += 1
    expect(door.try('hans', 'wrong')).toBe('wrong-password, 2 left')
    expect(door.try('hans', 'right')).toBe('in')
  })

  test('guesses from one IPv6 network of 64 bits are counted together and locked out together', () => {
    const door = new Door()
    door.try('hans', 'right')
    expect([1, 2, 3].map((host) => door.try('hans', 'wrong', `2001:db8::${host}`))).toEqual([
      'wrong-password, 2 left',
      'wrong-password, 1 left',
      'locked-out',
    ])
    expect(door.try('hans', 'right', '2001:db8::4')).toBe('locked')
    expect(door.try('hans', 'right', '2001:db8:0:1::4')).toBe('in')
    expect([...door.ports.locks.all(0)]).toMatchObject([{ address: '2001:db8:0:0::/64' }])
  })

  test('a right password begins the count anew', () => {
    const door = new Door()
    door.try('hans', 'right')
    const tries = ['wrong', 'wrong', 'right', 'wrong', 'wrong', 'wrong']
    expect(tries.map((password) => door.try('hans', password))).toEqual([
      'wrong-password, 2 left',
      'wrong-password, 1 left',
      'in',
      'wrong-password, 2 left',
      'wrong-password, 1 left',
      'locked-out',
    ])
  })

  test('by name alone, any address counts and any address is locked out', () => {
    const door = new Door()
    door.try('hans', 'right')
    const from = (address: string, password: string) =>
      door.try('hans', password, address, { lockout: 'name', attempts: 2 })
    expect(from('10.0.0.1', 'wrong')).toBe('wrong-password, 1 left')
    expect(from('10.0.0.2', 'wrong')).toBe('locked-out')
    expect(from('10.0.0.3', 'right')).toBe('locked')
  })

  test('guesses made at the same time are no more guesses', () => {
    const passwords = new LatePasswords()
    const door = new Door(passwords)
    door.ports.accounts.put({ name: 'hans', hash: '#right', since: 1 })
    const wrong = ['a', 'b', 'c'].map((guess) => door.login(door.seat(), 'hans', guess))
    const right = door.login(door.seat(), 'hans', 'right')
    for (let count = 0; count < 4; count++) passwords.next()
    expect(wrong.map(({ answer }) => (answer?.ok ? 'in' : answer?.error))).toEqual([
      'wrong-password',
      'wrong-password',
      'locked-out',
    ])
    expect(right.answer).toEqual({ ok: false, error: 'locked' })
  })
})

describe('several sessions of one name', () => {
  const several = { several: true }

  test('are one user: told once of, listed once, gone with the last of them', () => {
    const door = new Door()
    const watcher = door.seat()
    door.engine.ask(watcher, { kind: 'login', name: 'ann', cap: 0 }, () => {})
    const [first, second] = [door.seat(), door.seat()]
    door.login(first, 'jess', '123', several)
    expect(door.login(second, 'jess', '123', several).answer).toMatchObject({ ok: true })
    expect([...door.ports.roster.members()].map(({ name }) => name)).toEqual(['ann', 'jess'])
    door.engine.detach(first)
    expect(door.heard).toEqual([{ kind: 'joined', name: 'jess', via: 'toy', time: 1_000_000 }])
    door.engine.detach(second)
    expect(door.heard.at(-1)).toEqual({ kind: 'left', name: 'jess', time: 1_000_000 })
  })

  test('a direct message goes to all of them', () => {
    const door = new Door()
    const ann = door.seat()
    door.engine.ask(ann, { kind: 'login', name: 'ann', cap: 0 }, () => {})
    for (const seat of [door.seat(), door.seat()]) door.login(seat, 'jess', '123', several)
    door.heard.length = 0
    door.engine.ask(ann, { kind: 'send', to: 'jess', text: 'hi' }, () => {})
    expect(door.heard.map((event) => 'text' in event && event.text)).toEqual(['hi', 'hi'])
  })
})

describe('who is told something only when asking', () => {
  test('keeps a message waiting until it says that it was told', () => {
    const door = new Door()
    const ann = door.seat()
    door.engine.ask(ann, { kind: 'login', name: 'ann', cap: 0 }, () => {})
    const jess = door.seat('10.0.0.1', true)
    door.login(jess, 'jess', '123')
    for (const text of ['one', 'two']) {
      door.engine.ask(ann, { kind: 'send', to: 'jess', text }, () => {})
    }
    door.engine.ask(jess, { kind: 'received', upTo: 1 }, () => {})
    door.engine.detach(jess)
    door.heard.length = 0
    door.login(door.seat('10.0.0.1', true), 'jess', '123')
    const texts = () => door.heard.flatMap((event) => ('text' in event ? [event.text] : []))
    expect(texts()).toEqual(['two'])
    expect(door.ports.mailbox.waiting('jess', 0)).toHaveLength(1)
  })
})
