import { existsSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StoreError } from './errors.ts'
import { holdFolder } from './gateway-lock.ts'
import { migrate, steps } from './schema.ts'
import { openAccounts, openStore } from './store.ts'
import { TestFolder } from './testing/folder.ts'

const durability = 'full' as const

let folder: TestFolder

beforeEach(() => {
  folder = new TestFolder()
})

afterEach(() => {
  folder.remove()
})

function refusal(open: () => unknown): string {
  try {
    open()
  } catch (error) {
    return error instanceof StoreError ? error.message : `not a StoreError: ${error}`
  }
  return 'opened'
}

function fill(count: number): void {
  const { ports, close } = openStore(folder.path, { durability })
  for (let id = 1; id <= count; id++) {
    ports.timeline.append({ id, time: id, from: 'ann', text: `message ${id} `.repeat(20) })
  }
  ports.commit()
  close()
}

describe('a folder', () => {
  test('is made for its owner alone', () => {
    const path = folder.at('a', 'b')
    openStore(path, { durability }).close()
    expect(statSync(path).mode & 0o777).toBe(0o700)
    expect(statSync(join(path, 'parley.db')).mode & 0o777).toBe(0o600)
  })

  test('that cannot be made is refused', () => {
    writeFileSync(folder.at('file'), '')
    expect(refusal(() => openStore(folder.at('file'), { durability }))).toMatch(
      /file cannot be made: it is not a folder/,
    )
  })

  test('has one gateway, and is free again when it ends', () => {
    const first = openStore(folder.path, { durability })
    expect(refusal(() => openStore(folder.path, { durability }))).toBe(
      `${folder.path} is in use by another gateway`,
    )
    first.close()
    openStore(folder.path, { durability }).close()
  })

  test('whose gateway could not be opened is free again', () => {
    writeFileSync(folder.at('parley.db'), 'x'.repeat(5000))
    refusal(() => openStore(folder.path, { durability }))
    expect(refusal(() => openStore(folder.path, { durability }))).toMatch(/not a database/)
  })

  test('with something else in place of the lock is refused', () => {
    writeFileSync(folder.at('gateway.lock'), 'x'.repeat(5000))
    expect(refusal(() => openStore(folder.path, { durability }))).toBe(
      `${folder.at('gateway.lock')} cannot be locked: file is not a database`,
    )
  })
})

describe('a database that is refused is left as it is', () => {
  const both = [
    ['a gateway', () => openStore(folder.path, { durability })],
    ['accounts', () => openAccounts(folder.path)],
  ] as const

  test.each(both)('not a database: %s', (_who, open) => {
    writeFileSync(folder.at('parley.db'), 'Dear diary, '.repeat(500))
    const before = folder.bytes('parley.db')
    expect(refusal(open)).toBe(`${folder.at('parley.db')} cannot be used: file is not a database`)
    expect(folder.bytes('parley.db').equals(before)).toBe(true)
    expect(readdirSync(folder.path).filter((name) => name.startsWith('parley'))).toEqual([
      'parley.db',
    ])
  })

  test.each(both)('the database of another program: %s', (_who, open) => {
    const other = folder.database()
    other.execute('CREATE TABLE birds (name TEXT); PRAGMA user_version = 1')
    other.close()
    const before = folder.bytes('parley.db')
    expect(refusal(open)).toBe(
      `${folder.at('parley.db')} is a database, but not one of this program`,
    )
    expect(folder.bytes('parley.db').equals(before)).toBe(true)
  })

  test.each(both)('of a newer version: %s', (_who, open) => {
    fill(1)
    const newer = folder.database()
    newer.execute('PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)')
    newer.close()
    const before = folder.bytes('parley.db')
    expect(refusal(open)).toBe(
      `${folder.path} was written by a newer version of this program: ` +
        `its schema is version 99, and ${steps.length} is the newest that is known here`,
    )
    expect(folder.bytes('parley.db').equals(before)).toBe(true)
  })

  test('of an earlier version, with its gateway running: accounts', () => {
    const old = folder.database()
    migrate(old, steps.slice(0, 1))
    old.close()
    const gateway = holdFolder(folder.path)
    const before = folder.bytes('parley.db')
    expect(refusal(() => openAccounts(folder.path))).toBe(
      `${folder.path} is in use by a gateway of an earlier version: stop that first`,
    )
    expect(folder.bytes('parley.db').equals(before)).toBe(true)
    gateway.close()
    openAccounts(folder.path).close()
    const database = folder.database()
    expect(database.select('PRAGMA user_version').row()?.integer(0)).toBe(steps.length)
    database.close()
    openStore(folder.path, { durability }).close()
  })

  test('damaged in the middle', () => {
    fill(500)
    const bytes = folder.bytes('parley.db')
    bytes.fill(0xa5, bytes.length / 2, bytes.length / 2 + 8192)
    writeFileSync(folder.at('parley.db'), bytes)
    expect(refusal(() => openStore(folder.path, { durability }))).toContain(
      `${folder.at('parley.db')} is damaged: `,
    )
    expect(folder.bytes('parley.db').equals(bytes)).toBe(true)
  })

  test('cut off', () => {
    fill(500)
    truncateSync(folder.at('parley.db'), 3 * 4096)
    const before = folder.bytes('parley.db')
    expect(refusal(() => openStore(folder.path, { durability }))).toContain(folder.at('parley.db'))
    expect(folder.bytes('parley.db').equals(before)).toBe(true)
  })
})

describe('versions', () => {
  const first = 'CREATE TABLE one (a);'
  const second = "ALTER TABLE one ADD COLUMN b; INSERT INTO one VALUES (1, 'b');"

  test('each missing step is taken once, in order', () => {
    const database = folder.database()
    migrate(database, [first])
    migrate(database, [first, second])
    migrate(database, [first, second])
    expect(database.select('SELECT b FROM one').rows()).toHaveLength(1)
    expect(database.select('PRAGMA user_version').row()?.integer(0)).toBe(2)
    database.close()
  })

  test('a step that fails leaves the version before it', () => {
    const database = folder.database()
    migrate(database, [first])
    expect(() => migrate(database, [first, second, 'NONSENSE;'])).toThrow('syntax error')
    expect(database.inTransaction).toBe(false)
    expect(database.select('PRAGMA user_version').row()?.integer(0)).toBe(1)
    migrate(database, [first, second])
    expect(database.select('SELECT b FROM one').rows()).toHaveLength(1)
    database.close()
  })
})

test('everything is in the one file once the gateway has ended', () => {
  fill(3)
  const wal = folder.at('parley.db-wal')
  expect(existsSync(wal) ? statSync(wal).size : 0).toBe(0)
})
