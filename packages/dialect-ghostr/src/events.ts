import { type Event, newsOf, type PublicMessage } from '@parley/contract'
import { memoLast } from '@parley/framing'
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
        return this.notice(newsOf(event)).slice(0, 1)
      case 'joined':
        return [loggedIn(event.name)]
      case 'left':
        return [loggedOut(event.name)]
      case 'renamed':
        return [loggedOut(event.from), loggedIn(event.to)]
      case 'away':
      case 'entered':
      case 'departed':
      case 'topic':
        return []
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
    return pieces(text, room).map((piece) => `${head}"${piece}"}`)
  }
}

function loggedIn(name: string): string {
  return object({ action: 'login_broadcast', from: name, message: '' })
}

function loggedOut(name: string): string {
  return object({ action: 'logout_broadcast', from: name, message: '' })
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
