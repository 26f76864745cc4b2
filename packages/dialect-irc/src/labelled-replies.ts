import type { TaggedLine } from './message-frames.ts'
import { fromServer } from './serializer.ts'
import { tag } from './tags.ts'

/**
 * What a command with a label is answered, kept until all of it is there: nothing is an `ACK`, one line has
 * the label, several are a batch (2.6).
 */
export class LabelledReplies {
  readonly #tell: (text: string, tags: readonly string[]) => void
  #label: string | undefined
  #replies: TaggedLine[] = []
  #batches = 0

  constructor(tell: (text: string, tags: readonly string[]) => void) {
    this.#tell = tell
  }

  get isOpen(): boolean {
    return this.#label !== undefined
  }

  open(label: string): void {
    this.#label = label
  }

  add(text: string, tags: readonly string[]): void {
    this.#replies.push({ text, tags })
  }

  /** Gives the label away: nothing is answered now. */
  take(): string | undefined {
    const label = this.#label
    this.#label = undefined
    return label
  }

  close(): void {
    const label = this.#label
    const replies = this.#replies
    this.#label = undefined
    if (label === undefined) return
    this.#replies = []
    const labelTag = tag('label', label)
    const [first] = replies
    if (first === undefined) return this.#tell(fromServer('ACK', []), [labelTag])
    if (replies.length === 1) return this.#tell(first.text, [labelTag, ...first.tags])
    this.#batches += 1
    const batch = `r${this.#batches}`
    this.#tell(fromServer('BATCH', [`+${batch}`, 'labeled-response']), [labelTag])
    for (const { text, tags } of replies) this.#tell(text, within(batch, tags))
    this.#tell(fromServer('BATCH', [`-${batch}`]), [])
  }
}

/** A line that is in a batch already stays in that. */
function within(batch: string, tags: readonly string[]): readonly string[] {
  return tags.some((one) => one.startsWith('batch=')) ? tags : [`batch=${batch}`, ...tags]
}
