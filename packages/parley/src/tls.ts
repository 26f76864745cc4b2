import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import type { Log, TlsIdentity } from '@parley/server'
import { codeOf, firstLineOf, UsageError } from './errors.ts'
import type { Configuration } from './settings.ts'
import { readTextFile } from './text-file.ts'

/** A file, and the flag or setting that names it. */
interface Named {
  readonly path: string
  readonly source: string
}

/** The files of the certificate and its key. */
export interface TlsFiles {
  readonly cert: Named
  readonly key: Named
}

/** The files that the settings name; undefined where they name none. */
export function tlsFiles({ settings, naming }: Configuration): TlsFiles | undefined {
  const { tlsCert, tlsKey } = settings
  const [certSource, keySource] = [naming(['tlsCert']), naming(['tlsKey'])]
  if (tlsCert === undefined && tlsKey === undefined) return undefined
  if (tlsCert === undefined) throw new UsageError(`${keySource}: TLS needs --tls-cert too`)
  if (tlsKey === undefined) throw new UsageError(`${certSource}: TLS needs --tls-key too`)
  return {
    cert: { path: tlsCert, source: certSource },
    key: { path: tlsKey, source: keySource },
  }
}

/** Reads both files. Throws a UsageError that names the file that cannot be used, and says why. */
export async function readIdentity({ cert, key }: TlsFiles): Promise<TlsIdentity> {
  const certText = await readTextFile(cert.path, cert.source)
  const keyText = await readTextFile(key.path, key.source)
  const certificate = certificateIn(certText, cert)
  if (!certificate.checkPrivateKey(keyIn(keyText, key))) {
    const { path, source } = key
    throw new UsageError(`${source}: ${path} is not the key of the certificate in ${cert.path}`)
  }
  const identity = { cert: certText, key: keyText }
  try {
    createSecureContext(identity)
  } catch (error) {
    throw new UsageError(`${cert.source}: ${cert.path} cannot be used: ${firstLineOf(error)}`)
  }
  return identity
}

function certificateIn(text: string, { path, source }: Named): X509Certificate {
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new UsageError(
      `${source}: ${path} has no certificate in PEM (-----BEGIN CERTIFICATE-----)`,
    )
  }
  try {
    return new X509Certificate(text)
  } catch (error) {
    throw new UsageError(`${source}: the certificate in ${path} is damaged: ${firstLineOf(error)}`)
  }
}

function keyIn(text: string, { path, source }: Named): KeyObject {
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    throw new UsageError(`${source}: ${path} has no key in PEM (-----BEGIN PRIVATE KEY-----)`)
  }
  try {
    return createPrivateKey(text)
  } catch (error) {
    const isLocked = codeOf(error) === 'ERR_MISSING_PASSPHRASE' || text.includes('ENCRYPTED')
    const why = isLocked ? 'has a passphrase: take that away' : `is damaged: ${firstLineOf(error)}`
    throw new UsageError(`${source}: the key in ${path} ${why}`)
  }
}

/** Warns of a certificate that clients will refuse. `now`: in milliseconds since the epoch. */
export function warnOfDates({ cert }: TlsIdentity, now: number, log: Log): void {
  const { validFrom, validTo } = new X509Certificate(cert)
  if (Date.parse(validTo) < now) log('warn', `the TLS certificate has ended: ${validTo}`)
  if (Date.parse(validFrom) > now) log('warn', `the TLS certificate begins later: ${validFrom}`)
}
