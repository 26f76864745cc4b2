import { type FileStore, memoryPorts, type Ports } from '@parley/engine'
import type { Log } from '@parley/server'
import { DriverError, memoryFiles, openStore, StoreError, scryptPasswords } from '@parley/store'
import { conflictsIn } from './accounts.ts'
import { UsageError } from './errors.ts'
import { type Configuration, IN_MEMORY, type Settings } from './settings.ts'

/** Where everything is kept if nobody says otherwise. */
const DEFAULT_DATA = 'parley-data'

/** The folder that a command works on where its flags name none. */
export function usualData(): string {
  return process.env.PARLEY_DATA ?? DEFAULT_DATA
}

/** Files that are kept without a data folder, in bytes all together. */
export const MEMORY_FILES = 64 * 1024 * 1024

/** What a gateway keeps, and where. */
export interface Storage {
  readonly ports: Ports
  readonly fileStore: FileStore
  /** Whether nothing could be kept the last time that it was tried. */
  isFailing(): boolean
  close(): void
}

/** scrypt with the cost of the settings. */
export function passwordsFor({ passwordCost = 15 }: Pick<Settings, 'passwordCost'>) {
  return scryptPasswords({ cost: 2 ** passwordCost })
}

/** Opens the data folder, or memory. */
export function openStorage({ settings, naming }: Configuration, log: Log): Storage {
  const passwords = passwordsFor(settings)
  const { data = DEFAULT_DATA, durability = 'full', keep = {} } = settings
  if (data === IN_MEMORY) {
    const ports = memoryPorts(memoryLimits(keep), passwords)
    const fileStore = memoryFiles(keep.fileBytes ?? MEMORY_FILES)
    return { ports, fileStore, isFailing: () => false, close: () => {} }
  }
  return opened(
    () => openStore(data, { durability, passwords, say: log, ...boundsOf(keep) }),
    naming(['data']),
  )
}

function boundsOf({ fileBytes, ...others }: NonNullable<Settings['keep']>) {
  return { ...others, filesQuota: fileBytes }
}

/** What memory keeps at the most. */
export function memoryLimits({
  accounts,
  timelineMessages,
  timelineBytes,
}: NonNullable<Settings['keep']>) {
  return {
    ...(accounts === undefined ? {} : { accounts }),
    ...(timelineMessages === undefined ? {} : { timelineMessages }),
    ...(timelineBytes === undefined ? {} : { timelineText: timelineBytes }),
  }
}

/** Warns of accounts that are alike or cannot log in; an earlier version made them. */
export function warnOfConflicts({ accounts }: Ports, log: Log): void {
  const count = [...conflictsIn(accounts)].length
  if (count === 0) return
  log('warn', `conflicts between names of accounts: ${count}; parley accounts conflicts lists them`)
}

/** What is said where the driver of the database cannot be loaded. */
const DRIVER_HINT =
  'npm install libsql brings it; parley serve --data memory does without, and keeps nothing'

/** What cannot be opened is reported in one line. */
export function opened<Opened>(open: () => Opened, source: string): Opened {
  try {
    return open()
  } catch (error) {
    if (error instanceof DriverError) {
      throw new UsageError(`${source}: ${error.message}. ${DRIVER_HINT}`)
    }
    if (error instanceof StoreError) throw new UsageError(`${source}: ${error.message}`)
    throw error
  }
}
