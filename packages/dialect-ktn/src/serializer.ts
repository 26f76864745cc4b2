/**
 * Objects as Parley writes them: compact, ASCII, keys always in this order.
 *
 *     response  = '{"timestamp":"' time '","sender":' string ',"response":"' word
 *                 '","content":' ( string / list ) '}' [ LF ]
 *     time      = YYYY-MM-DD "T" hh:mm:ss             ; the server's local time
 *     word      = "error" / "info" / "history" / "message"
 *     list      = "[" [ entry *( "," entry ) ] "]"    ; only in "history"
 *     entry     = string / response                   ; a string holds a response
 *     string    = DQUOTE *( plain / escape ) DQUOTE   ; "{" and "}" only as \u007b and \u007d
 *     request   = '{"request":"' word '","content":' ( string / "null" ) '}' [ LF ]
 */
import {
  type DirectMessage,
  type Event,
  newsOf,
  type Present,
  type PublicMessage,
  shortened,
} from '@parley/contract'
import { asciiJson, memoLast } from '@parley/framing'
import type { ResponseWord } from './frames.ts'
import type { Options } from './options.ts'

/** ASCII that stands in a JSON string as it is, less the braces (1.6). */
const json = asciiJson(/^[ !#-[\]-z|~\x7f]*$/)

/** Limit of a history in one object, in bytes (4.3). */
export const MOST_HISTORY = 4000

/**
 * A history sent as messages has at most so many bytes: they are written one at a time, 50 ms
 * apart, and a few texts of a mebibyte would keep a newcomer from live traffic for minutes.
 */
export const MOST_TOLD = 256 * 1024

/** Prefix of a message to one user (5.2). */
export const PRIVATE = '(private) '

/**
 * A sender's name takes at least so many bytes when a text is cut, so that short names do not move
 * the places where it is cut.
 */
export const NAME_ROOM = 16

/**
 * A part of a text may always take so many bytes, however little the name leaves: it bounds how
 * many objects one text becomes, and matters only for long names that are not ASCII.
 */
const LEAST_ROOM = 36

/** One or more objects, with and without the line end that some peers need (1.4). */
export interface Said {
  readonly bare: readonly string[]
  readonly ended: readonly string[]
}

export type Heard = Exclude<Event, { kind: 'farewell' }>

/** Events besides messages. */
type Note = Exclude<Heard, { kind: 'direct' | 'public' }>

/** How what a session has to say is put, in one of the two forms (2.2, 2.3). */
export interface Wording {
  heard(event: Heard): Said
  /** A notice of the server; several objects if the text is too long for one. */
  info(time: number, text: string): Said
  /** `text`: one of the dialect’s own, which fit. */
  error(time: number, text: string): Said
  names(time: number, present: readonly Present[]): Said
  /** Past messages; no object if there are none. */
  history(time: number, messages: readonly PublicMessage[]): Said
}

/** A JSON string of ASCII characters, without braces. */
export const { quote } = json

/** The length of a text between its quotes, in bytes. */
export function widthOf(text: string): number {
  return quote(text).length - '""'.length
}

let stampedSecond = Number.NaN
let stamped = ''

/** `2016-03-14T12:34:56`, local time; made once a second, since it costs more than a message. */
export function stamp(time: number): string {
  const second = Math.floor(time / 1000)
  if (second === stampedSecond) return stamped
  const at = new Date(time)
  const day = [at.getMonth() + 1, at.getDate()].map(twoDigits)
  const clock = [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits)
  const year = String(at.getFullYear()).padStart(4, '0')
  stampedSecond = second
  stamped = `${[year, ...day].join('-')}T${clock.join(':')}`
  return stamped
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

/** A response up to its content. */
function head(time: number, sender: string, word: ResponseWord): string {
  return `{"timestamp":"${stamp(time)}","sender":${sender},"response":"${word}","content":`
}

function lengthOf(entries: readonly string[]): number {
  return entries.reduce((sum, entry) => sum + entry.length + ','.length, 0)
}

export function said(bare: readonly string[]): Said {
  let ended: readonly string[] | undefined
  return {
    bare,
    get ended() {
      ended ??= bare.map((object) => `${object}\n`)
      return ended
    },
  }
}

/** Events besides messages, as an `info`; an edit is one object and may be cut. */
export function noted(wording: Wording, event: Note): Said {
  switch (event.kind) {
    case 'joined':
      return wording.info(event.time, `${event.name} has logged in`)
    case 'left':
      return wording.info(event.time, `${event.name} has logged out`)
    case 'edited':
    case 'removed':
      return said(wording.info(event.time, newsOf(event)).bare.slice(0, 1))
    case 'notice':
      return wording.info(event.time, event.text)
  }
}

/** What the connections of one listener share: how it words things, and the last that it said. */
export class Voice implements Wording {
  /** The bytes that an object may have before its line end. */
  readonly #most: number
  readonly #form: Options['history']
  readonly #saysEmptyHistory: boolean

  constructor(options: Options) {
    const { history, strict } = options
    this.#most = mostOf(options)
    this.#form = strict ? 'strings' : history
    this.#saysEmptyHistory = strict
  }

  /** An event as objects, serialised once for all recipients. */
  readonly heard = memoLast((event: Heard): Said => {
    switch (event.kind) {
      case 'direct':
      case 'public':
        return said(this.#message(event))
      case 'joined':
      case 'left':
      case 'edited':
      case 'removed':
      case 'notice':
        return noted(this, event)
    }
  })

  /** An `info`; several if the text is too long for one. */
  info(time: number, text: string): Said {
    return said(cutInto(this.#most, head(time, '"server"', 'info'), 0, '', text))
  }

  /** `text`: one of the dialect’s own, which fit. */
  error(time: number, text: string): Said {
    return said([`${head(time, '"server"', 'error')}"${text}"}`])
  }

  /** `alice, bob` (3.7); an `info` that is not the last one ends with a comma. */
  names(time: number, present: readonly Present[]): Said {
    const opening = head(time, '"server"', 'info')
    const room = this.#most - opening.length - '"",}'.length
    const lists: string[] = []
    let list = ''
    let width = 0
    for (const { name } of present) {
      const more = widthOf(name) + ', '.length
      if (list !== '' && width + more > room) {
        lists.push(`${list},`)
        list = ''
        width = 0
      }
      list += list === '' ? name : `, ${name}`
      width += more
    }
    lists.push(list)
    return said(lists.map((one) => `${opening}${quote(one)}}`))
  }

  /** Past messages in the listener’s form (4.1); no object if there are none. */
  history(time: number, messages: readonly PublicMessage[]): Said {
    if (this.#form === 'none') return said([])
    if (this.#form === 'messages') return said(this.#newest(messages, MOST_TOLD))
    const opening = `${head(time, '"server"', 'history')}[`
    const entries = this.#newest(messages, MOST_HISTORY - opening.length - ']}\n'.length)
    if (entries.length === 0 && !this.#saysEmptyHistory) return said([])
    return said([`${opening}${entries.join(',')}]}`])
  }

  /** The entries of the newest messages that fit into `room` bytes. */
  #newest(messages: readonly PublicMessage[], room: number): readonly string[] {
    return newestOf(messages, room, (message) => {
      const objects = this.#message(message)
      return this.#form === 'strings' ? objects.map(quote) : objects
    })
  }

  #message({ kind, time, from, text }: DirectMessage | PublicMessage): readonly string[] {
    const sender = quote(from)
    const spare = Math.max(0, NAME_ROOM + '""'.length - sender.length)
    const prefix = kind === 'direct' ? PRIVATE : ''
    return cutInto(this.#most, head(time, sender, 'message'), spare, prefix, text)
  }
}

/** The bytes that an object may have before its line end. */
export function mostOf({ maxObject, terminator }: Options): number {
  const lineEnd = terminator === 'none' ? 0 : 1
  return maxObject === 0 ? Number.POSITIVE_INFINITY : maxObject - lineEnd
}

type Entries = (message: PublicMessage) => readonly string[]

/** The entries of the newest messages that fit into `room` bytes. */
export function newestOf(
  messages: readonly PublicMessage[],
  room: number,
  entriesOf: Entries,
): readonly string[] {
  const groups: (readonly string[])[] = []
  let left = room
  for (const message of messages.toReversed()) {
    const group = fitting(message, room, entriesOf)
    left -= lengthOf(group)
    if (left < 0) break
    groups.push(group)
  }
  return groups.reverse().flat()
}

/** The first entries of a message that is too long for `room`. */
function fitting(message: PublicMessage, room: number, entriesOf: Entries): readonly string[] {
  const group = entriesOf(message)
  if (lengthOf(group) <= room || message.text.length < LEAST_ROOM) return group
  const text = shortened(message.text, message.text.length >> 2)
  return fitting({ ...message, text }, room, entriesOf)
}

/**
 * One text in as many objects of at most `most` bytes as it takes, each with `prefix` before its part
 * and `spare` bytes left unused.
 */
export function cutInto(
  most: number,
  opening: string,
  spare: number,
  prefix: string,
  text: string,
): readonly string[] {
  const before = widthOf(prefix)
  const room = Math.max(LEAST_ROOM, most - opening.length - '""}'.length - before - spare)
  if (text.length <= room) {
    const content = quote(prefix + text)
    if (content.length - '""'.length - before <= room) return [`${opening}${content}}`]
  }
  const start = `${opening}${quote(prefix).slice(0, -1)}`
  return json.pieces(text, room).map((piece) => `${start}${piece}"}`)
}

/** A request with both keys, `null` if there is no content (8.1). */
export function request(word: string, content: string | null): string {
  return `{"request":"${word}","content":${content === null ? 'null' : quote(content)}}`
}
