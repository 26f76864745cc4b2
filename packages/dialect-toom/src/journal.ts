/**
 * Two files of text (6), a line for each message and for each session; times as in dates.ts.
 *
 *     messagelog.txt = *( number "; " date "; " user "; " text "; " ( "yes" / "no" ) LF ) ; edited?
 *     userlog.txt    = *( number "; " date "; " user "; " address "; " port LF )
 */
import type { FileChange, Happening, Journal, Present, PublicMessage } from '@parley/contract'
import { showDate } from './dates.ts'
import type { Options } from './options.ts'
import { onOneLine } from './serializer.ts'

/** So many messages stand in the file when it is written anew, the newest. */
const MOST_MESSAGES = 10_000

/** And their texts have so many characters at the most. */
const MOST_CHARACTERS = 8 * 1024 * 1024

const MESSAGES = 'messagelog.txt'
const USERS = 'userlog.txt'

/** Undefined where the options name no folder. */
export function journal({ logs }: Options): Journal | undefined {
  return logs === '' ? undefined : new ToomJournal(logs)
}

type Entry = Omit<PublicMessage, 'kind'>

class ToomJournal implements Journal {
  readonly folder: string
  #messages: Entry[] = []
  #characters = 0
  readonly #sessions = new Map<number, Present>()

  constructor(folder: string) {
    this.folder = folder
  }

  /** 6.3. */
  begin(): readonly FileChange[] {
    return [replaced(MESSAGES, ''), replaced(USERS, '')]
  }

  hear(happening: Happening): readonly FileChange[] {
    switch (happening.kind) {
      case 'public':
        return this.#posted(happening)
      case 'edited':
        return this.#edited(happening.message)
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
    this.#messages.push(entry)
    this.#characters += entry.text.length
    this.#forget()
    return [{ file: MESSAGES, text: messageLine(entry), mode: 'append' }]
  }

  /** The oldest go where there are too many; they leave the file when it is written anew. */
  #forget(): void {
    let over = Math.max(0, this.#messages.length - MOST_MESSAGES)
    let characters = this.#characters
    for (const [index, { text }] of this.#messages.entries()) {
      if (index >= over && characters <= MOST_CHARACTERS) break
      characters -= text.length
      over = Math.max(over, index + 1)
    }
    if (over > 0) this.#messages.splice(0, over)
    this.#characters = characters
  }

  #edited(message: PublicMessage): readonly FileChange[] {
    const index = this.#messages.findIndex(({ id }) => id === message.id)
    const before = this.#messages[index]
    if (before === undefined) return []
    const entry = entryOf(message)
    this.#messages[index] = entry
    this.#characters += entry.text.length - before.text.length
    return [this.#all()]
  }

  /** Those behind it move up by one. */
  #removed(number: number): readonly FileChange[] {
    const kept = this.#messages.filter((message) => message.number !== number)
    this.#messages = kept.map((message) => {
      return message.number > number ? { ...message, number: message.number - 1 } : message
    })
    this.#characters = kept.reduce((sum, { text }) => sum + text.length, 0)
    return [this.#all()]
  }

  #all(): FileChange {
    return replaced(MESSAGES, this.#messages.map(messageLine).join(''))
  }

  /** Who is here through this dialect, and can be called. */
  #present(session: number, present: Present): readonly FileChange[] {
    if (present.via === 'toom' && present.calls !== undefined) {
      this.#sessions.set(session, present)
    } else if (!this.#sessions.delete(session)) return []
    return [this.#users()]
  }

  #users(): FileChange {
    return replaced(USERS, [...this.#sessions.values()].map(userLine).join(''))
  }
}

function entryOf({ id, number, time, from, text, edited }: PublicMessage): Entry {
  return { id, number, time, from, text: onOneLine(text), ...(edited && { edited }) }
}

function messageLine({ number, time, from, text, edited }: Entry): string {
  return `${number}; ${showDate(time)}; ${from}; ${text}; ${edited ? 'yes' : 'no'}\n`
}

function userLine({ since, name, peer, calls }: Present, index: number): string {
  return `${index + 1}; ${showDate(since)}; ${name}; ${peer.address}; ${calls?.port}\n`
}

function replaced(file: string, text: string): FileChange {
  return { file, text, mode: 'replace' }
}
