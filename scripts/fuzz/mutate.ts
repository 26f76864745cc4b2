import { Buffer } from 'node:buffer'

/** A reproducible source of whole numbers from 0 to below `most` (mulberry32). */
export type Dice = (most: number) => number

export function diceFrom(seed: number): Dice {
  let state = seed
  return (most) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most
  }
}

/** Bytes that formats care about. */
const sharp = Buffer.from('\0\t\n\r "#\'()*,.:;<>@[\\]{}~\x7f\x80\x94\xc3\xe2\xf0\xff', 'latin1')

/** Any bytes, of which about half mean something somewhere. */
function anyBytes(dice: Dice, most: number): Buffer {
  const bytes = Buffer.allocUnsafe(dice(most) + 1)
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = dice(2) === 0 ? dice(256) : (sharp[dice(sharp.length)] ?? 0)
  }
  return bytes
}

function oneOf(corpus: readonly Buffer[], dice: Dice): Buffer {
  return corpus[dice(Math.max(1, corpus.length))] ?? Buffer.alloc(0)
}

/** A known message with a few bytes gone, doubled, changed or put in; now and then no message. */
export function input(corpus: readonly Buffer[], dice: Dice): Buffer {
  if (dice(16) === 0) return anyBytes(dice, 64)
  let bytes = oneOf(corpus, dice)
  for (let edits = dice(4); edits > 0; edits--) bytes = edited(bytes, corpus, dice)
  return bytes
}

function edited(bytes: Buffer, corpus: readonly Buffer[], dice: Dice): Buffer {
  const from = dice(bytes.length + 1)
  const to = Math.min(bytes.length, from + dice(8))
  const head = bytes.subarray(0, from)
  switch (dice(6)) {
    case 0:
      return Buffer.concat([head, bytes.subarray(to)])
    case 1:
      return Buffer.concat([head, anyBytes(dice, 6), bytes.subarray(to)])
    case 2:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)])
    case 3:
      return Buffer.concat([head, oneOf(corpus, dice), bytes.subarray(to)])
    case 4:
      return Buffer.concat([bytes, oneOf(corpus, dice)])
    default:
      return Buffer.concat([head, Buffer.alloc(dice(dice(64) === 0 ? 6000 : 40), dice(256)), head])
  }
}

/** Bytes arrive in so many pieces at the most: a long input byte by byte takes seconds. */
const MOST_PIECES = 4096

/** The pieces in which the bytes arrive. */
export function* pieces(bytes: Buffer, dice: Dice): Iterable<Buffer> {
  const least = Math.ceil(bytes.length / MOST_PIECES)
  const size = Math.max(least, [bytes.length, 1, 3, 17, bytes.length][dice(5)] ?? 1)
  for (let at = 0; at < bytes.length; at += size || 1) yield bytes.subarray(at, at + (size || 1))
}
