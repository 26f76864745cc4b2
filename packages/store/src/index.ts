/**
 * What a gateway keeps, in one SQLite database in a folder: accounts, locks, public messages, mail,
 * blocks, and files beside it. All that a turn writes is one transaction, which `ports.commit()`
 * ends. One gateway has a folder for itself; accounts can be administered meanwhile.
 *
 * @example
 * const store = openStore('parley-data', { durability: 'full' })
 * store.ports.timeline.append({ id: 1, time: Date.now(), from: 'alice', text: 'hello' })
 * store.ports.commit()
 * store.close()
 */
export { storeBounds } from './bounds.ts'
export { DriverError, StoreError } from './errors.ts'
export type { FileBook, KeptFile } from './file-book.ts'
export { makeFolder } from './folder.ts'
export { type MemoryFiles, memoryFiles } from './memory-file-store.ts'
export { type ScryptOptions, scryptPasswords } from './passwords.ts'
export {
  type AccountBook,
  openAccounts,
  openFiles,
  openStore,
  type Store,
  type StoreOptions,
} from './store.ts'
