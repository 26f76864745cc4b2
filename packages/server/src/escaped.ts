/** So many bytes of what could not be read are shown. */
export const MOST_SHOWN = 64

const FIRST_PRINTABLE = 0x20
const LAST_PRINTABLE = 0x7e

const named: ReadonlyMap<number, string> = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
])

/** The first bytes in printable ASCII, others as `\x1b`; `…` stands for what is left out. */
export function escaped(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, MOST_SHOWN), (byte) => {
    const name = named.get(byte)
    if (name !== undefined) return name
    if (byte >= FIRST_PRINTABLE && byte <= LAST_PRINTABLE) return String.fromCharCode(byte)
    return `\\x${byte.toString(16).padStart(2, '0')}`
  })
  return shown.join('') + (bytes.length > MOST_SHOWN ? '…' : '')
}
