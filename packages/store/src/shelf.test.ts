import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Shelf } from '@parley/engine'
import { memoryShelf } from './memory-shelf.ts'
import { openStore, type Store } from './open.ts'
import { TestFolder } from './testing/folder.ts'

const label = { name: 'a.txt', from: 'ann', to: 'bob', time: 5 }
const ID = /^[\w-]{22}$/

let folder: TestFolder
let store: Store

function open(): Store {
  store = openStore(folder.path, { durability: 'full', filesQuota: 10 })
  return store
}

beforeEach(() => {
  folder = new TestFolder()
  open()
})

afterEach(() => {
  store.close()
  folder.remove()
})

function kept(shelf: Shelf, ...parts: readonly string[]): string {
  const file = shelf.begin(label)
  for (const part of parts) expect(file?.write(Buffer.from(part))).toBe(true)
  return file?.keep() ?? 'no room'
}

describe.each([
  ['in a folder', () => store.shelf],
  ['in memory', () => memoryShelf(10)],
])('a shelf %s', (_where, shelfOf) => {
  test('takes files up to its quota, all together', () => {
    const shelf = shelfOf()
    expect(kept(shelf, 'grü', 'ße')).toMatch(ID)
    const file = shelf.begin(label)
    expect(file?.write(Buffer.from('xxxx'))).toBe(false)
    expect(file?.write(Buffer.from('xxx'))).toBe(true)
    expect(shelf.begin(label)).toBeUndefined()
    file?.drop()
    expect(kept(shelf, 'abc')).toMatch(ID)
    expect(shelf.begin(label)).toBeUndefined()
  })

  test('an empty file is a file', () => {
    expect(kept(shelfOf())).toMatch(ID)
  })
})

test('in memory: what was kept is found', () => {
  const shelf = memoryShelf(10)
  const chunk = Buffer.from('ab')
  const file = shelf.begin(label)
  file?.write(chunk)
  chunk.fill(0)
  file?.write(Buffer.from('c'))
  const found = shelf.find(file?.keep() ?? '')
  expect(found?.label).toEqual(label)
  expect(String(found?.bytes)).toBe('abc')
  expect(shelf.find('other')).toBeUndefined()
})

describe('in a folder', () => {
  const files = () => readdirSync(folder.at('files'))

  test('a kept file lies under its id and is in the index', () => {
    const id = kept(store.shelf, 'ab', 'c')
    store.ports.commit()
    expect(readFileSync(folder.at('files', id), 'utf8')).toBe('abc')
    const database = folder.database()
    const cells = database.select('SELECT id, name, sender, recipient, time, size FROM files').row()
    expect([0, 1, 2, 3].map((index) => cells?.text(index))).toEqual([id, 'a.txt', 'ann', 'bob'])
    expect([4, 5].map((index) => cells?.integer(index))).toEqual([5, 3])
    database.close()
  })

  test('a file is in parts until it is kept, and gone when it is dropped', () => {
    const file = store.shelf.begin(label)
    expect(files()).toEqual([expect.stringMatching(/^[\w-]{22}\.part$/)])
    file?.drop()
    expect(files()).toEqual([])
  })

  test('what was not finished is deleted at the next start, what was kept counts', () => {
    kept(store.shelf, '1234567')
    store.ports.commit()
    store.close()
    writeFileSync(folder.at('files', 'left.part'), 'over')
    writeFileSync(folder.at('files', 'unheard-of'), 'over')
    open()
    expect(existsSync(folder.at('files', 'left.part'))).toBe(false)
    expect(existsSync(folder.at('files', 'unheard-of'))).toBe(false)
    const file = store.shelf.begin(label)
    expect(file?.write(Buffer.from('1234'))).toBe(false)
    expect(file?.write(Buffer.from('123'))).toBe(true)
    file?.drop()
  })

  test('a turn that fails takes its files along', () => {
    const other = folder.database()
    other.execute(`CREATE TABLE parent (id INTEGER PRIMARY KEY);
      CREATE TABLE child (parent REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER late AFTER INSERT ON files BEGIN INSERT INTO child VALUES (1); END`)
    kept(store.shelf, 'abc')
    kept(store.shelf, 'defg')
    expect(() => store.ports.commit()).toThrow('FOREIGN KEY')
    expect(files()).toEqual([])
    other.execute('DROP TRIGGER late')
    other.close()
    expect(kept(store.shelf, '1234567890')).toMatch(ID)
  })
})
