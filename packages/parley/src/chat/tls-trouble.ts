/** What a certificate cannot be trusted for. */
const untrusted: ReadonlyMap<unknown, string> = new Map([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'nobody that is trusted vouches for it'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'nobody that is trusted vouches for it'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'nobody that is trusted vouches for it'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'nobody that is trusted vouches for it'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'nobody that is trusted vouches for it'],
  ['CERT_HAS_EXPIRED', 'it has ended'],
  ['CERT_NOT_YET_VALID', 'it begins later'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'it is for another host'],
])

/** What OpenSSL says of first bytes that are not of TLS. */
const notTls: ReadonlySet<unknown> = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_UNKNOWN_PROTOCOL',
])

/** Why there is no TLS with a server, by the code of an error; undefined where that is no reason. */
export function tlsTrouble(code: unknown, place: string): string | undefined {
  if (notTls.has(code)) return `The server at ${place} does not speak TLS: try without --tls`
  const why = untrusted.get(code)
  if (why === undefined) return undefined
  return `The certificate of ${place} is not trusted: ${why}. --tls-ca <file> trusts a certificate, --tls-insecure any`
}
