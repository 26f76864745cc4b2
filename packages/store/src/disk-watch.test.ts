import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type DirectMessage, nameKeys } from '@parley/contract'
import { DiskWatch } from './disk-watch.ts'
import { hasCode } from './errors.ts'
import { openAccounts, openStore, type Store } from './store.ts'
import { TestFolder } from './testing/folder.ts'

let folder: TestFolder
let said: string[] = []
const say = (level: string, text: string) => said.push(`${level} ${text.replace(folder.path, '')}`)

beforeEach(() => {
  folder = new TestFolder()
  said = []
})

afterEach(() => {
  folder.remove()
})

function post({ ports }: Store, id: number, text = 'text'): number | undefined {
  return ports.timeline.append({ id, time: id, from: 'ann', text })
}

describe('a database file that is taken away while the gateway runs', () => {
  const rest = 'nothing can be kept any more; stop it, and what was kept is saved beside it'

  test.each([
    ['removed', () => rmSync(folder.at('parley.db'))],
    [
      'replaced',
      () => {
        renameSync(folder.at('parley.db'), folder.at('old'))
        writeFileSync(folder.at('parley.db'), '')
      },
    ],
  ])('is %s: said once, and nothing is acknowledged any more', (_how, take) => {
    const store = openStore(folder.path, { durability: 'relaxed', say })
    expect(post(store, 1)).toBe(1)
    store.ports.commit()
    expect(store.isFailing()).toBe(false)
    take()
    expect(post(store, 2)).toBeUndefined()
    expect(store.isFailing()).toBe(true)
    expect(store.ports.blocks.add('ann', 'bob')).toBe(false)
    const reported: boolean[] = []
    store.ports.whenWritable((writable) => reported.push(writable))
    expect(reported).toEqual([false])
    expect(store.ports.timeline.last(9)).toHaveLength(1)
    store.ports.commit()
    store.close()
    expect(said[0]).toBe(
      `error /parley.db has been removed or replaced while the gateway was running: ${rest}`,
    )
    expect(said.slice(1)).toEqual([
      expect.stringMatching(/^error what was kept before is in .*; put it in the place of/),
    ])
    for (const name of readdirSync(folder.path)) {
      if (/^parley\.db($|-)/.test(name)) rmSync(folder.at(name))
    }
    const [saved = ''] = readdirSync(folder.path).filter((name) => name.includes('saved'))
    renameSync(folder.at(saved), folder.at('parley.db'))
    const again = openStore(folder.path, { durability: 'relaxed' })
    expect(again.ports.timeline.last(9).map(({ text }) => text)).toEqual(['text'])
    again.close()
  })

  test('is noticed without any write, and so is its log', () => {
    writeFileSync(folder.at('parley.db'), '')
    writeFileSync(folder.at('parley.db-wal'), '')
    const watch = new DiskWatch(folder.at('parley.db'), say)
    watch.look()
    expect(watch.missing()).toBeUndefined()
    rmSync(folder.at('parley.db-wal'))
    watch.look()
    watch.look()
    expect(said).toEqual([
      `error /parley.db-wal has been removed or replaced while the gateway was running: ${rest}`,
    ])
    expect(watch.missing()).toContain('parley.db-wal has been removed')
  })
})

test('a failure is said once, and its end after ten quiet seconds and a success', () => {
  writeFileSync(folder.at('parley.db'), '')
  let now = 0
  const watch = new DiskWatch(folder.at('parley.db'), say, () => now)
  watch.failed(new Error('disk full'))
  watch.failed(new Error('disk full'))
  expect(watch.careful).toBe(true)
  expect(watch.isFailing).toBe(true)
  now = 20_000
  watch.look()
  watch.succeeded()
  expect(watch.isFailing).toBe(false)
  watch.failed(new Error('disk full'))
  now = 29_999
  watch.succeeded()
  watch.look()
  expect(said).toEqual([
    'error /parley.db cannot be written: disk full; what has to be kept is refused',
  ])
  now = 30_000
  watch.look()
  expect(said[1]).toBe('info /parley.db can be written again')
  expect(watch.careful).toBe(false)
})

function mail(id: number): DirectMessage {
  return { kind: 'direct', id, time: 1, from: `sender${id}`, to: 'ann', text: 'x'.repeat(500) }
}

/** Leaves no byte free. */
function fill(disk: string): void {
  try {
    appendFileSync(join(disk, 'hog'), Buffer.alloc(4 * 1024 * 1024))
  } catch (error) {
    if (!hasCode(error, 'ENOSPC')) throw error
  }
}

/** Undefined where this system lets nobody mount one. */
function smallDisk(): string | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder.path], {
      stdio: 'ignore',
    })
    return folder.path
  } catch {
    return undefined
  }
}

test('on a full disk what cannot be kept is refused, the rest works, and it recovers', () => {
  const disk = smallDisk()
  if (disk === undefined) {
    console.warn('skipped: a file system of 4 MB cannot be mounted here')
    return
  }
  try {
    const path = join(disk, 'data')
    writeFileSync(join(disk, 'other'), Buffer.alloc(1024 * 1024))
    let store = openStore(path, { durability: 'full', say })
    store.ports.accounts.put({ name: 'ann', hash: 'h', since: 1 })
    let id = 1
    for (; post(store, id, 'x'.repeat(5_000)) !== undefined; id++) store.ports.commit()
    store.ports.commit()
    const kept = id - 1
    expect(kept).toBeGreaterThan(100)
    fill(disk)
    while (store.ports.mailbox.put(mail(id), false)) id++
    let blocked = 0
    while (store.ports.blocks.add('ann', `bob${blocked}`)) blocked++
    expect(store.ports.blocks.has('ann', nameKeys(`bob${blocked}`))).toBe(false)
    store.ports.locks.put({ name: 'bob', address: undefined, since: 1, until: 9 })
    expect(store.ports.locks.find('bob', '::1', 5)?.until).toBe(9)
    expect(store.ports.timeline.last(1)[0]?.id).toBe(kept)
    store.close()
    fill(disk)
    said = []
    store = openStore(path, { durability: 'full', say })
    while (store.ports.mailbox.put(mail(id), false)) id++
    expect(said).toEqual([
      'warn /data/parley.db: its disk has 0 bytes left',
      'error /data/parley.db cannot be written: database or disk is full; what has to be kept is refused',
    ])
    expect(store.ports.accounts.find('ann')?.hash).toBe('h')
    expect(store.ports.timeline.last(1)[0]?.id).toBe(kept)
    expect(post(store, kept + 1)).toBeUndefined()
    store.ports.commit()
    rmSync(join(disk, 'other'))
    expect(post(store, kept + 2)).toBe(kept + 1)
    store.ports.commit()
    store.close()
  } finally {
    execFileSync('umount', ['-l', disk])
  }
})

test('a gateway starts on a disk without a free byte, and shares its database when there is room', async () => {
  const elsewhere = new TestFolder()
  const before = openStore(elsewhere.path, { durability: 'full' })
  before.ports.accounts.put({ name: 'ann', hash: 'h', since: 1 })
  before.ports.commit()
  before.close()
  const disk = smallDisk()
  if (disk === undefined) {
    console.warn('skipped: a file system of 4 MB cannot be mounted here')
    return
  }
  try {
    const path = join(disk, 'data')
    writeFileSync(join(disk, 'other'), Buffer.alloc(1024 * 1024))
    mkdirSync(path)
    copyFileSync(elsewhere.at('parley.db'), join(path, 'parley.db'))
    fill(disk)
    let isShared = () => {}
    const shared = new Promise<void>((resolve) => {
      isShared = resolve
    })
    const store = openStore(path, {
      durability: 'full',
      say: (level, text) => {
        say(level, text)
        if (text.includes('other processes')) isShared()
      },
    })
    expect(said).toContainEqual(expect.stringMatching(/^error .* cannot be written: .*full/))
    expect(store.ports.accounts.find('ann')?.hash).toBe('h')
    expect(post(store, 1)).toBeUndefined()
    store.ports.commit()
    rmSync(join(disk, 'other'))
    expect(post(store, 2)).toBe(1)
    store.ports.commit()
    await shared
    const book = openAccounts(path)
    book.accounts.put({ name: 'bob', hash: 'h', since: 1 })
    book.close()
    expect(store.ports.accounts.has('bob')).toBe(true)
    expect(post(store, 3)).toBe(2)
    store.ports.commit()
    store.close()
  } finally {
    execFileSync('umount', ['-l', disk])
    elsewhere.remove()
  }
})
