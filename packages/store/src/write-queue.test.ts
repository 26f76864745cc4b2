import { openStore, type Store } from './store.ts'
import { TestFolder } from './testing/folder.ts'
import { Transaction } from './transaction.ts'
import { WriteQueue } from './write-queue.ts'

let folder: TestFolder

beforeEach(() => {
  folder = new TestFolder()
})

afterEach(() => {
  folder.remove()
})

function withStore(use: (store: Store) => void): void {
  const store = openStore(folder.path, { durability: 'relaxed' })
  use(store)
  store.close()
}

test('a store that another process holds refuses a write at once, and lets everything be read', () => {
  withStore(({ ports }) => {
    ports.timeline.append({ id: 1, time: 1, from: 'ann', text: 'kept' })
    ports.commit()
    const other = folder.database()
    other.execute('BEGIN IMMEDIATE')
    const before = performance.now()
    expect(ports.timeline.append({ id: 2, time: 2, from: 'ann', text: 'x' })).toBeUndefined()
    expect(ports.accounts.put({ name: 'ann', hash: 'h', since: 1 })).toBe(false)
    expect(performance.now() - before).toBeLessThan(2_000)
    expect(ports.timeline.last(9)).toHaveLength(1)
    expect(() => ports.commit()).not.toThrow()
    other.close()
    expect(ports.timeline.append({ id: 3, time: 3, from: 'ann', text: 'y' })).toBe(2)
  })
})

test('who wants to write waits until the other process has ended its transaction', async () => {
  const store = openStore(folder.path, { durability: 'relaxed' })
  const other = folder.database()
  other.execute('BEGIN IMMEDIATE')
  const answers: string[] = []
  const writable = new Promise<boolean>((resolve) => {
    store.ports.whenWritable((is) => {
      answers.push('one')
      resolve(is)
    })
  })
  store.ports.whenWritable(() => answers.push('two'))
  expect(answers).toEqual([])
  other.close()
  expect(await writable).toBe(true)
  expect(answers).toEqual(['one', 'two'])
  store.ports.whenWritable(() => answers.push('three'))
  expect(answers).toEqual(['one', 'two', 'three'])
  store.close()
})

test('who has waited for five seconds is refused, and who came later still waits', () => {
  withStore(({ ports }) => ports.commit())
  const database = folder.database()
  database.execute('PRAGMA busy_timeout = 0')
  const other = folder.database()
  other.execute('BEGIN IMMEDIATE')
  let now = 0
  const queue = new WriteQueue(new Transaction(database), () => now)
  const answers: string[] = []
  queue.whenWritable((is) => answers.push(`one ${is}`))
  now = 1_000
  queue.whenWritable((is) => answers.push(`two ${is}`))
  now = 4_999
  queue.retry()
  expect(answers).toEqual([])
  now = 5_000
  queue.retry()
  expect(answers).toEqual(['one false'])
  other.close()
  queue.retry()
  expect(answers).toEqual(['one false', 'two true'])
  queue.close()
  database.close()
})
