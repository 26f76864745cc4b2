import {
  type Departed,
  type DirectMessage,
  type Entered,
  newsOf,
  noteOf,
  type PublicMessage,
  type TopicChanged,
} from '@parley/contract'
import { memoLast } from '@parley/framing'
import type { Heard } from './frames.ts'
import { MOST_HISTORY, MOST_TOLD, newestOf } from './history.ts'
import type { Options } from './options.ts'
import {
  cutInto,
  head,
  mostOf,
  NAME_ROOM,
  PRIVATE,
  quote,
  type Said,
  said,
  tail,
  widthOf,
} from './serializer.ts'

/** Events besides messages. */
type Note = Exclude<Heard, { kind: 'direct' | 'public' }>

/** How what a session has to say is put, in one of the two forms (2.2, 2.3). */
export interface Wording {
  heard(event: Heard): Said
  /** A notice of the server, about a room where there is one; several objects if the text is too long for one. */
  info(time: number, text: string, room?: string): Said
  /** `text`: one of the dialect’s own, which fit. */
  error(time: number, text: string): Said
  /** Names with a comma between; `opening`: what each object begins with. */
  names(time: number, names: readonly string[], opening?: string, room?: string): Said
  /** Past messages; no object if there are none. */
  history(time: number, messages: readonly PublicMessage[]): Said
}

/** Events besides messages, as an `info`; an edit is one object and may be cut. */
export function noted(wording: Wording, event: Note): Said {
  switch (event.kind) {
    case 'joined':
      return loggedIn(wording, event.time, event.name)
    case 'left':
      return loggedOut(wording, event.time, event.name)
    case 'renamed': {
      const { time, from, to } = event
      return said([...loggedOut(wording, time, from).bare, ...loggedIn(wording, time, to).bare])
    }
    case 'away':
      return said([])
    case 'entered':
    case 'departed':
    case 'topic':
      return event.room === undefined
        ? said([])
        : first(wording, event, roomNews(event), event.room)
    case 'edited':
      return first(wording, event, newsOf(event), event.message.room)
    case 'removed':
      return first(wording, event, newsOf(event), event.room)
    case 'notice':
      return wording.info(event.time, event.text)
  }
}

/** One object: a further one would begin with a user’s words. */
function first(wording: Wording, { time }: Note, text: string, room: string | undefined): Said {
  return said(wording.info(time, text, room).bare.slice(0, 1))
}

/** 6.6; begins with the name of who has done it. */
function roomNews(event: Entered | Departed | TopicChanged): string {
  const { room, kind } = event
  if (kind === 'entered') return `${event.name} has joined ${room}`
  if (kind === 'topic') {
    const topic = noteOf(event.text)
    return `${event.by} has ${topic === '' ? 'removed' : 'set'} the topic of ${room}${why(topic)}`
  }
  const { name, by, reason = '' } = event
  const what = by === undefined ? `${name} has left` : `${by} has put ${name} out of`
  return `${what} ${room}${why(noteOf(reason))}`
}

function why(text: string): string {
  return text === '' ? '' : `: ${text}`
}

function loggedIn(wording: Wording, time: number, name: string): Said {
  return wording.info(time, `${name} has logged in`)
}

function loggedOut(wording: Wording, time: number, name: string): Said {
  return wording.info(time, `${name} has logged out`)
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
      case 'renamed':
      case 'away':
      case 'entered':
      case 'departed':
      case 'topic':
      case 'edited':
      case 'removed':
      case 'notice':
        return noted(this, event)
    }
  })

  /** An `info`; several if the text is too long for one. */
  info(time: number, text: string, room?: string): Said {
    return said(cutInto(this.#most, head(time, '"server"', 'info'), 0, '', text, tail(room)))
  }

  /** `text`: one of the dialect’s own, which fit. */
  error(time: number, text: string): Said {
    return said([`${head(time, '"server"', 'error')}"${text}"}`])
  }

  /** `alice, bob` (3.7); an `info` that is not the last one ends with a comma. */
  names(time: number, names: readonly string[], opening = '', room?: string): Said {
    const before = head(time, '"server"', 'info')
    const closing = tail(room)
    const most = this.#most - before.length - widthOf(opening) - '"",'.length - closing.length
    const lists: string[] = []
    let list = ''
    let width = 0
    for (const name of names) {
      const more = widthOf(name) + ', '.length
      if (list !== '' && width + more > most) {
        lists.push(`${list},`)
        list = ''
        width = 0
      }
      list += list === '' ? name : `, ${name}`
      width += more
    }
    lists.push(list)
    return said(lists.map((one) => `${before}${quote(opening + one)}${closing}`))
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

  #message(message: DirectMessage | PublicMessage): readonly string[] {
    const { kind, time, from, text } = message
    const sender = quote(from)
    const spare = Math.max(0, NAME_ROOM + '""'.length - sender.length)
    const prefix = kind === 'direct' ? PRIVATE : ''
    const closing = tail(kind === 'public' ? message.room : undefined)
    return cutInto(this.#most, head(time, sender, 'message'), spare, prefix, text, closing)
  }
}
