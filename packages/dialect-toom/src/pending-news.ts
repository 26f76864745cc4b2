import { Buffer } from 'node:buffer'
import type { DirectMessage, PublicMessage } from '@parley/contract'
import { copyString, cutText, memoLast, utf8Width } from '@parley/framing'
import { MOST_TEXT, onOneLine, shortened } from './serializer.ts'

/** Limit of pending notices; the newest are kept. */
export const MOST_NOTICES = 16

/** Limit of pending messages of rooms; the newest are kept. */
export const MOST_ROOM_MESSAGES = 100

/**
 * Limits of pending direct messages and of the UTF-16 units of their texts. They are larger than the
 * mailbox of one account, so that only messages are dropped that another session of the user has got.
 */
export const MOST_DIRECT = 2000
export const MOST_DIRECT_TEXT = 4 * 1024 * 1024

/** A line of the gateway, or of what was said in a room. */
interface NewsLine {
  readonly kind: 'notice' | 'room'
  readonly text: string
}

type Item = DirectMessage | NewsLine

/** What one reply carries besides its own body. */
export interface Load {
  /** Lines below the reply's own body. */
  readonly lines: string
  readonly items: readonly Item[]
  /** Number of lines already sent of the first remaining message. */
  readonly sentLines: number
  /** The last direct message that is sent completely, if there is one. */
  readonly upTo: number | undefined
  /** The direct message of which this has a part, and not the last one, if there is one. */
  readonly partOf: number | undefined
}

/** Messages and notices that wait for the next reply (4.2). */
export class PendingNews {
  readonly #items: Item[] = []
  readonly #lines = { notice: 0, room: 0 }
  #directs = 0
  #length = 0
  /** Number of lines already sent of the first item. */
  #sentLines = 0
  /** A long message is cut once, even if it takes several replies. */
  readonly #linesOf = memoLast(newsOfDirect)

  get isEmpty(): boolean {
    return this.#items.length === 0
  }

  put(message: DirectMessage): void {
    this.#items.push({ ...message, text: copyString(message.text) })
    this.#count(1, message.text.length)
    while (this.#directs > MOST_DIRECT || this.#length > MOST_DIRECT_TEXT) this.#forgetOldest()
  }

  #count(directs: number, length: number): void {
    this.#directs += directs
    this.#length += length
  }

  #forgetOldest(): void {
    const index = this.#items.findIndex(({ kind }) => kind === 'direct')
    const [oldest] = this.#items.splice(index, 1)
    this.#count(-1, -(oldest?.text.length ?? 0))
    if (index === 0) this.#sentLines = 0
  }

  /** Past the limit, drops the oldest notice. */
  putNotice(text: string, room?: string): void {
    this.#putLine('notice', newsOfGateway(text, room), MOST_NOTICES)
  }

  /** 8.2. Past the limit, drops the oldest; what was said in a room can be read with `RDM`. */
  putRoom(line: string): void {
    this.#putLine('room', line, MOST_ROOM_MESSAGES)
  }

  #putLine(kind: NewsLine['kind'], text: string, most: number): void {
    this.#items.push({ kind, text })
    this.#lines[kind] += 1
    if (this.#lines[kind] <= most) return
    const oldest = this.#items.findIndex((item) => item.kind === kind)
    this.#items.splice(oldest, 1)
    this.#lines[kind] -= 1
  }

  /** Removes and returns what fits into `room` bytes. */
  take(room: number): Load {
    const lines: string[] = []
    let left = room
    let whole = 0
    let sentLines = this.#sentLines
    let upTo: number | undefined
    let partOf: number | undefined
    for (const item of this.#items) {
      const all = item.kind === 'direct' ? this.#linesOf(item) : [item.text]
      for (const line of all.slice(sentLines)) {
        left -= Buffer.byteLength(line) + 1
        if (left < 0) break
        lines.push(line)
        sentLines += 1
        if (item.kind === 'direct') partOf = item.id
      }
      if (left < 0) break
      partOf = undefined
      if (item.kind === 'direct') upTo = item.id
      whole += 1
      sentLines = 0
    }
    return { ...this.#taken(lines, whole, sentLines), upTo, partOf }
  }

  #taken(
    lines: readonly string[],
    whole: number,
    sentLines: number,
  ): Pick<Load, 'lines' | 'items' | 'sentLines'> {
    const before = this.#sentLines
    const items = this.#items.splice(0, whole)
    for (const item of items) this.#counted(item, -1)
    this.#sentLines = sentLines
    return { lines: lines.map((line) => `\n${line}`).join(''), items, sentLines: before }
  }

  /** Puts back what could not be sent. */
  giveBack({ items, sentLines }: Load): void {
    this.#items.unshift(...items)
    for (const item of items) this.#counted(item, 1)
    this.#sentLines = sentLines
  }

  #counted(item: Item, sign: 1 | -1): void {
    if (item.kind === 'direct') this.#count(sign, sign * item.text.length)
    else this.#lines[item.kind] += sign
  }
}

/** The lines of a direct message, in order, each short enough for a reply. */
export function newsOfDirect({ from, text }: DirectMessage): readonly string[] {
  const line = onOneLine(text)
  if (line.length * 3 <= MOST_TEXT) return [news(from, line)]
  const parts = cutText(line, MOST_TEXT, utf8Width)
  return parts.map((part) => news(from, part))
}

/** The line of a notice of the gateway. */
export function newsOfGateway(text: string, room?: string): string {
  return news('server', shortened(onOneLine(text), room), room)
}

/** The line of a message in a room, made for its first recipient and shared by all. */
export const newsOfRoom = memoLast(({ from, room, text }: PublicMessage) => {
  return copyString(news(from, shortened(onOneLine(text), room), room))
})

function news(from: string, text: string, room?: string): string {
  return `[${room === undefined ? '' : `${room}, `}from ${from}] ${text}`
}
