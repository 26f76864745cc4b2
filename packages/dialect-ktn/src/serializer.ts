/**
 * Objects as Parley writes them: compact, ASCII, keys always in this order.
 *
 *     response  = '{"timestamp":"' time '","sender":' string ',"response":"' word
 *                 '","content":' ( string / list ) [ ',"room":' string ] '}' [ LF ]
 *     time      = YYYY-MM-DD "T" hh:mm:ss             ; the server's local time
 *     word      = "error" / "info" / "history" / "message"
 *     list      = "[" [ entry *( "," entry ) ] "]"    ; only in "history"
 *     entry     = string / response                   ; a string holds a response
 *     string    = DQUOTE *( plain / escape ) DQUOTE   ; "{" and "}" only as \u007b and \u007d
 *     request   = '{"request":"' word '","content":' ( string / "null" ) '}' [ LF ]
 */
import { asciiJson } from '@parley/framing'
import type { ResponseWord } from './frames.ts'
import type { Options } from './options.ts'

/** ASCII that stands in a JSON string as it is, less the braces (1.6). */
const json = asciiJson(/^[ !#-[\]-z|~\x7f]*$/)

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
export const LEAST_ROOM = 36

/** One or more objects, with and without the line end that some peers need (1.4). */
export interface Said {
  readonly bare: readonly string[]
  readonly ended: readonly string[]
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
export function head(time: number, sender: string, word: ResponseWord): string {
  return `{"timestamp":"${stamp(time)}","sender":${sender},"response":"${word}","content":`
}

/** A response behind its content: with the room that it is about (6.6), and for the lobby with nothing. */
export function tail(room: string | undefined): string {
  return room === undefined ? '}' : `,"room":${quote(room)}}`
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

/** The bytes that an object may have before its line end. */
export function mostOf({ maxObject, terminator }: Options): number {
  const lineEnd = terminator === 'none' ? 0 : 1
  return maxObject === 0 ? Number.POSITIVE_INFINITY : maxObject - lineEnd
}

/**
 * One text in as many objects of at most `most` bytes as it takes, each with `prefix` before its part
 * and `spare` bytes left unused. `closing`: what ends each of them.
 */
export function cutInto(
  most: number,
  opening: string,
  spare: number,
  prefix: string,
  text: string,
  closing = '}',
): readonly string[] {
  const before = widthOf(prefix)
  const room = Math.max(
    LEAST_ROOM,
    most - opening.length - '""'.length - closing.length - before - spare,
  )
  if (text.length <= room) {
    const content = quote(prefix + text)
    if (content.length - '""'.length - before <= room) return [`${opening}${content}${closing}`]
  }
  const start = `${opening}${quote(prefix).slice(0, -1)}`
  return json.pieces(text, room).map((piece) => `${start}${piece}"${closing}`)
}

/** A request with both keys, `null` if there is no content (8.1). */
export function request(word: string, content: string | null): string {
  return `{"request":"${word}","content":${content === null ? 'null' : quote(content)}}`
}
