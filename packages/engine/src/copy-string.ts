import { Buffer } from 'node:buffer'

/** A copy that does not keep alive the longer string that `text` may have been cut from. */
export function copyString(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
