import type { Random } from '@parley/framing'
import type { Range, Settings } from './settings.ts'

/** What is sent instead of a message. */
export interface Harmed {
  readonly bytes: Uint8Array
  /** How much later it is sent, in milliseconds. */
  readonly delay: number
}

/** Whether every message is sent as it is. */
export function isHarmless({ chances }: Settings): boolean {
  return Object.values(chances).every((chance) => chance === 0)
}

/**
 * What becomes of one message (7.5); undefined where it is lost. A number is drawn for a probability
 * that is not 0 and for nothing else, in the order DROP, FLIP, BURST, DELAY.
 */
export function harm(message: Uint8Array, settings: Settings, random: Random): Harmed | undefined {
  const { chances, lengths } = settings
  const happens = (chance: number) => chance > 0 && random() < chance
  if (happens(chances.DROP)) return undefined
  const bytes = Uint8Array.from(message)
  if (chances.FLIP > 0) flipSome(bytes, chances.FLIP, random)
  if (happens(chances.BURST)) flipBurst(bytes, lengths['BURST-LEN'], random)
  const delay = happens(chances.DELAY) ? delayWithin(lengths['DELAY-LEN'], random) : 0
  return { bytes, delay }
}

/** Each bit by itself. A number is drawn for each bit that is flipped: how many stay before it. */
function flipSome(bytes: Uint8Array, chance: number, random: Random): void {
  const bits = bytes.length * 8
  const scale = Math.log1p(-chance)
  const gap = () => Math.floor(Math.log1p(-random()) / scale)
  for (let bit = gap(); bit < bits; bit += 1 + gap()) flip(bytes, bit)
}

/** All bits of a run, which lies in the message and begins anywhere. */
function flipBurst(bytes: Uint8Array, range: Range, random: Random): void {
  const bits = bytes.length * 8
  const { lower, upper } = range
  const length = Math.min(bits, lower + Math.floor(random() * (upper - lower + 1)))
  const start = Math.floor(random() * (bits - length + 1))
  for (let bit = start; bit < start + length; bit++) flip(bytes, bit)
}

function delayWithin({ lower, upper }: Range, random: Random): number {
  return Math.round((lower + random() * (upper - lower)) * 1000)
}

/** Bits are counted from the first byte’s most significant one. */
function flip(bytes: Uint8Array, bit: number): void {
  const at = Math.floor(bit / 8)
  bytes[at] = (bytes[at] ?? 0) ^ (0x80 >> (bit % 8))
}
