import { Buffer } from 'node:buffer'

/** A file as text, and how it becomes the same bytes again. */
export interface DecodedText {
  readonly text: string
  /** The bytes of a text in the encoding of the file; a character that it does not have is a `?`. */
  encode(text: string): Buffer
}

/**
 * What the bytes 0x80 to 0x9f stand for in Windows-1252, as WHATWG has it. Some versions of Node decode
 * them as in Latin-1.
 */
const special = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** What each byte stands for: each for a character of its own. */
const western = Array.from({ length: 256 }, (_, byte) => {
  return special[byte - 0x80] ?? String.fromCharCode(byte)
})

/**
 * Decodes UTF-8, UTF-16LE where the file says so by its byte order mark, or else Windows-1252, as
 * spreadsheets write it. A byte order mark stays in the text, so that no byte is lost.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const buffer = Buffer.from(bytes)
  if (buffer.length >= 2 && buffer.length % 2 === 0 && buffer.readUInt16LE(0) === 0xfeff) {
    return { text: buffer.toString('utf16le'), encode: (text) => Buffer.from(text, 'utf16le') }
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { text, encode: (changed) => Buffer.from(changed, 'utf8') }
  } catch {
    return { text: Array.from(bytes, (byte) => western[byte]).join(''), encode: encodeWestern }
  }
}

function encodeWestern(text: string): Buffer {
  const codes = Array.from(text, (character) => western.indexOf(character))
  return Buffer.from(codes.map((code) => (code < 0 ? '?'.charCodeAt(0) : code)))
}
