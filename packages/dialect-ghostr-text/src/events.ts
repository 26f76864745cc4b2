import { Buffer } from 'node:buffer'
import {
  type Departed,
  type DirectMessage,
  type Event,
  newsOf,
  roomNews,
  type TopicChanged,
} from '@parley/contract'
import { memoLast } from '@parley/framing'
import type { Options } from './options.ts'
import {
  cut,
  EVERYONE,
  escaped,
  LEAST_ROOM,
  opening,
  reply,
  SERVER,
  spareOf,
} from './serializer.ts'

export type Heard = Exclude<Event, { kind: 'farewell' | 'notice' }>

/** What the connections of one listener share: how long a message is, and the last that was said. */
export class Voice {
  readonly #most: number

  constructor({ maxObject }: Options) {
    this.#most = maxObject === 0 ? Number.POSITIVE_INFINITY : maxObject
  }

  /** An event in messages, made once however many hear it. */
  readonly heard = memoLast((event: Heard): readonly string[] => {
    switch (event.kind) {
      case 'direct':
        return this.#direct(event)
      case 'public': {
        const { from, room = EVERYONE, text } = event
        return this.#said(opening(from, room), spareOf(from), text)
      }
      case 'joined':
        return [loggedIn(event.name)]
      case 'left':
        return [loggedOut(event.name)]
      case 'renamed':
        return [loggedOut(event.from), loggedIn(event.to)]
      case 'away':
        return []
      case 'entered':
        return [reply('JOINED', event.name, event.room)]
      case 'departed':
        return this.#departed(event)
      case 'topic':
        return this.#topic(event)
      case 'edited':
        return this.notice(event.message.room ?? EVERYONE, newsOf(event))
      case 'removed':
        return this.notice(event.room ?? EVERYONE, newsOf(event))
    }
  })

  /** 4.1: from the gateway itself. */
  notice(to: string, text: string): readonly string[] {
    return this.#said(opening(SERVER, to), 0, text)
  }

  /** 9.6; one that goes on in the next message ends with a line end (1.5). */
  names(to: string, names: readonly string[]): readonly string[] {
    return this.list(`TYPE: WHOELSE;;FROM: ${to};;`, names)
  }

  /** 9.6, 10.2, 10.4; `fields`: those before the names. */
  list(fields: string, names: readonly string[]): readonly string[] {
    const head = `${fields}BODY: `
    const room = Math.max(LEAST_ROOM, this.#most - Buffer.byteLength(head) - '\n;;'.length)
    const lists: string[] = []
    let list = ''
    for (const name of names) {
      const longer = list === '' ? name : `${list}\n${name}`
      const isFull = list !== '' && Buffer.byteLength(longer) > room
      if (isFull) lists.push(`${head}${list}\n;;`)
      list = isFull ? name : longer
    }
    lists.push(`${head}${list};;`)
    return lists
  }

  /** 10.5; a reason that does not fit is cut. */
  #departed({ name, room, by = name, reason = '' }: Departed): readonly string[] {
    const head = `TYPE: LEFT;;WHO: ${name};;ROOM: ${room};;BY: ${by};;BODY: `
    return this.#said(head, 0, reason).slice(0, 1)
  }

  /** 10.5; of the lobby's topic nothing is said. */
  #topic(event: TopicChanged): readonly string[] {
    const text = roomNews(event)
    if (event.room === undefined || text === undefined) return []
    return this.notice(event.room, text).slice(0, 1)
  }

  #direct(event: DirectMessage): readonly string[] {
    const { from, to, text } = event
    const spare = spareOf(from) + spareOf(to)
    if (event.private !== true) return this.#said(opening(from, to), spare, text)
    return this.#said(`TYPE: PRIVMSG;;TO: ${to};;FROM: ${from};;BODY: `, spare, text)
  }

  /** One text in as many messages as `maxObject` makes of it, each with `spare` bytes left unused. */
  #said(head: string, spare: number, text: string): readonly string[] {
    const taken = Buffer.byteLength(head) + ';;'.length + spare
    const parts = cut(escaped(text), Math.max(LEAST_ROOM, this.#most - taken))
    return parts.map((part) => `${head}${part};;`)
  }
}

function loggedIn(name: string): string {
  return `TYPE: LOGGEDIN;;WHO: ${name};;`
}

function loggedOut(name: string): string {
  return `TYPE: LOGGEDOUT;;WHO: ${name};;`
}

const voices = new WeakMap<Options, Voice>()

/** The connections of one listener have one `Options` and so one voice. */
export function voiceFor(options: Options): Voice {
  const voice = voices.get(options) ?? new Voice(options)
  voices.set(options, voice)
  return voice
}
