const HANDSHAKE_RECORD = 0x16
const MAJOR_VERSION = 3
const CLIENT_HELLO = 1
const TYPE_AT = 5

/** Whether bytes are the beginning of a TLS client (RFC 8446, 5.1 and 4: record type, version, length, message). */
export function isClientHello(bytes: Uint8Array): boolean {
  const isRecord = bytes[0] === HANDSHAKE_RECORD && bytes[1] === MAJOR_VERSION
  return isRecord && bytes[TYPE_AT] === CLIENT_HELLO
}
