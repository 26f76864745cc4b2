import type { Log } from '@parley/server'
import { messageOf } from './errors.ts'
import type { Served } from './serve.ts'
import { readIdentity, type TlsFiles, warnOfDates } from './tls.ts'

/** A certificate that cannot be used changes nothing. */
export async function renewTls(
  files: TlsFiles,
  { gateway, web }: Pick<Served, 'gateway' | 'web'>,
  log: Log,
): Promise<void> {
  try {
    const identity = await readIdentity(files)
    gateway.renewTls(identity)
    web?.renewTls(identity)
    log('info', 'SIGHUP: the TLS certificate was read again')
    warnOfDates(identity, Date.now(), log)
  } catch (error) {
    log('error', `SIGHUP: the TLS certificate stays as it was: ${messageOf(error)}`)
  }
}
