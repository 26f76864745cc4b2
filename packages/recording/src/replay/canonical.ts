import { Buffer, isUtf8 } from 'node:buffer'
import { readableBytes } from '@parley/kit'

/** How a pickle begins. */
const PROTO = 0x80

/** Longer frames are compared as bytes, in bytes. */
const MOST = 1024 * 1024

const json = /^(\s*)([[{][\s\S]*[\]}])(\s*)$/

/**
 * A frame as a text of which each character is one byte, for comparison. Of JSON the keys are sorted and
 * the spaces between are taken out; what stands before and behind it stays. A pickle is written as Python
 * shows it. All else is as it is.
 */
export function canonicalText(bytes: Uint8Array): string {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (data.length > MOST) return data.toString('latin1')
  if (data[0] === PROTO) {
    const shown = readableBytes(data)
    if (shown.startsWith('{') && shown.endsWith('}')) return shown
  }
  if (!isUtf8(data)) return data.toString('latin1')
  const [, before = '', value, behind = ''] = json.exec(data.toString()) ?? []
  const sorted = value === undefined ? undefined : sortedJson(value)
  if (sorted === undefined) return data.toString('latin1')
  return Buffer.from(before + sorted + behind).toString('latin1')
}

function sortedJson(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text, sorted))
  } catch {
    return undefined
  }
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value)
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}
