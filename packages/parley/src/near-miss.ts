/** The longest word that is compared, in characters: the comparison takes a step for each pair of letters. */
const LONGEST_WORD = 40

/** The candidate that a word was most likely meant to be, if any is near enough. */
export function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) return undefined
  const letters = plain(word)
  const most = Math.min(letters.length - 1, Math.max(1, Math.floor(letters.length / 3)))
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: editsBetween(letters, plain(candidate)) }))
    .sort((one, other) => one.edits - other.edits)
  const [best] = ranked
  return best !== undefined && best.edits <= most ? best.candidate : undefined
}

/** `; did you mean logLevel?`, or nothing. */
export function suggestionFor(word: string, candidates: readonly string[]): string {
  const nearest = nearestOf(word, candidates)
  return nearest === undefined ? '' : `; did you mean ${nearest}?`
}

/** Without case, dashes and underscores, so that `log-level` is `logLevel`. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, '')
}

/** How many letters must be inserted, removed, replaced or swapped with the next one. */
function editsBetween(one: string, other: string): number {
  let above: readonly number[] = []
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let at = 0; at < one.length; at++) {
    const next = [at + 1]
    for (let column = 0; column < other.length; column++) {
      const isSame = one[at] === other[column]
      const isSwapped = one[at] === other[column - 1] && one[at - 1] === other[column]
      const replaced = (row[column] ?? 0) + (isSame ? 0 : 1)
      const swapped = isSwapped ? (above[column - 1] ?? 0) + 1 : replaced
      const removed = (row[column + 1] ?? 0) + 1
      const inserted = (next[column] ?? 0) + 1
      next.push(Math.min(replaced, swapped, removed, inserted))
    }
    above = row
    row = next
  }
  return row.at(-1) ?? 0
}
