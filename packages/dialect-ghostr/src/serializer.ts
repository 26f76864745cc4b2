/**
 * Objects as Parley writes them: ASCII, spaced as Python spaces them, keys always in this order.
 *
 *     object   = "{" pair *( ", " pair ) "}"
 *     pair     = DQUOTE key DQUOTE ": " ( string / number / "[" [ string *( ", " string ) ] "]" )
 *     string   = DQUOTE *( plain / escape ) DQUOTE     ; only printable ASCII as it is
 *
 *     received = "action" ( "receive_message" / "receive_broadcast" ), "from" [ , "room" ], "message"
 *     moved    = "action" ( "join_broadcast" / "leave_broadcast" ), "from", "room" [ , "by" ], "message"
 *     presence = "action" ( "login_broadcast" / "logout_broadcast" ), "from", "message" ""
 *     status   = "action" ( "login" / "message" / "block" / "unblock" / "leave" / "kick" / "ban"
 *                / "unban" / "mute" / "unmute" ), "status"
 *     joined   = "action" "join", "status" [ , "room" ]
 *     sent     = "action" "broadcast", "n_sent", "n_blocked"
 *     names    = "action" ( "whoelse" / "whoelsesince" / "rooms" / "bans" ), "reply" [ , "more" true ]
 *     place    = "action" "startprivate", "reply" "SUCCESS", "address", "port", "username"
 *     words    = "action", "reply"
 */
import { asciiJson } from '@parley/framing'
import type { Action } from './frames.ts'

/** Printable ASCII that stands in a JSON string as it is (1.3). */
const json = asciiJson(/^[ !#-[\]-~]*$/)

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

/** A JSON string of ASCII characters; and a text in strings without their quotes, of so many bytes each. */
export const { quote, pieces } = json

/** The bytes that a text takes between its quotes. */
export function widthOf(text: string): number {
  return quote(text).length - '""'.length
}

/** An object of texts and numbers. */
export function object(fields: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(fields).map(([key, value]) => {
    return `"${key}": ${typeof value === 'number' ? value : quote(value)}`
  })
  return `{${pairs.join(', ')}}`
}

/** Which key an answer of one word stands under. */
const keys = {
  login: 'status',
  message: 'status',
  broadcast: 'reply',
  whoelse: 'reply',
  whoelsesince: 'reply',
  block: 'status',
  unblock: 'status',
  startprivate: 'reply',
  logout: 'reply',
  join: 'status',
  leave: 'status',
  rooms: 'reply',
  kick: 'status',
  ban: 'status',
  unban: 'status',
  bans: 'reply',
  mute: 'status',
  unmute: 'status',
} as const satisfies Readonly<Record<Action, 'status' | 'reply'>>

/** An answer of one word. */
export function answer(action: Action, word: string): string {
  return object({ action, [keys[action]]: word })
}

/** 4.10, 4.11. */
export function complaint(action: string, reply: string): string {
  return object({ action, reply })
}

/** 4.3. */
export function sent(reached: number, blocked: number): string {
  return `{"action": "broadcast", "n_sent": ${reached}, "n_blocked": ${blocked}}`
}

/** 9.1; the room in the spelling of who has made it. */
export function joined(room: string): string {
  return object({ action: 'join', status: 'SUCCESS', room })
}

/** 4.8. */
export function place(address: string, port: number, username: string): string {
  return object({ action: 'startprivate', reply: 'SUCCESS', address, port, username })
}

/** 5.1. */
export const timeout = object({ action: 'timeout' })
