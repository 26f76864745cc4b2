const letters = 'abcdefghijklmnopqrstuvwxyz'

/** Words for words: the same for the same one, another for another, each as long as what it stands for. */
export class Pseudonyms {
  readonly #known = new Map<string, string>()
  /** By length: how many were given. */
  readonly #given = new Map<number, number>()

  has(word: string): boolean {
    return this.#known.has(word)
  }

  /** Of one letter there are 26; then they begin again. */
  of(word: string): string {
    const known = this.#known.get(word)
    if (known !== undefined) return known
    const number = this.#given.get(word.length) ?? 0
    this.#given.set(word.length, number + 1)
    const made = wordOf(number, word.length)
    this.#known.set(word, made)
    return made
  }
}

function wordOf(number: number, length: number): string {
  let rest = number
  let word = ''
  for (let at = 0; at < length; at++) {
    word = (letters[rest % letters.length] ?? 'a') + word
    rest = Math.floor(rest / letters.length)
  }
  return word
}
