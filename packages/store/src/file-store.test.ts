import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { FileStore, OpenFile } from '@parley/engine'
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

function begun(fileStore: FileStore, from = 'ann'): OpenFile {
  const file = fileStore.begin({ ...label, from })
  if (typeof file === 'string') throw new Error(file)
  return file
}

function keptOf(fileStore: FileStore, from: string, ...parts: readonly string[]): string {
  const file = begun(fileStore, from)
  for (const part of parts) expect(file.write(Buffer.from(part))).toBeUndefined()
  return file.keep() ?? 'not kept'
}

const kept = (fileStore: FileStore, ...parts: readonly string[]) =>
  keptOf(fileStore, 'ann', ...parts)

describe.each([
  ['in a folder', () => store.fileStore],
  ['in memory', () => memoryFiles(100)],
])('a file store %s', (_where, fileStoreOf) => {
  test('takes a tenth of its quota from one sender', () => {
    const fileStore = fileStoreOf()
    expect(kept(fileStore, 'grü', 'ße')).toMatch(ID)
    const file = begun(fileStore)
    expect(file.write(Buffer.from('xxxx'))).toBe('no-share')
    expect(file.write(Buffer.from('xxx'))).toBeUndefined()
    expect(fileStore.begin(label)).toBe('no-share')
    file.drop()
    expect(kept(fileStore, 'abc')).toMatch(ID)
    expect(fileStore.begin(label)).toBe('no-share')
    expect(keptOf(fileStore, 'bob', 'abc')).toMatch(ID)
  })

  test('takes files up to its quota, all together', () => {
    const fileStore = fileStoreOf()
    for (let sender = 0; sender < 9; sender++) keptOf(fileStore, `user${sender}`, 'xxxxxxxxxx')
    keptOf(fileStore, 'ann', 'xxxxx')
    const file = begun(fileStore, 'bob')
    expect(file.write(Buffer.from('xxxxxx'))).toBe('no-room')
    expect(file.write(Buffer.from('xxxxx'))).toBeUndefined()
    expect(fileStore.begin(label)).toBe('no-room')
    file.drop()
    expect(keptOf(fileStore, 'cid', 'xxxxx')).toMatch(ID)
  })

  test('an empty file is a file', () => {
    expect(kept(fileStoreOf())).toMatch(ID)
  })
})

test('in memory: what was kept is found', () => {
  const fileStore = memoryFiles(100)
  const chunk = Buffer.from('ab')
  const file = begun(fileStore)
  file.write(chunk)
  chunk.fill(0)
  file.write(Buffer.from('c'))
  const found = fileStore.find(file.keep() ?? '')
  expect(found?.label).toEqual(label)
  expect(String(found?.bytes)).toBe('abc')
  expect(fileStore.find('other')).toBeUndefined()
})

describe('in a folder', () => {
  const files = () => readdirSync(folder.at('files'))

  test('a kept file lies under its id and is in the index', () => {
    const id = kept(store.fileStore, 'ab', 'c')
    store.ports.commit()
    expect(readFileSync(folder.at('files', id), 'utf8')).toBe('abc')
    const database = folder.database()
    const cells = database.select('SELECT id, name, sender, recipient, time, size FROM files').row()
    expect([0, 1, 2, 3].map((index) => cells?.text(index))).toEqual([id, 'a.txt', 'ann', 'bob'])
    expect([4, 5].map((index) => cells?.integer(index))).toEqual([5, 3])
    database.close()
  })

  test('a file is in parts until it is kept, and gone when it is dropped', () => {
    const file = begun(store.fileStore)
    expect(files()).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.part$/)])
    file.drop()
    expect(files()).toEqual([])
  })

  test('what was not finished is deleted at the next start, what was kept counts', () => {
    kept(store.fileStore, '1234567')
    store.ports.commit()
    store.close()
    writeFileSync(folder.at('files', 'left.part'), 'over')
    writeFileSync(folder.at('files', 'unheard-of'), 'over')
    open()
    expect(existsSync(folder.at('files', 'left.part'))).toBe(false)
    expect(existsSync(folder.at('files', 'unheard-of'))).toBe(false)
    const file = begun(store.fileStore)
    expect(file.write(Buffer.from('1234'))).toBe('no-share')
    expect(file.write(Buffer.from('123'))).toBeUndefined()
    file.drop()
  })

  test('files are listed and removed while the gateway runs, which has the room again', () => {
    const ids = [keptOf(store.fileStore, 'ann', '1234567890'), keptOf(store.fileStore, 'bob', '12')]
    store.ports.commit()
    const file = begun(store.fileStore, 'cid')
    file.write(Buffer.from('12345'))
    const book = openFiles(folder.path)
    expect(new Set(book.all().map(({ id }) => id))).toEqual(new Set(ids))
    const [first = ''] = ids
    const one = book.all().find(({ id }) => id === first)
    expect(one).toEqual({ ...label, id: first, size: 10, path: folder.at('files', first) })
    expect(store.fileStore.begin(label)).toBe('no-share')
    expect([book.remove(first), book.remove(first)]).toEqual([true, false])
    book.close()
    expect(files()).toHaveLength(2)
    expect(kept(store.fileStore, '1234567890')).toMatch(ID)
    expect(file.write(Buffer.from('123456'))).toBe('no-share')
    expect(file.keep()).toMatch(ID)
    store.ports.commit()
  })

  test('a turn that fails takes its files along', () => {
    const other = folder.database()
    other.execute(`CREATE TABLE parent (id INTEGER PRIMARY KEY);
      CREATE TABLE child (parent REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER late AFTER INSERT ON files BEGIN INSERT INTO child VALUES (1); END`)
    kept(store.fileStore, 'abc')
    kept(store.fileStore, 'defg')
    expect(() => store.ports.commit()).toThrow('FOREIGN KEY')
    expect(files()).toEqual([])
    other.execute('DROP TRIGGER late')
    other.close()
    expect(kept(store.fileStore, '1234567890')).toMatch(ID)
  })
})
