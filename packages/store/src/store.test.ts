import type { DirectMessage } from '@parley/contract'
import type { Ports } from '@parley/engine'
import { MOST_TEXT, MOST_WAITING } from './mailbox.ts'
import { openAccounts, openStore, type Store } from './open.ts'
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

function post({ timeline }: Ports, id: number): number {
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
    ports.mailbox.put(mail)
    post(ports, 2)
    ports.timeline.edit(1, 'edited', 50)
    ports.commit()
    const { accounts, locks, blocks, mailbox, timeline, lastId } = reopened()
    expect(accounts.find('ann')).toEqual(account)
    expect(locks.find('bob', 'anywhere', 8)).toEqual(lock)
    expect(blocks.has('ann', 'bob')).toBe(true)
    expect(blocks.none).toBe(false)
    expect(mailbox.waiting('ann')).toEqual([mail])
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
    expect([blocks.has('ann', 'bob'), blocks.has('guest', 'bob')]).toEqual([true, false])
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

  test('a count beyond all that there is, or of none', () => {
    const ports = open()
    post(ports, 1)
    expect(ports.timeline.last(Number.POSITIVE_INFINITY)).toHaveLength(1)
    expect(ports.timeline.last(-1)).toEqual([])
  })
})

describe('the mailbox', () => {
  test('has an end of text too, for each name', () => {
    const { mailbox } = open()
    const half = 'é'.repeat(MOST_TEXT / 4)
    const took = [1, 2, 3].map((id) => mailbox.put(direct('ann', id, half)))
    expect(took).toEqual([true, true, false])
    expect(mailbox.put(direct('bob', 4, half))).toBe(true)
    mailbox.drop('ann', 1)
    expect(mailbox.put(direct('ann', 5, half))).toBe(true)
  })

  test('takes so many messages for a name, and more once it was read', () => {
    const { mailbox, commit } = open()
    for (let id = 1; id <= MOST_WAITING; id++) expect(mailbox.put(direct('ann', id))).toBe(true)
    expect(mailbox.put(direct('ann', 2000))).toBe(false)
    expect(mailbox.put(direct('bob', 2000))).toBe(true)
    mailbox.drop('ann', 1)
    expect(mailbox.put(direct('ann', 2001))).toBe(true)
    commit()
    expect(mailbox.waiting('ann').map(({ id }) => id)).toEqual([
      ...Array.from({ length: MOST_WAITING - 1 }, (_, index) => index + 2),
      2001,
    ])
  })
})

describe('a turn that fails', () => {
  test('is told at its end, leaves nothing behind, and the next one is kept', () => {
    const ports = open()
    for (const id of [1, 2]) post(ports, id)
    ports.blocks.add('ann', 'bob')
    ports.blocks.add('ann', 'cid')
    ports.commit()
    const before = shown(ports)
    ports.timeline.remove(1)
    ports.timeline.edit(1, 'edited', 1)
    post(ports, 3)
    ports.blocks.clear('ann')
    ports.blocks.add('bob', 'ann')
    ports.timeline.append({ id: 4, time: Number.NaN, from: 'ann', text: 'no time' })
    expect(shown(ports)).toEqual(before)
    expect(post(ports, 5)).toBe(3)
    expect(ports.blocks.add('cid', 'ann')).toBe(true)
    expect(ports.mailbox.put(direct('ann', 6))).toBe(false)
    expect(() => ports.commit()).toThrow('NOT NULL constraint failed: messages.time')
    expect(shown(ports)).toEqual(before)
    expect(ports.blocks.has('ann', 'bob')).toBe(true)
    expect(ports.blocks.has('ann', 'cid')).toBe(true)
    expect(ports.blocks.has('bob', 'ann')).toBe(false)
    expect(ports.blocks.has('cid', 'ann')).toBe(false)
    ports.commit()
    expect(post(ports, 7)).toBe(3)
    ports.commit()
    expect(shown(reopened())).toEqual([...before, '3 m7'])
  })

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
    ports.timeline.remove(1)
    post(ports, 2)
    expect(() => ports.commit()).toThrow('FOREIGN KEY constraint failed')
    expect(shown(ports)).toEqual(['1 m1'])
    expect(ports.blocks.has('ann', 'bob')).toBe(true)
    expect(shown(reopened())).toEqual(['1 m1'])
  })

  test('a commit without any write does nothing, whoever else is writing', () => {
    const ports = open()
    const other = folder.database()
    other.execute('BEGIN IMMEDIATE')
    expect(() => ports.commit()).not.toThrow()
    other.close()
  })
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
    mailbox.put(direct('ann', 1))
    commit()
    const book = openAccounts(folder.path)
    expect(book.accounts.remove('ann')).toBe(true)
    book.close()
    expect(accounts.has('ann')).toBe(false)
    expect([blocks.has('ann', 'bob'), blocks.none]).toEqual([false, true])
    expect(mailbox.waiting('ann')).toEqual([])
  })

  test('before any gateway ran there', () => {
    const path = folder.at('new', 'data')
    const book = openAccounts(path)
    book.accounts.put({ name: 'ann', hash: 'h', since: 1 })
    book.close()
    store = openStore(path, { durability: 'full' })
    expect([...store.ports.accounts.all()]).toEqual([{ name: 'ann', hash: 'h', since: 1 }])
  })
})
