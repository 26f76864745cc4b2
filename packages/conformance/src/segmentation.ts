/** A way in which a transcript’s bytes and answers can come; what comes of it must be the same. */
export interface Segmentation {
  readonly name: string
  /** Neighbouring `C` steps come as one chunk before they are cut. */
  readonly joined: boolean
  /** An answer comes after `ask` has returned; meanwhile no frame is taken. */
  readonly late: boolean
  cut(bytes: Uint8Array): readonly Uint8Array[]
}

/** The longest chunk that is cut at every offset, in bytes. */
const CUT_EVERYWHERE = 256
/** In a longer one: every offset at either end, and so many between. */
const ENDS = 64
const BETWEEN = 64

const whole = (bytes: Uint8Array): readonly Uint8Array[] => [bytes]

function piecesOf(length: number): (bytes: Uint8Array) => readonly Uint8Array[] {
  return (bytes) => {
    const pieces: Uint8Array[] = []
    for (let at = 0; at < bytes.length; at += length) pieces.push(bytes.subarray(at, at + length))
    return pieces
  }
}

function way(
  name: string,
  cut: Segmentation['cut'],
  more: { joined?: boolean; late?: boolean } = {},
): Segmentation {
  return { name, cut, joined: more.joined ?? false, late: more.late ?? false }
}

export const inOneChunk = way('whole', whole)

/** Every way but `plainly`, for a transcript whose longest `C` step has `longest` bytes. */
export function otherSegmentations(longest: number): readonly Segmentation[] {
  return [
    way('byte by byte', piecesOf(1)),
    way('joined', whole, { joined: true }),
    ...[2, 3, 7, 64].map((length) =>
      way(`joined, in pieces of ${length}`, piecesOf(length), { joined: true }),
    ),
    way('answered late', whole, { late: true }),
    way('joined and answered late', whole, { joined: true, late: true }),
    way('byte by byte and answered late', piecesOf(1), { joined: true, late: true }),
    ...offsets(longest).map((at) =>
      way(`cut at ${at}`, (bytes) => [bytes.subarray(0, at), bytes.subarray(at)]),
    ),
  ]
}

/** Where chunks of up to `longest` bytes are cut in two. */
function offsets(longest: number): readonly number[] {
  const all = Array.from({ length: Math.max(0, longest - 1) }, (_, index) => index + 1)
  if (longest <= CUT_EVERYWHERE) return all
  const stride = Math.ceil(longest / BETWEEN)
  return all.filter((at) => at <= ENDS || at >= longest - ENDS || at % stride === 0)
}
