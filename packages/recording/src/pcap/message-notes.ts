import type { Answer, Event } from '@parley/contract'

/** Of so many messages it is known who wrote them and who was told; of more, the oldest are forgotten. */
const MOST_KNOWN = 1000

/** So many recipients are named, and so many messages of one read or write. */
const MOST_NAMED = 8

interface Note {
  /** Dialect and name, where the sender’s side was seen. */
  from: string
  readonly to: Set<string>
}

/** Says of each chat message who wrote it and who was told it, in which dialects. */
export class MessageNotes {
  readonly #notes = new Map<number, Note>()

  /** This is who wrote it. */
  sent(id: number, from: string): void {
    this.#of(id).from = from
  }

  /** This is who was told it, unless it is who wrote it. */
  told(id: number, to: string): void {
    const note = this.#of(id)
    if (note.from !== to) note.to.add(to)
  }

  /** What the sender was answered. */
  answered(dialect: string, answer: Answer<unknown>): void {
    const message = answer.ok ? messageIn(answer.value) : undefined
    if (message === undefined) return
    const note = this.#of(message.id)
    note.from = `${dialect} ${message.from}`
    if (note.to.size === 0) note.to.add(message.to ?? 'everyone')
  }

  /** What a recipient is told. */
  heard(dialect: string, event: Event): void {
    if (event.kind !== 'direct' && event.kind !== 'public') return
    const note = this.#of(event.id)
    if (note.from === '') note.from = event.from
    if (event.kind === 'direct') {
      note.to.delete(event.to)
      note.to.add(`${dialect} ${event.to}`)
    } else note.to.add('everyone')
  }

  /** `message 42: vu bob → llp olivia`; undefined where nothing is known of any. */
  textOf(messages: Iterable<number>): string | undefined {
    const known = [...messages].flatMap((id) => {
      const note = this.#notes.get(id)
      return note === undefined ? [] : [[`message ${id}: ${note.from}`, ...toOf(note)].join(' → ')]
    })
    return known.length === 0 ? undefined : named(known, '\n')
  }

  #of(id: number): Note {
    const known = this.#notes.get(id)
    if (known !== undefined) return known
    const note: Note = { from: '', to: new Set() }
    this.#notes.set(id, note)
    if (this.#notes.size > MOST_KNOWN) {
      for (const oldest of this.#notes.keys()) {
        this.#notes.delete(oldest)
        break
      }
    }
    return note
  }
}

function toOf({ to }: Note): readonly string[] {
  return to.size === 0 ? [] : [named([...to])]
}

function named(all: readonly string[], between = ', '): string {
  if (all.length <= MOST_NAMED) return all.join(between)
  return [...all.slice(0, MOST_NAMED), `${all.length - MOST_NAMED} more`].join(between)
}

interface Said {
  readonly id: number
  readonly from: string
  readonly to: string | undefined
}

/** The chat message that an answer is, or holds as what was posted. */
function messageIn(value: unknown): Said | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if ('message' in value) return messageIn(value.message)
  if (!('id' in value && 'from' in value)) return undefined
  const { id, from } = value
  if (typeof id !== 'number' || typeof from !== 'string') return undefined
  return { id, from, to: 'to' in value ? String(value.to) : undefined }
}
