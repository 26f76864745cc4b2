/**
 * Responses in the form of the course's papers of 2013 and 2014 (2.3):
 *
 *     login    = '{"response":"login","username":' string ',"messages":[' [ string *( "," string ) ] ']}'
 *              / '{"response":"login","error":' string ',"username":' string '}'
 *     message  = '{"response":"message","message":' line [ ',"room":' string ] '}'
 *              / '{"response":"message","error":' string '}'
 *     logout   = '{"response":"logout","username":' string '}'
 *              / '{"response":"logout","error":' string '}'
 *     line     = DQUOTE time SP name ":" SP text DQUOTE
 *
 * Strings and time are those of serializer.ts. What has no response of its own there, as a list of
 * names, is a message from `server`.
 */
import type { ErrorCode, PublicMessage } from '@parley/contract'
import { memoLast } from '@parley/framing'
import { noted, Voice, type Wording } from './events.ts'
import type { Heard } from './frames.ts'
import { MOST_HISTORY, newestOf } from './history.ts'
import type { Options } from './options.ts'
import { formerReplies, replies } from './replies.ts'
import {
  cutInto,
  mostOf,
  NAME_ROOM,
  PRIVATE,
  quote,
  type Said,
  said,
  stamp,
  tail,
  widthOf,
} from './serializer.ts'

const MESSAGE = '{"response":"message","message":'

/** Shared by the connections of one listener that use the form of 2013 and 2014. */
export class FormerVoice implements Wording {
  readonly #most: number

  constructor(options: Options) {
    this.#most = mostOf(options)
  }

  /** An event as objects, serialised once for all recipients. */
  readonly heard = memoLast((event: Heard): Said => {
    switch (event.kind) {
      case 'direct':
        return this.#line(event.time, event.from, PRIVATE, event.text)
      case 'public':
        return this.#line(event.time, event.from, '', event.text, event.room)
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

  info(time: number, text: string, room?: string): Said {
    return this.#line(time, 'server', '', text, room)
  }

  error(_time: number, text: string): Said {
    return said([`{"response":"message","error":${quote(text)}}`])
  }

  names(time: number, names: readonly string[], opening = '', room?: string): Said {
    return this.info(time, opening + names.join(', '), room)
  }

  history(_time: number, messages: readonly PublicMessage[]): Said {
    const entries = newestOf(messages, MOST_HISTORY, ({ time, from, text, room }) => {
      return this.#line(time, from, '', text, room).bare
    })
    return said(entries)
  }

  /** The reply to a login, with the history as lines of text: the newest that fit (4.3). */
  loggedIn(name: string, messages: readonly PublicMessage[]): Said {
    const opening = `{"response":"login","username":${quote(name)},"messages":[`
    const room = MOST_HISTORY - opening.length - ']}\n'.length
    const entries = newestOf(messages, room, ({ time, from, text }) => [
      quote(lineOf(time, from, text)),
    ])
    return said([`${opening}${entries.join(',')}]}`])
  }

  loginRefused(name: string, error: ErrorCode): Said {
    const why = formerReplies[error] ?? replies[error]
    return said([`{"response":"login","error":${quote(why)},"username":${quote(name)}}`])
  }

  loggedOut(name: string): Said {
    return said([`{"response":"logout","username":${quote(name)}}`])
  }

  logoutRefused(): Said {
    return said(['{"response":"logout","error":"Not logged in!"}'])
  }

  #line(time: number, from: string, mark: string, text: string, room?: string): Said {
    const spare = Math.max(0, NAME_ROOM - widthOf(from))
    return said(cutInto(this.#most, MESSAGE, spare, lineOf(time, from, mark), text, tail(room)))
  }
}

function lineOf(time: number, from: string, text: string): string {
  return `${stamp(time)} ${from}: ${text}`
}

/** The connections of a listener share its `Options`, and so one voice for each form. */
interface Voices {
  readonly usual: Voice
  readonly former: FormerVoice
}

const voices = new WeakMap<Options, Voices>()

export function voicesFor(options: Options): Voices {
  const known = voices.get(options)
  if (known !== undefined) return known
  const both = { usual: new Voice(options), former: new FormerVoice(options) }
  voices.set(options, both)
  return both
}
