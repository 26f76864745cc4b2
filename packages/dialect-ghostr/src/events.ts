import {
  type Departed,
  type Edited,
  type Entered,
  type Event,
  newsOf,
  type PublicMessage,
  type Removed,
  roomNews,
  type TopicChanged,
} from '@parley/contract'
import { memoLast } from '@parley/framing'
import type { NamesAction } from './frames.ts'
import type { Options } from './options.ts'
import { LEAST_ROOM, NAME_ROOM, object, pieces, quote } from './serializer.ts'

/** The sender of what the gateway itself says; a name that no user can have. */
const GATEWAY = 'server'

export type Heard = Exclude<Event, { kind: 'farewell' }>

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
        return this.#news(event)
      case 'joined':
        return [loggedIn(event.name)]
      case 'left':
        return [loggedOut(event.name)]
      case 'renamed':
        return [loggedOut(event.from), loggedIn(event.to)]
      case 'away':
        return []
      case 'entered':
        return this.#strict ? [] : [entered(event)]
      case 'departed':
        return this.#strict ? [] : this.#departed(event)
      case 'topic':
        return this.#topic(event)
      case 'notice':
        return this.notice(event.text)
    }
  })

  /** What the gateway itself says (5.2): nothing in `strict`. */
  notice(text: string): readonly string[] {
    if (this.#strict) return []
    return this.#received(this.#directFrom(GATEWAY), text)
  }

  /** 5.2, and of a room 9.5: one object always. */
  #news(event: Edited | Removed): readonly string[] {
    const { room } = event.kind === 'edited' ? event.message : event
    const text = newsOf(event)
    return (room === undefined ? this.notice(text) : this.#noticeIn(room, text)).slice(0, 1)
  }

  /** 9.5; of the lobby's topic nothing is said. */
  #topic(event: TopicChanged): readonly string[] {
    const text = roomNews(event)
    if (event.room === undefined || text === undefined) return []
    return this.#noticeIn(event.room, text).slice(0, 1)
  }

  /** 9.5; `by` is there where somebody else has put them out. A reason that does not fit is cut. */
  #departed({ name, room, by, reason = '' }: Departed): readonly string[] {
    const moved = object({ action: 'leave_broadcast', from: name, room, ...(by && { by }) })
    const head = `${moved.slice(0, -1)}, "message": `
    return this.#received({ head, spare: 0 }, reason).slice(0, 1)
  }

  #noticeIn(room: string, text: string): readonly string[] {
    if (this.#strict) return []
    return this.#received(opened('receive_broadcast', GATEWAY, room), text)
  }

  /** Names in as many objects as it takes; all but the last say that there are more (4.4). */
  names(action: NamesAction, names: readonly string[]): readonly string[] {
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

  #public({ from, room, text }: PublicMessage): readonly string[] {
    const opening =
      room === undefined ? this.#publicFrom(from) : opened('receive_broadcast', from, room)
    return this.#received(opening, text)
  }

  /** One text in as many objects as `maxObject` makes of it. */
  #received({ head, spare }: Opening, text: string): readonly string[] {
    const room = Math.max(LEAST_ROOM, this.#most - head.length - '""}'.length - spare)
    if (text.length <= room) {
      const content = quote(text)
      if (content.length - '""'.length <= room) return [`${head}${content}}`]
    }
    return pieces(text, room).map((piece) => `${head}"${piece}"}`)
  }
}

function loggedIn(name: string): string {
  return object({ action: 'login_broadcast', from: name, message: '' })
}

function loggedOut(name: string): string {
  return object({ action: 'logout_broadcast', from: name, message: '' })
}

/** 9.5. */
function entered({ name, room }: Entered): string {
  return object({ action: 'join_broadcast', from: name, room, message: '' })
}

/** A message up to its text; `spare`: bytes that are left unused beside it. */
interface Opening {
  readonly head: string
  readonly spare: number
}

function opened(
  action: 'receive_message' | 'receive_broadcast',
  from: string,
  room?: string,
): Opening {
  const sender = quote(from)
  const where = room === undefined ? '' : `"room": ${quote(room)}, `
  return {
    head: `{"action": "${action}", "from": ${sender}, ${where}"message": `,
    spare: Math.max(0, NAME_ROOM + '""'.length - sender.length),
  }
}
