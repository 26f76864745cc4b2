import { namesIn } from '../reply-parser.ts'

/** The most names of one list. */
const MOST_NAMES = 65_536

/** What comes of the replies to `names`. */
export interface ListReader {
  listed(names: readonly string[]): void
  /** It was no list, but something that the server says on its own. */
  notice(text: string): void
  /** More may follow within a time, at whose end `giveUp` is called. */
  wait(): void
}

/**
 * The reply to `names`, as far as it has come (3.7, 8.2). A list holds who asks; some servers leave them
 * out, and of others something may come before it that they say on their own.
 */
export class ListReply {
  /** Who asks, once logged in for certain. */
  owner = ''
  readonly #reader: ListReader
  #names: string[] = []
  /** An `info` that is the list if none follows that holds its owner. */
  #perhaps: string | undefined

  constructor(reader: ListReader) {
    this.#reader = reader
  }

  /** An `info` while a list is waited for. Gives whether it may be of the list. */
  informed(text: string): boolean {
    const goesOn = text.endsWith(',')
    if (goesOn || this.#names.length > 0 || text.includes(this.owner)) {
      this.named(namesIn(text), goesOn)
      return true
    }
    if (this.settle()) return false
    this.#perhaps = text
    this.#reader.wait()
    return true
  }

  /** `goesOn`: a list that ends with a comma continues in the next `info`. */
  named(names: readonly string[], goesOn = false): void {
    const notice = this.#takePerhaps()
    if (notice !== undefined) this.#reader.notice(notice)
    this.#names.push(...names.slice(0, MOST_NAMES))
    if (goesOn && this.#names.length < MOST_NAMES) this.#reader.wait()
    else this.#reader.listed(this.#takeNames())
  }

  /** Nothing that holds the owner comes before the next reply. Gives whether that ends a list. */
  settle(): boolean {
    const text = this.#takePerhaps()
    if (text !== undefined) this.#reader.listed(namesIn(text))
    return text !== undefined
  }

  giveUp(): void {
    if (!this.settle() && this.#names.length > 0) this.#reader.listed(this.#takeNames())
  }

  clear(): void {
    this.#names = []
    this.#perhaps = undefined
    this.owner = ''
  }

  #takePerhaps(): string | undefined {
    const text = this.#perhaps
    this.#perhaps = undefined
    return text
  }

  #takeNames(): readonly string[] {
    const names = this.#names
    this.#names = []
    return names
  }
}
