import type { Ports } from '@parley/engine'
import type { Gateway, Log } from '@parley/server'
import type { CredentialImport } from './credential-import.ts'
import { readCredentials } from './credentials.ts'
import { messageOf } from './errors.ts'
import type { Configuration } from './settings.ts'
import { readTextFile } from './text-file.ts'

/** The most lines of a credentials file that are reported one by one: the rest is counted. */
const MOST_TOLD = 20

/** How often the progress of an import is printed, in milliseconds: in a log that is read as it grows. */
const TELL_EVERY = 5_000

/** The same on a terminal, where one line is written anew. */
const SHOW_EVERY = 100

/** Before anybody connects: reads the credentials file, if any, and holds the names of its accounts. */
export async function holdCredentials(
  importing: CredentialImport,
  { settings: { credentials: path }, naming }: Configuration,
  ports: Ports,
  log: Log,
): Promise<void> {
  if (path === undefined) return
  const read = readCredentials(await readTextFile(path, naming(['credentials'])))
  const bad = [...read.bad, ...importing.hold(read.credentials, Date.now())]
  for (const { line, fault } of bad.slice(0, MOST_TOLD)) {
    log('warn', `${path}, line ${line}: ${fault}`)
  }
  const more = bad.length - MOST_TOLD
  if (more > 0) log('warn', `${path}: ${more} more bad lines`)
  const { before, left } = importing.imported
  try {
    ports.commit()
  } catch (error) {
    importing.giveUp()
    log('error', `${path}: cannot keep its accounts: ${messageOf(error)}`)
  }
  log(
    'info',
    `${path}: accounts to make: ${left}, there before: ${before}, bad lines: ${bad.length}`,
  )
}

/** Where the gateway cannot open its ports: nothing was begun. */
export function releaseCredentials(importing: CredentialImport, ports: Ports): void {
  importing.release()
  ports.commit()
}

/** Hashes the passwords while the gateway serves, and tells how far it is. Never rejects. */
export async function importCredentials(
  path: string,
  importing: CredentialImport,
  { passwords }: Gateway,
  log: Log,
): Promise<void> {
  const { stderr } = process
  const terminal = stderr.isTTY === true
  let reportedAt = performance.now()
  const told = ({ made, left }: { readonly made: number; readonly left: number }) => {
    if (performance.now() < reportedAt + (terminal ? SHOW_EVERY : TELL_EVERY)) return
    reportedAt = performance.now()
    const text = `${path}: ${made} of ${made + left} accounts made`
    if (terminal) stderr.write(`${text}\u001b[K\r`)
    else log('info', text)
  }
  try {
    await importing.run(passwords, told)
  } catch (error) {
    log('error', `${path}: the import has ended: ${messageOf(error)}`)
  }
  log('info', `${path}: accounts made: ${importing.imported.made}`)
  tellLeft(path, importing, log)
}

/** The gateway stops: what is made is kept. */
export function endImport(path: string, importing: CredentialImport, log: Log): void {
  if (importing.state === 'over') return
  importing.stop()
  log('info', `${path}: accounts made: ${importing.imported.made}`)
  tellLeft(path, importing, log)
}

function tellLeft(path: string, { imported: { left } }: CredentialImport, log: Log): void {
  if (left === 0) return
  log('warn', `${path}: accounts not made yet: ${left}; the next start with this file makes them`)
}
