/**
 * Two files of text (6), a line for each message and for each session; times as in dates.ts.
 *
 *     messagelog.txt = *( number "; " date "; " user "; " text "; " ( "yes" / "no" ) LF ) ; edited?
 *     userlog.txt    = *( number "; " date "; " user "; " address "; " port LF )
 */
import {
  type FileChange,
  type Happening,
  isOfRoom,
  type Journal,
  type Present,
  type PublicMessage,
} from '@parley/contract'
import { copyString } from '@parley/framing'
import { showDate } from './dates.ts'
import type { Options } from './options.ts'
import { onOneLine } from './serializer.ts'

/** Limit of messages in a rewritten file; the newest are kept. */
export const MOST_MESSAGES = 10_000

/** Limit of characters of their texts. */
export const MOST_CHARACTERS = 8 * 1024 * 1024

/** Characters appended before the file is rewritten. */
export const MOST_ADDED = 16 * 1024 * 1024

const MESSAGES = 'messagelog.txt'
const USERS = 'userlog.txt'

/** Undefined if the options name no folder. */
export function journal({ logs }: Options): Journal | undefined {
  return logs === '' ? undefined : new ToomJournal(logs)
}

/** A message as it stands in the file; its number follows from its place. */
type Entry = Omit<PublicMessage, 'kind' | 'number'>

class ToomJournal implements Journal {
  readonly folder: string
  #messages: Entry[] = []
  /** The number of the first of them. */
  #first = 1
  #characters = 0
  /** Characters appended since the file was rewritten. */
  #added = 0
  readonly #sessions = new Map<number, Present>()

  constructor(folder: string) {
    this.folder = folder
  }

  /** 6.3: what the board has already stands in the file, with the numbers of the board. */
  begin(newest: Iterable<PublicMessage>): readonly FileChange[] {
    const messages: Entry[] = []
    for (const message of newest) {
      const entry = entryOf(message)
      const isFull = messages.length >= MOST_MESSAGES
      if (isFull || this.#characters + entry.text.length > MOST_CHARACTERS) break
      messages.push(entry)
      this.#first = message.number
      this.#characters += entry.text.length
    }
    this.#messages = messages.reverse()
    return [this.#all(), this.#users()]
  }

  /** Messages of rooms are not of the board. */
  hear(happening: Happening): readonly FileChange[] {
    if (isOfRoom(happening)) return []
    switch (happening.kind) {
      case 'public':
        return this.#posted(happening)
      case 'edited':
        return isOfRoom(happening.message) ? [] : this.#edited(happening.message)
      case 'removed':
        return this.#removed(happening.number)
      case 'session-began':
      case 'session-changed':
        return this.#present(happening.session, happening.present)
      case 'session-ended':
        return this.#sessions.delete(happening.session) ? [this.#users()] : []
    }
  }

  #posted(message: PublicMessage): readonly FileChange[] {
    const entry = entryOf(message)
    if (this.#messages.length === 0) this.#first = message.number
    this.#messages.push(entry)
    this.#characters += entry.text.length
    this.#forget()
    const text = messageLine(entry, message.number)
    this.#added += text.length
    if (this.#added > MOST_ADDED) return [this.#all()]
    return [{ file: MESSAGES, text, mode: 'append' }]
  }

  /** Drops the oldest if there are too many; they leave the file when it is rewritten. */
  #forget(): void {
    let over = 0
    while (this.#messages.length - over > MOST_MESSAGES || this.#characters > MOST_CHARACTERS) {
      this.#characters -= this.#messages[over]?.text.length ?? 0
      over += 1
    }
    if (over > 0) this.#messages.splice(0, over)
    this.#first += over
  }

  #edited(message: PublicMessage): readonly FileChange[] {
    const index = message.number - this.#first
    const before = this.#messages[index]
    if (before?.id !== message.id) return []
    const entry = entryOf(message)
    this.#messages[index] = entry
    this.#characters += entry.text.length - before.text.length
    this.#forget()
    return [this.#all()]
  }

  /** The messages after it move up by one. */
  #removed(number: number): readonly FileChange[] {
    const index = number - this.#first
    if (index >= this.#messages.length) return []
    if (index < 0) this.#first -= 1
    else {
      const [removed] = this.#messages.splice(index, 1)
      this.#characters -= removed?.text.length ?? 0
    }
    return [this.#all()]
  }

  #all(): FileChange {
    return {
      file: MESSAGES,
      mode: 'replace',
      lines: () => {
        this.#added = 0
        return numbered([...this.#messages], this.#first, messageLine)
      },
    }
  }

  /** Users of this dialect, who can be called. */
  #present(session: number, present: Present): readonly FileChange[] {
    if (present.via === 'toom' && present.calls !== undefined) {
      this.#sessions.set(session, present)
    } else if (!this.#sessions.delete(session)) return []
    return [this.#users()]
  }

  #users(): FileChange {
    const lines = () => numbered([...this.#sessions.values()], 1, userLine)
    return { file: USERS, mode: 'replace', lines }
  }
}

/** A line for each, made when it is asked for. */
function* numbered<Row>(
  rows: readonly Row[],
  first: number,
  line: (row: Row, number: number) => string,
): Iterable<string> {
  for (const [index, row] of rows.entries()) yield line(row, first + index)
}

function entryOf({ id, time, from, text, edited }: PublicMessage): Entry {
  return { id, time, from, text: copyString(onOneLine(text)), ...(edited && { edited }) }
}

function messageLine({ time, from, text, edited }: Entry, number: number): string {
  return `${number}; ${showDate(time)}; ${from}; ${text}; ${edited ? 'yes' : 'no'}\n`
}

function userLine({ since, name, peer, calls }: Present, number: number): string {
  return `${number}; ${showDate(since)}; ${name}; ${peer.address}; ${calls?.port}\n`
}
