import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { OpenFile, Shelf } from '@parley/engine'
import { memoryFiles } from './memory-file-store.ts'
import { openFiles, openStore, type Store } from './store.ts'
import { TestFolder } from './testing/folder.ts'

const label = { name: 'a.txt', from: 'ann', to: 'bob', time: 5 }
const ID = /^[0-9a-f]{32}$/

let folder: TestFolder
let store: Store

function open(): Store {
  store = openStore(folder.path, { durability: 'full', filesQuota: 100 })
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

function begun(shelf: Shelf, from = 'ann'): OpenFile {
  const file = shelf.begin({ ...label, from })
  if (typeof file === 'string') throw new Error(file)
  return file
}

function keptOf(shelf: Shelf, from: string, ...parts: readonly string[]): string {
  const file = begun(shelf, from)
  for (const part of parts) expect(file.write(Buffer.from(part))).toBeUndefined()
  return file.keep() ?? 'not kept'
}

const kept = (shelf: Shelf, ...parts: readonly string[]) => keptOf(shelf, 'ann', ...parts)

describe.each([
  ['in a folder', () => store.shelf],
  ['in memory', () => memoryFiles(100)],
])('a shelf %s', (_where, shelfOf) => {
  test('takes a tenth of its quota from one sender', () => {
    const shelf = shelfOf()
    expect(kept(shelf, 'grü', 'ße')).toMatch(ID)
    const file = begun(shelf)
    expect(file.write(Buffer.from('xxxx'))).toBe('no-share')
    expect(file.write(Buffer.from('xxx'))).toBeUndefined()
    expect(shelf.begin(label)).toBe('no-share')
    file.drop()
    expect(kept(shelf, 'abc')).toMatch(ID)
    expect(shelf.begin(label)).toBe('no-share')
    expect(keptOf(shelf, 'bob', 'abc')).toMatch(ID)
  })

  test('takes files up to its quota, all together', () => {
    const shelf = shelfOf()
    for (let sender = 0; sender < 9; sender++) keptOf(shelf, `user${sender}`, 'xxxxxxxxxx')
    keptOf(shelf, 'ann', 'xxxxx')
    const file = begun(shelf, 'bob')
    expect(file.write(Buffer.from('xxxxxx'))).toBe('no-room')
    expect(file.write(Buffer.from('xxxxx'))).toBeUndefined()
    expect(shelf.begin(label)).toBe('no-room')
    file.drop()
    expect(keptOf(shelf, 'cid', 'xxxxx')).toMatch(ID)
  })

  test('an empty file is a file', () => {
    expect(kept(shelfOf())).toMatch(ID)
  })
})

test('in memory: what was kept is found', () => {
  const shelf = memoryFiles(100)
  const chunk = Buffer.from('ab')
  const file = begun(shelf)
  file.write(chunk)
  chunk.fill(0)
  file.write(Buffer.from('c'))
  const found = shelf.find(file.keep() ?? '')
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
    const file = begun(store.shelf)
    expect(files()).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.part$/)])
    file.drop()
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
    const file = begun(store.shelf)
    expect(file.write(Buffer.from('1234'))).toBe('no-share')
    expect(file.write(Buffer.from('123'))).toBeUndefined()
    file.drop()
  })

  test('files are listed and removed while the gateway runs, which has the room again', () => {
    const ids = [keptOf(store.shelf, 'ann', '1234567890'), keptOf(store.shelf, 'bob', '12')]
    store.ports.commit()
    const file = begun(store.shelf, 'cid')
    file.write(Buffer.from('12345'))
    const book = openFiles(folder.path)
    expect(new Set(book.all().map(({ id }) => id))).toEqual(new Set(ids))
    const [first = ''] = ids
    const one = book.all().find(({ id }) => id === first)
    expect(one).toEqual({ ...label, id: first, size: 10, path: folder.at('files', first) })
    expect(store.shelf.begin(label)).toBe('no-share')
    expect([book.remove(first), book.remove(first)]).toEqual([true, false])
    book.close()
    expect(files()).toHaveLength(2)
    expect(kept(store.shelf, '1234567890')).toMatch(ID)
    expect(file.write(Buffer.from('123456'))).toBe('no-share')
    expect(file.keep()).toMatch(ID)
    store.ports.commit()
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
