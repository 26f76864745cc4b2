/** A message that was said and may come back to its author. */
export interface Said {
  /** What its copy says. */
  readonly text: string
  /** Where it was said to; absent: the lobby. */
  readonly room?: string | undefined
  /** What is said in its place by a server that has no rooms: all of it, to everyone. */
  readonly whole?: string
}

/** What came of a copy so far, and where it was said. */
interface Heard {
  readonly text: string
  readonly room: string | undefined
}

/** Whether what is heard is said by oneself: all of a copy, a part of one that goes on, or neither. */
export type Match = 'whole' | 'to-everyone' | 'part' | 'none'

/** The author’s own copies of messages (3.6), of which a long one comes in parts (1.5). */
export class OwnCopies {
  readonly #asSaid: (text: string) => string
  #part: Heard | undefined

  /** `asSaid`: a text as the server forwards it. */
  constructor(asSaid: (text: string) => string) {
    this.#asSaid = asSaid
  }

  clear(): void {
    this.#part = undefined
  }

  match(said: Said, text: string, room: string | undefined): Match {
    const isElsewhere = said.room !== undefined && room === undefined
    const wanted = isElsewhere ? said.whole : said.text
    if (wanted === undefined || (said.room === undefined && room !== undefined)) return 'none'
    const soFar = this.#part?.room === room ? `${this.#part?.text ?? ''}${text}` : text
    if (this.#isSame(soFar, wanted)) {
      this.#part = undefined
      return isElsewhere ? 'to-everyone' : 'whole'
    }
    if (!wanted.startsWith(soFar)) return 'none'
    this.#part = { text: soFar, room }
    return 'part'
  }

  /** Takes parts that belong to no copy after all. */
  takePart(): Heard | undefined {
    const part = this.#part
    this.#part = undefined
    return part
  }

  /** Some servers trim the text. */
  #isSame(heard: string, said: string): boolean {
    return heard === said || this.#asSaid(heard).trim() === said.trim()
  }
}
