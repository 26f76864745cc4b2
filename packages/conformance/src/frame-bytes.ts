import { Buffer } from 'node:buffer'

/** A frame as bytes; a string is UTF-8. */
export function bytesOf(frame: Uint8Array | string): Uint8Array {
  return typeof frame === 'string' ? Buffer.from(frame) : frame
}
