import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TlsIdentity } from '../tls-identity.ts'

/** Why there can be no certificate here; undefined where there can. */
export const noOpenssl =
  spawnSync('openssl', ['version']).status === 0 ? undefined : 'there is no openssl'

/** A certificate for this machine that vouches for itself; `name` is its common name. */
export function makeIdentity(name: string): TlsIdentity {
  const folder = mkdtempSync(join(tmpdir(), 'parley-identity-'))
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  try {
    const elliptic = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
    const places = 'subjectAltName=DNS:localhost,IP:127.0.0.1'
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', ...elliptic, '-days', '2', '-subj', `/CN=${name}`],
        ...['-addext', places, '-out', cert, '-keyout', key],
      ],
      { stdio: 'ignore' },
    )
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
