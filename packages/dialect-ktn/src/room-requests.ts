/**
 * Requests about rooms and of moderators (6.6 to 6.9), not with strict: what stands in their content.
 *
 *     join, leave             = room
 *     names, history, bans    = [ room ]                          ; anything else: of the lobby
 *     kick                    = name [ SP room ] [ SP reason ]
 *     ban                     = name [ SP room ] [ SP minutes ] [ SP reason ]
 *     unban                   = name [ SP room ]
 *     remove                  = name [ SP room ] SP time          ; time as in serializer.ts
 *     room                    = "#" name
 */
import { type ModerationLine, readModeration } from '@parley/framing'
import type { Request } from './frames.ts'

const MALFORMED: Request = { kind: 'malformed' }

type Verb = (content: unknown) => Request

const removal = /^(\S+)(?:\s+(#\S+))?\s+(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)$/

export const parseNames: Verb = (content) => ({ kind: 'names', ...roomIn(content) })

export const parseHistory: Verb = (content) => ({ kind: 'history', ...roomIn(content) })

export const roomVerbs: ReadonlyMap<string, Verb> = new Map([
  ['join', about((room) => ({ kind: 'join', room }))],
  ['leave', about((room) => ({ kind: 'leave', room }))],
  ['rooms', () => ({ kind: 'rooms' })],
  ['kick', moderating('untimed', (said) => ({ kind: 'kick', ...said }))],
  ['ban', moderating('timed', (said) => ({ kind: 'ban', ...said }))],
  ['unban', moderating('untimed', (said) => ({ kind: 'unban', ...said }))],
  ['bans', (content) => ({ kind: 'bans', ...roomIn(content) })],
  ['remove', about(parseRemoval)],
])

function about(make: (content: string) => Request): Verb {
  return (content) => (typeof content === 'string' ? make(content.trim()) : MALFORMED)
}

function moderating(length: 'timed' | 'untimed', make: (said: ModerationLine) => Request): Verb {
  return about((content) => {
    const said = readModeration(content, length)
    return said === undefined ? MALFORMED : make(said)
  })
}

/** Clients write anything where no content is needed (2.1): only a `#` names a room. */
function roomIn(content: unknown): { readonly room?: string } {
  return typeof content === 'string' && content.startsWith('#') ? { room: content.trim() } : {}
}

function parseRemoval(content: string): Request {
  const [, name, room, time] = removal.exec(content) ?? []
  const posted = Date.parse(time ?? '')
  if (name === undefined || Number.isNaN(posted)) return MALFORMED
  return { kind: 'remove', name, room, posted }
}
