/** Letters of one, two and four bytes, and what formats escape. */
const fillings = ['x', 'é', '😀', '"', '{'] as const

/**
 * Texts of one letter each whose length is around the first one for which `changed` holds: the
 * places at which a limit or a cut is off by one. None where it does not hold up to `farthest`.
 */
export function lengthsAround(
  farthest: number,
  changed: (text: string) => boolean,
): readonly string[] {
  return fillings.flatMap((filling) => {
    const first = firstLength(farthest, (length) => changed(filling.repeat(length)))
    if (first === undefined) return []
    return [-1, 0, 1].map((more) => filling.repeat(Math.max(0, first + more)))
  })
}

/** The least length for which it holds, if it holds from there on. */
function firstLength(farthest: number, holds: (length: number) => boolean): number | undefined {
  let high = 1
  while (!holds(high)) {
    high *= 2
    if (high > farthest) return undefined
  }
  let low = Math.floor(high / 2)
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}
