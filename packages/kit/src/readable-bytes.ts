import { Malformed, NEED_MORE } from '@parley/contract'
import { type Pickle, PickleSplitter } from '@parley/framing'
import { escapeBytes } from './escape-bytes.ts'

/** How every pickle since protocol 2 begins. */
const PROTO = 0x80

/** Longer ones are not looked into, in bytes. */
const MOST = 8192

type Scalar = Pickle['entries'] extends ReadonlyMap<string, infer Value> ? Value : never

/**
 * Bytes on one line, for a person: pickles as Python shows what is in them, `{'type': 'OUT'}`, and all
 * else as `escapeBytes` does.
 */
export function readableBytes(bytes: Uint8Array): string {
  if (bytes[0] !== PROTO || bytes.length > MOST) return escapeBytes(bytes)
  const splitter = new PickleSplitter()
  const shown: string[] = []
  let from = 0
  for (let at = 0; at < bytes.length; at++) {
    splitter.push(bytes.subarray(at, at + 1))
    const pickle = splitter.next(MOST)
    if (pickle instanceof Malformed) break
    if (pickle === NEED_MORE) continue
    shown.push(dictionary(pickle))
    from = at + 1
  }
  return [...shown, ...(from < bytes.length ? [escapeBytes(bytes.subarray(from))] : [])].join(' ')
}

function dictionary({ entries }: Pickle): string {
  const pairs = [...entries].map(([key, value]) => `${scalar(key)}: ${scalar(value)}`)
  return `{${pairs.join(', ')}}`
}

/** As Python’s `repr` writes it. */
function scalar(value: Scalar): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return value === null ? 'None' : String(value)
}

const unprintable = /[\\\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const inner = text.replace(unprintable, escapedCharacter)
  return quote + (quote === "'" ? inner.replaceAll("'", "\\'") : inner) + quote
}

function escapedCharacter(character: string): string {
  const known = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character]
  if (known !== undefined) return known
  const hex = (character.codePointAt(0) ?? 0).toString(16)
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
