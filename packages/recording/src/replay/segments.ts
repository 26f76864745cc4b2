import { seeded } from '@parley/framing'

/** Into so many segments a piece is cut at most. */
const MOST = 8

/** Cuts pieces at places that a seed tells: the same pieces at the same places for the same seed. */
export class Segments {
  readonly #random: ReturnType<typeof seeded> | undefined

  /** Without a seed pieces stay as they are. */
  constructor(seed: number | undefined) {
    this.#random = seed === undefined ? undefined : seeded(seed)
  }

  of(piece: Uint8Array): readonly Uint8Array[] {
    const random = this.#random
    if (random === undefined || piece.length < 2) return [piece]
    const count = 1 + Math.floor(random() * Math.min(MOST, piece.length))
    const cuts = Array.from({ length: count - 1 }, () => {
      return 1 + Math.floor(random() * (piece.length - 1))
    })
    const places = [...new Set(cuts)].sort((one, other) => one - other)
    return [0, ...places].map((from, index) => piece.subarray(from, places[index]))
  }
}
