/** The longest word that is compared, in characters: the comparison takes a step for each pair of letters. */
const LONGEST_WORD = 40

/** The candidate that a word was most likely meant to be, if any is near enough. */
export function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) return undefined
  const letters = plain(word)
  const most = Math.max(1, Math.floor(letters.length / 3))
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

/** How many letters must be inserted, removed or replaced (Levenshtein). */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1]
    for (let column = 0; column < other.length; column++) {
      const replaced = (row[column] ?? 0) + (letter === other[column] ? 0 : 1)
      const removed = (row[column + 1] ?? 0) + 1
      const inserted = (next[column] ?? 0) + 1
      next.push(Math.min(replaced, removed, inserted))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
