import { Buffer } from 'node:buffer'
import { type Random, seeded } from '@parley/framing'

/** How the bytes that a check says are put on the wire. */
export interface Segmentation {
  /** As in `whole`, `bytes`, `joined`, `late` or `cut7`. */
  readonly name: string
  readonly words: string
  /** `joined`: what is said goes out only when something is waited for. */
  readonly flow: 'each' | 'joined'
  /** Between two pieces: so long that they are two reads, or so long that a program may give up waiting. */
  readonly pause: 'short' | 'long'
  /** The pieces that go out one by one. */
  cut(bytes: Uint8Array): readonly Uint8Array[]
}

export const whole: Segmentation = {
  name: 'whole',
  words: 'each message in one piece',
  flow: 'each',
  pause: 'short',
  cut: (bytes) => [bytes],
}

const joined: Segmentation = {
  name: 'joined',
  words: 'several messages in one piece',
  flow: 'joined',
  pause: 'short',
  cut: (bytes) => [bytes],
}

const bytewise: Segmentation = {
  name: 'bytes',
  words: 'each byte on its own',
  flow: 'each',
  pause: 'short',
  cut: (bytes) => Array.from(bytes, (byte) => Uint8Array.of(byte)),
}

const late: Segmentation = {
  name: 'late',
  words: 'the second half of each message late',
  flow: 'each',
  pause: 'long',
  cut: (bytes) => {
    const half = Math.ceil(bytes.length / 2)
    return half < bytes.length ? [bytes.subarray(0, half), bytes.subarray(half)] : [bytes]
  },
}

/** Every message in two pieces, the first of them of so many bytes. */
function cutAt(offset: number): Segmentation {
  return {
    name: `cut${offset}`,
    words: `each message in two pieces, cut behind byte ${offset}`,
    flow: 'each',
    pause: 'short',
    cut: (bytes) =>
      offset < bytes.length ? [bytes.subarray(0, offset), bytes.subarray(offset)] : [bytes],
  }
}

/** The segmentation of that name; undefined where there is none. */
export function segmentationNamed(name: string): Segmentation | undefined {
  const known = [whole, joined, bytewise, late].find((segmentation) => segmentation.name === name)
  if (known !== undefined) return known
  const [, offset] = /^cut([1-9]\d{0,6})$/.exec(name) ?? []
  return offset === undefined ? undefined : cutAt(Number(offset))
}

/**
 * The segmentations in which a check of framing is run once it has been run whole. `said`: what it said
 * then. Cuts within characters and before ends of lines come first; of the others, `most` in all,
 * which ones is for the seed to say.
 */
export function segmentationsFor(
  said: readonly Uint8Array[],
  seed: number,
  most: number,
): readonly Segmentation[] {
  const longest = said.reduce(
    (one, other) => (other.length > one.length ? other : one),
    Buffer.of(),
  )
  const offsets = Array.from({ length: Math.max(0, longest.length - 1) }, (_, index) => index + 1)
  const isTelling = (offset: number) => said.some((bytes) => isDelicate(bytes, offset))
  const telling = offsets.filter(isTelling)
  const others = shuffled(
    offsets.filter((offset) => !isTelling(offset)),
    seeded(seed),
  )
  const chosen = [...telling, ...others].slice(0, most).sort((one, other) => one - other)
  return [joined, bytewise, late, ...chosen.map(cutAt)]
}

/** Within a character of UTF-8, or within or before the end of a message. */
function isDelicate(bytes: Uint8Array, offset: number): boolean {
  const next = bytes[offset]
  if (next === undefined) return false
  const isWithinCharacter = (next & 0xc0) === 0x80
  return isWithinCharacter || next === 0x0a || next === 0x0d || offset === bytes.length - 1
}

function shuffled<Item>(items: readonly Item[], random: Random): readonly Item[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item)
}
