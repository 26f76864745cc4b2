/**
 * Objects as Parley writes them: ASCII, spaced as Python spaces them, keys always in this order.
 *
 *     object   = "{" pair *( ", " pair ) "}"
 *     pair     = DQUOTE key DQUOTE ": " ( string / number / "[" [ string *( ", " string ) ] "]" )
 *     string   = DQUOTE *( plain / escape ) DQUOTE     ; only printable ASCII as it is
 *
 *     received = "action" ( "receive_message" / "receive_broadcast" ), "from", "message"
 *     presence = "action" ( "login_broadcast" / "logout_broadcast" ), "from", "message" ""
 *     status   = "action" ( "login" / "message" / "block" / "unblock" ), "status"
 *     sent     = "action" "broadcast", "n_sent", "n_blocked"
 *     names    = "action" ( "whoelse" / "whoelsesince" ), "reply" [ , "more" true ]
 *     place    = "action" "startprivate", "reply" "SUCCESS", "address", "port", "username"
 *     words    = "action", "reply"
 */
import { type Event, newsOf, type PublicMessage } from '@parley/contract'
import { asciiJson, memoLast } from '@parley/framing'
import type { Action } from './frames.ts'
import type { Options } from './options.ts'

/** Printable ASCII that stands in a JSON string as it is (1.3). */
const json = asciiJson(/^[ !#-[\]-~]*$/)

/** The sender of what the gateway itself says; a name that no user can have. */
const GATEWAY = 'server'

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

export type Heard = Exclude<Event, { kind: 'farewell' }>

/** A JSON string of ASCII characters. */
export const { quote } = json

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

/** 4.8. */
export function place(address: string, port: number, username: string): string {
  return object({ action: 'startprivate', reply: 'SUCCESS', address, port, username })
}

/** 5.1. */
export const timeout = object({ action: 'timeout' })

/** What the connections of one listener share: how much goes into an object, and what was last. */
export class Voice {
  readonly #most: number
  readonly #strict: boolean

  constructor({ maxObject, strict }: Options) {
    this.#most = maxObject === 0 ? Number.POSITIVE_INFINITY : maxObject
    this.#strict = strict
  }

  /** An event in objects, made once however many hear it. */
  readonly heard = memoLast((event: Heard): readonly string[] => {
    switch (event.kind) {
      case 'direct':
        return this.#received(this.#directFrom(event.from), event.text)
      case 'public':
        return this.#public(event)
      case 'edited':
      case 'removed':
        return this.notice(newsOf(event)).slice(0, 1)
      case 'joined':
        return [object({ action: 'login_broadcast', from: event.name, message: '' })]
      case 'left':
        return [object({ action: 'logout_broadcast', from: event.name, message: '' })]
      case 'notice':
        return this.notice(event.text)
    }
  })

  /** What the gateway itself says (5.2): nothing in `strict`. */
  notice(text: string): readonly string[] {
    if (this.#strict) return []
    return this.#received(this.#directFrom(GATEWAY), text)
  }

  /** Names in as many objects as it takes; all but the last say that there are more (4.4). */
  names(action: 'whoelse' | 'whoelsesince', names: readonly string[]): readonly string[] {
    const opening = `{"action": "${action}", "reply": [`
    const more = '], "more": true}'
    const room = this.#most - opening.length - more.length
    const objects: string[] = []
    let list = ''
    for (const name of names) {
      const next = list === '' ? quote(name) : `${list}, ${quote(name)}`
      if (list === '' || next.length <= room) {
        list = next
        continue
      }
      objects.push(opening + list + more)
      list = quote(name)
    }
    return [...objects, `${opening}${list}]}`]
  }

  readonly #directFrom = memoLast((from: string) => opened('receive_message', from))
  readonly #publicFrom = memoLast((from: string) => opened('receive_broadcast', from))

  #public({ from, text }: PublicMessage): readonly string[] {
    return this.#received(this.#publicFrom(from), text)
  }

  /** One text in as many objects as `maxObject` makes of it. */
  #received({ head, spare }: Opening, text: string): readonly string[] {
    const room = Math.max(LEAST_ROOM, this.#most - head.length - '""}'.length - spare)
    if (text.length <= room) {
      const content = quote(text)
      if (content.length - '""'.length <= room) return [`${head}${content}}`]
    }
    return json.pieces(text, room).map((piece) => `${head}"${piece}"}`)
  }
}

/** A message up to its text; `spare`: bytes that are left unused beside it. */
interface Opening {
  readonly head: string
  readonly spare: number
}

function opened(action: 'receive_message' | 'receive_broadcast', from: string): Opening {
  const sender = quote(from)
  return {
    head: `{"action": "${action}", "from": ${sender}, "message": `,
    spare: Math.max(0, NAME_ROOM + '""'.length - sender.length),
  }
}
