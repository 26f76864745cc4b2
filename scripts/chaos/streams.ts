/** How a numbered message looks; dialects may put words before it, and behind it are any characters. */
const form = /(?:^| )chaos-([0-9a-z]+) ([0-9a-z]+) (\d+) /

/** A number that was heard, and in which stream. */
export interface Heard {
  readonly stream: string
  readonly number: number
}

/** One user's numbered messages to one other user, or to everyone. */
export class Stream {
  readonly name: string
  readonly #mark: string
  /** Messages of which their sender has been told that they were refused. */
  readonly #refused = new Set<number>()
  /** Messages whose sender has not been told what became of them. */
  readonly #unanswered = new Set<number>()
  /** By number: when it was said, in milliseconds, for those that somebody may still hear. */
  readonly #saidAt = new Map<number, number>()
  /** When a message is forgotten: more than this may be under way only where much is lost. */
  readonly #most: number
  #last = 0

  /** `run` tells the messages of one run from those of another. */
  constructor(name: string, run: string, most = 1000) {
    this.name = name
    this.#mark = `chaos-${run} ${name}`
    this.#most = most
  }

  /** The number of the newest message. */
  get last(): number {
    return this.#last
  }

  get unanswered(): number {
    return this.#unanswered.size
  }

  get refused(): number {
    return this.#refused.size
  }

  /** Whether its sender has been told that it was taken. */
  wasTaken(number: number): boolean {
    return number <= this.#last && !this.#refused.has(number) && !this.#unanswered.has(number)
  }

  /** The text of the next message, with `length` characters and a dot behind its number. */
  next(now: number, length: number): { readonly number: number; readonly text: string } {
    this.#last += 1
    this.#unanswered.add(this.#last)
    this.#saidAt.set(this.#last, now)
    if (this.#saidAt.size > this.#most) this.#saidAt.delete(this.#last - this.#most)
    return { number: this.#last, text: `${this.#mark} ${this.#last} ${'x'.repeat(length)}.` }
  }

  answered(number: number, taken: boolean): void {
    this.#unanswered.delete(number)
    if (!taken) this.#refused.add(number)
  }

  /** How long ago it was said; undefined where that is not known any more. */
  age(number: number, now: number): number | undefined {
    const at = this.#saidAt.get(number)
    return at === undefined ? undefined : now - at
  }
}

/** What the text of a message says of itself; undefined for what is not one of this run. */
export function readHeard(text: string, run: string): Heard | undefined {
  const [, whose, stream, digits] = form.exec(text) ?? []
  if (whose !== run || stream === undefined) return undefined
  return { stream, number: Number(digits) }
}

/** What one receiver has heard of one stream. */
export class Receipts {
  doubled = 0
  reordered = 0
  #next = 1
  readonly #missing = new Set<number>()

  take(number: number): void {
    if (number >= this.#next) {
      for (let skipped = this.#next; skipped < number; skipped++) this.#missing.add(skipped)
      this.#next = number + 1
    } else if (this.#missing.delete(number)) this.reordered += 1
    else this.doubled += 1
  }

  /** How many messages of the stream were taken from its sender and have not come. */
  lost(stream: Stream): number {
    let lost = 0
    for (let number = this.#next; number <= stream.last; number++) {
      if (stream.wasTaken(number)) lost += 1
    }
    for (const number of this.#missing) if (stream.wasTaken(number)) lost += 1
    return lost
  }
}
