import { type DirectMessage, nameKeys } from '@parley/contract'
import type { Ports } from '@parley/engine'
import { migrate, steps } from './schema.ts'
import { openAccounts, openStore, type Store } from './store.ts'
import { TestFolder } from './testing/folder.ts'

const direct = (to: string, id: number, text = 't'): DirectMessage => {
  return { kind: 'direct', id, time: id, from: 'sender', to, text }
}

let folder: TestFolder
let store: Store

function open(): Ports {
  store = openStore(folder.path, { durability: 'relaxed' })
  return store.ports
}

function reopened(): Ports {
  store.close()
  return open()
}

function post({ timeline }: Ports, id: number): number | undefined {
  return timeline.append({ id, time: id * 10, from: 'ann', text: `m${id}` })
}

const shown = ({ timeline }: Ports) =>
  timeline.last(99).map(({ number, text }) => `${number} ${text}`)

beforeEach(() => {
  folder = new TestFolder()
})

afterEach(() => {
  store.close()
  folder.remove()
})

describe('after a restart', () => {
  test('all that was committed is there', () => {
    const ports = open()
    const account = { name: 'ann', hash: 'h', since: 7 }
    const lock = { name: 'bob', address: undefined, since: 1, until: 9 }
    const mail: DirectMessage = { ...direct('ann', 3, 'a\0b'), private: true }
    ports.accounts.put(account)
    ports.locks.put(lock)
    ports.blocks.add('ann', 'bob')
    ports.mailbox.put(mail, false)
    post(ports, 2)
    ports.timeline.edit(1, 'edited', 50)
    ports.commit()
    const { accounts, locks, blocks, mailbox, timeline, lastId } = reopened()
    expect(accounts.find('ann')).toEqual({ ...account, number: 1, moderator: false })
    expect(locks.find('bob', 'anywhere', 8)).toEqual(lock)
    expect(blocks.has('ann', nameKeys('bob'))).toBe(true)
    expect(blocks.none).toBe(false)
    expect(mailbox.waiting('ann', 0)).toEqual([mail])
    expect(timeline.last(9)).toEqual([
      { kind: 'public', id: 2, time: 50, number: 1, from: 'ann', text: 'edited', edited: true },
    ])
    expect(lastId).toBe(3)
  })

  test('what was not committed is not', () => {
    const ports = open()
    post(ports, 1)
    ports.commit()
    post(ports, 2)
    expect(shown(ports)).toEqual(['1 m1', '2 m2'])
    expect(shown(reopened())).toEqual(['1 m1'])
  })

  test('numbers and ids go on from where they were, with removed messages in between', () => {
    const ports = open()
    expect(ports.lastId).toBe(0)
    for (const id of [1, 2, 3, 4, 5]) post(ports, id)
    ports.timeline.remove(5)
    ports.timeline.remove(2)
    ports.commit()
    const again = reopened()
    expect(again.lastId).toBe(4)
    expect(shown(again)).toEqual(['1 m1', '2 m3', '3 m4'])
    expect(post(again, 6)).toBe(4)
    again.timeline.remove(1)
    again.timeline.edit(2, 'new', 1000)
    again.commit()
    expect(shown(reopened())).toEqual(['1 m3', '2 new', '3 m6'])
  })

  test('a user without an account has no blocks any more, one with an account has', () => {
    const ports = open()
    ports.accounts.put({ name: 'ann', hash: 'h', since: 1 })
    ports.blocks.add('ann', 'bob')
    ports.blocks.add('guest', 'bob')
    ports.commit()
    const { blocks } = reopened()
    expect([blocks.has('ann', nameKeys('bob')), blocks.has('guest', nameKeys('bob'))]).toEqual([
      true,
      false,
    ])
  })
})

describe('the timeline', () => {
  test('those from a time on come by time, up to a bound: an edited one late', () => {
    const ports = open()
    for (const id of [1, 2, 3, 4]) post(ports, id)
    ports.timeline.edit(1, 'later', 99)
    ports.timeline.remove(3)
    const numbers = (time: number, most: number) => {
      const { messages, total } = ports.timeline.since(time, most)
      return [messages.map(({ number }) => number), total]
    }
    expect(numbers(20, 9)).toEqual([[2, 3, 1], 3])
    expect(numbers(20, 2)).toEqual([[2, 3], 3])
    expect(numbers(20, 0)).toEqual([[], 3])
    expect(numbers(41, 9)).toEqual([[1], 1])
  })

  const few = (timelineMessages: number, timelineBytes = 1_000_000) => {
    store.close()
    store = openStore(folder.path, { durability: 'relaxed', timelineMessages, timelineBytes })
    return store.ports
  }

  test('with as many accounts as a login may make there is no room, until one is removed', () => {
    open()
    store.close()
    store = openStore(folder.path, { durability: 'relaxed', accounts: 2 })
    const { accounts, commit } = store.ports
    const room: boolean[] = []
    for (const name of ['ann', 'zoe', 'ann']) {
      room.push(!accounts.isFull())
      accounts.put({ name, hash: 'h', since: 1 })
    }
    commit()
    room.push(!accounts.isFull())
    accounts.remove('ann')
    room.push(!accounts.isFull())
    expect(room).toEqual([true, true, false, false, true])
  })

  test('past its bound the oldest go, and the numbers of the others stay', () => {
    open()
    const ports = few(3)
    for (const id of [1, 2, 3]) post(ports, id)
    ports.timeline.remove(2)
    ports.timeline.remove(1)
    ports.commit()
    for (const id of [4, 5, 6, 7]) post(ports, id)
    ports.commit()
    expect(shown(ports)).toEqual(['3 m5', '4 m6', '5 m7'])
    expect(ports.timeline.find(2)).toBeUndefined()
    expect(ports.timeline.edit(2, 'gone', 1)).toBe(false)
    expect(ports.timeline.since(0, 9).total).toBe(3)
    ports.timeline.edit(3, 'edited', 100)
    ports.timeline.remove(4)
    ports.commit()
    const again = few(3)
    expect(shown(again)).toEqual(['3 edited', '4 m7'])
    expect(post(again, 8)).toBe(5)
    expect([post(again, 9), post(again, 10)]).toEqual([6, 7])
    expect(shown(again)).toEqual(['5 m8', '6 m9', '7 m10'])
  })

  test('has a bound of bytes too, to the letter of what is kept', () => {
    open()
    const ports = few(99, 64)
    const append = (id: number, text: string) => {
      return ports.timeline.append({ id, time: id, from: 'ann', text })
    }
    for (let id = 1; id <= 16; id++) append(id, 'éé')
    expect(ports.timeline.last(99)).toHaveLength(16)
    ports.timeline.edit(1, 'x', 1)
    expect(append(17, 'xxx')).toBe(17)
    expect(ports.timeline.last(99)).toHaveLength(17)
    expect(append(18, 'x')).toBe(18)
    expect(ports.timeline.last(99).map(({ number }) => number)[0]).toBe(3)
    append(19, 'x'.repeat(64))
    expect(ports.timeline.last(99)).toEqual([])
    expect(append(20, 'y')).toBe(20)
    ports.commit()
    expect(shown(few(99, 64))).toEqual(['20 y'])
  })

  test('what was let go in a turn that fails is there again', () => {
    const ports = open()
    for (const id of [1, 2, 3]) post(ports, id)
    ports.commit()
    const { timeline, commit } = few(3)
    const other = folder.database()
    other.execute(`CREATE TABLE parent (id INTEGER PRIMARY KEY);
      CREATE TABLE child (parent REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER late AFTER INSERT ON messages BEGIN INSERT INTO child VALUES (1); END`)
    timeline.append({ id: 4, time: 4, from: 'ann', text: 'm4' })
    expect(timeline.last(9).map(({ number }) => number)).toEqual([2, 3, 4])
    expect(commit).toThrow('FOREIGN KEY')
    other.execute('DROP TRIGGER late')
    other.close()
    expect(timeline.last(9).map(({ number }) => number)).toEqual([1, 2, 3])
    expect(timeline.since(0, 9).total).toBe(3)
    expect(timeline.find(1)?.text).toBe('m1')
    expect(timeline.append({ id: 5, time: 5, from: 'ann', text: 'm5' })).toBe(4)
  })

  test('a file that has reached its bound does not grow any more', () => {
    open()
    const { timeline, commit } = few(1_000, 1024 * 1024)
    const size = (from: number) => {
      for (let id = from; id < from + 2_000; id++) {
        timeline.append({ id, time: id, from: 'ann', text: 'x'.repeat(2_000) })
        if (id % 100 === 0) commit()
      }
      commit()
      const row = folder.database().select('PRAGMA page_count').row()
      return row?.integer(0) ?? 0
    }
    const first = size(1)
    expect(size(2_001)).toBeLessThanOrEqual(first * 1.1)
  })

  test('a store that is over its bound is brought within it when it is opened', () => {
    const ports = open()
    for (let id = 1; id <= 1_000; id++) post(ports, id)
    ports.commit()
    expect(
      few(10)
        .timeline.last(99)
        .map(({ number }) => number)[0],
    ).toBe(991)
  })

  test('a count beyond all that there is, or of none', () => {
    const ports = open()
    post(ports, 1)
    expect(ports.timeline.last(Number.POSITIVE_INFINITY)).toHaveLength(1)
    expect(ports.timeline.last(-1)).toEqual([])
  })
})

describe('the mailbox', () => {
  test('of a name that is gone from the accounts is of a stranger', () => {
    const { accounts, mailbox } = open()
    const text = 'x'.repeat(100_000)
    const put = (id: number) => mailbox.put({ ...direct('ann', id, text), from: `u${id}` }, false)
    const all = Array.from({ length: 10 }, (_, index) => index + 1)
    for (const id of all) accounts.put({ name: `u${id}`, hash: 'h', since: 1 })
    expect(all.map(put)).toEqual(all.map(() => true))
    for (const id of all.slice(0, 5)) accounts.remove(`u${id}`)
    mailbox.drop('ann', 10)
    expect([1, 2, 3, 4, 5].map(put)).toEqual([true, true, true, true, true])
    expect([put(11), put(6)]).toEqual([false, true])
  })
})

describe('a change that cannot be written', () => {
  test('is refused, and the others of its turn are kept', () => {
    const ports = open()
    post(ports, 1)
    const append = (time: number) => ports.timeline.append({ id: 4, time, from: 'ann', text: 't' })
    expect(append(Number.NaN)).toBeUndefined()
    expect(ports.timeline.edit(1, 'edited', Number.NaN)).toBe(false)
    expect(post(ports, 2)).toBe(2)
    ports.commit()
    expect(shown(ports)).toEqual(['1 m1', '2 m2'])
    expect(shown(reopened())).toEqual(['1 m1', '2 m2'])
  })

  test('of several statements is taken back whole', () => {
    const ports = open()
    for (const id of [1, 2]) post(ports, id)
    ports.commit()
    const other = folder.database()
    other.execute(`CREATE TRIGGER never BEFORE INSERT ON removed
      BEGIN SELECT RAISE(ABORT, 'not removed'); END`)
    other.close()
    expect(ports.timeline.remove(1)).toBe(false)
    expect(post(ports, 3)).toBe(3)
    ports.commit()
    expect(shown(reopened())).toEqual(['1 m1', '2 m2', '3 m3'])
  })
})

describe('a turn that fails', () => {
  test('because its commit fails: memory is again as the disk', () => {
    const ports = open()
    post(ports, 1)
    ports.blocks.add('ann', 'bob')
    ports.commit()
    const other = folder.database()
    other.execute(`CREATE TABLE parent (id INTEGER PRIMARY KEY);
      CREATE TABLE child (parent REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER late AFTER INSERT ON messages BEGIN INSERT INTO child VALUES (1); END`)
    other.close()
    ports.blocks.remove('ann', 'bob')
    ports.blocks.add('bob', 'ann')
    ports.timeline.edit(1, 'edited', 1)
    ports.timeline.remove(1)
    post(ports, 2)
    expect(() => ports.commit()).toThrow('FOREIGN KEY constraint failed')
    expect(shown(ports)).toEqual(['1 m1'])
    expect(ports.timeline.since(10, 9).total).toBe(1)
    expect([
      ports.blocks.has('ann', nameKeys('bob')),
      ports.blocks.has('bob', nameKeys('ann')),
    ]).toEqual([true, false])
    expect(post(ports, 3)).toBeUndefined()
    ports.commit()
    expect(shown(reopened())).toEqual(['1 m1'])
  })

  test('what was to be taken away is taken away later, and does not come back meanwhile', () => {
    const ports = open()
    ports.accounts.put({ name: 'ann', hash: 'h', since: 1 })
    ports.blocks.add('ann', 'bob')
    ports.mailbox.put(direct('ann', 1), false)
    ports.commit()
    const other = folder.database()
    other.execute('BEGIN IMMEDIATE')
    ports.blocks.clear('ann')
    ports.mailbox.drop('ann', 1)
    ports.locks.put({ name: 'ann', address: '::1', since: 1, until: 9 })
    const seen = ({ accounts, blocks, locks, mailbox }: Ports) => [
      accounts.has('ann') && blocks.has('ann', nameKeys('bob')),
      mailbox.waiting('ann', 0).length,
      locks.find('ann', '::1', 8)?.until,
    ]
    expect(seen(ports)).toEqual([false, 0, 9])
    other.execute('UPDATE meta SET value = value; COMMIT')
    other.close()
    expect(seen(ports)).toEqual([false, 0, 9])
    expect(ports.mailbox.put(direct('ann', 2), false)).toBe(true)
    ports.commit()
    expect(seen(reopened())).toEqual([false, 1, 9])
  })

  test('a commit without any write does nothing, whoever else is writing', () => {
    const ports = open()
    const other = folder.database()
    other.execute('BEGIN IMMEDIATE')
    expect(() => ports.commit()).not.toThrow()
    other.close()
  })
})

describe('a folder from before names were compared', () => {
  test('has names that are alike, and messages of who had the account then', () => {
    const old = folder.database()
    migrate(old, steps.slice(0, 1))
    old.execute(`
      INSERT INTO accounts VALUES ('Bob', 'x', 20), ('bob', 'y', 10), ('ann', 'z', 10);
      INSERT INTO messages (seq, id, time, sender, text) VALUES
        (1, 1, 5, 'ann', 'before the account'), (2, 2, 15, 'ann', 'hers'), (3, 3, 30, 'cid', 'x');
    `)
    old.close()
    const { accounts, timeline, knownNames } = open()
    expect([...knownNames.all()]).toEqual(['ann', 'cid'])
    expect([...accounts.conflicts()]).toEqual([['Bob', 'bob']])
    expect([...accounts.alike(nameKeys('b0b'))].sort()).toEqual(['Bob', 'bob'])
    expect(accounts.find('bob')).toMatchObject({ hash: 'y', since: 10 })
    const number = accounts.find('ann')?.number
    expect([1, 2, 3].map((message) => timeline.ownerOf(message))).toEqual([
      undefined,
      `account ${number}`,
      undefined,
    ])
  })

  test('its keys are made anew where they follow another version of the rule', () => {
    open().accounts.put({ name: 'bob', hash: 'h', since: 1 })
    store.ports.commit()
    const other = folder.database()
    other.execute("UPDATE accounts SET folded = '', shape = ''; UPDATE meta SET value = 'older'")
    other.close()
    expect([...store.ports.accounts.alike(nameKeys('Bob'))]).toEqual([])
    expect([...reopened().accounts.alike(nameKeys('Bob'))]).toEqual(['bob'])
  })
})

test('each opening of a folder has a word of its own', () => {
  const { run } = open()
  expect(run).not.toBe(reopened().run)
})

describe('accounts that are administered while the gateway runs', () => {
  test('are there, and gone, at once', () => {
    const { accounts, locks } = open()
    const book = openAccounts(folder.path)
    book.accounts.put({ name: 'ann', hash: 'h', since: 1 })
    book.locks.put({ name: 'ann', address: '::1', since: 1, until: 9 })
    expect(accounts.has('ann')).toBe(true)
    expect(locks.find('ann', '::1', 5)?.until).toBe(9)
    expect(book.locks.remove('ann')).toBe(true)
    expect(locks.find('ann', '::1', 5)).toBeUndefined()
    expect(book.accounts.remove('ann')).toBe(true)
    expect(accounts.find('ann')).toBeUndefined()
    book.close()
  })

  test('who is removed has blocked nobody when the name is entered again', () => {
    const { accounts, blocks, mailbox, commit } = open()
    accounts.put({ name: 'ann', hash: 'h', since: 1 })
    blocks.add('ann', 'bob')
    mailbox.put(direct('ann', 1), false)
    commit()
    const book = openAccounts(folder.path)
    expect(book.accounts.remove('ann')).toBe(true)
    book.close()
    expect(accounts.has('ann')).toBe(false)
    expect([blocks.has('ann', nameKeys('bob')), blocks.none]).toEqual([false, true])
    expect(mailbox.waiting('ann', 0)).toEqual([])
  })

  test('the gateway is told once that another process has changed something', () => {
    const { accounts, commit } = open()
    accounts.put({ name: 'bob', hash: 'h', since: 1 })
    commit()
    expect(accounts.changedElsewhere()).toBe(false)
    const book = openAccounts(folder.path)
    book.accounts.put({ name: 'ann', hash: 'h', since: 1 })
    expect(accounts.changedElsewhere()).toBe(true)
    expect(accounts.changedElsewhere()).toBe(false)
    book.accounts.remove('ann')
    expect(accounts.changedElsewhere()).toBe(true)
    book.close()
  })

  test('before any gateway ran there', () => {
    const path = folder.at('new', 'data')
    const book = openAccounts(path)
    book.accounts.put({ name: 'ann', hash: 'h', since: 1 })
    book.close()
    store = openStore(path, { durability: 'full' })
    expect([...store.ports.accounts.all()]).toEqual([
      { name: 'ann', hash: 'h', since: 1, number: 1, moderator: false },
    ])
  })
})
