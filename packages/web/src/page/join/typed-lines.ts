/** So many lines can be recalled. */
const MOST_KEPT = 100

/** What stands in the field of a session, and the lines that were sent from it, to be recalled. */
export class TypedLines {
  /** What was typed and not sent yet. */
  draft = ''
  readonly #sent: string[] = []
  /** How many lines back the draft was recalled from; 0: it is a new one. */
  #back = 0
  /** The new draft that was left to recall a line. */
  #left = ''

  /** The draft, which is sent. A secret cannot be recalled. */
  send(isSecret: boolean): string {
    const line = this.draft
    if (!isSecret && line !== '' && line !== this.#sent.at(-1)) this.#sent.push(line)
    if (this.#sent.length > MOST_KEPT) this.#sent.shift()
    this.draft = ''
    this.#back = 0
    return line
  }

  /** Recalls the line before. */
  older(): void {
    if (this.#back === this.#sent.length) return
    if (this.#back === 0) this.#left = this.draft
    this.#go(this.#back + 1)
  }

  /** Goes back to the line after, at last to the draft that was left. */
  newer(): void {
    if (this.#back > 0) this.#go(this.#back - 1)
  }

  #go(back: number): void {
    this.#back = back
    this.draft = back === 0 ? this.#left : (this.#sent.at(-back) ?? '')
  }
}

/** A text that is pasted into a line: `breakAs` stands for each line break but the last. */
export function pastedLine(text: string, breakAs: string): string {
  return text.replace(/(?:\r?\n|\r)$/, '').replace(/\r?\n|\r/g, breakAs)
}
