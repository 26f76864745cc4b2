import type { Gateway, Log } from '@parley/server'
import { messageOf } from './errors.ts'
import { readIdentity, type TlsFiles, warnOfDates } from './tls.ts'

type Renewable = Pick<Gateway, 'renewTls'>

/** A certificate that cannot be used changes nothing. */
export async function renewTls(
  files: TlsFiles,
  { gateway, web }: { readonly gateway: Renewable; readonly web?: Renewable | undefined },
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
