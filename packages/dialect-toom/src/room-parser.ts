/**
 * Requests about rooms and of moderators (8), not with strict:
 *
 *     request = "JOIN" room / "LEAVE" room / "ROOMS" / "ATU" [ room ]
 *             / "MSG" room SP text / "DLT" room SP number SP date
 *             / "EDT" room SP number SP date SP text / "RDM" room SP date
 *             / "KICK" name [ SP room ] [ SP reason ] / "UNBAN" name [ SP room ]
 *             / "BAN" name [ SP room ] [ SP minutes ] [ SP reason ] / "BANS" [ room ]
 *     room    = "#" name
 */
import { isRoomName } from '@parley/contract'
import { type ModerationLine, readModeration } from '@parley/framing'
import type { Request } from './frames.ts'

type Verb = (body: string) => Request

const NOBODY: Request = { kind: 'wrong', complaint: 'nobody' }

const roomAndRest = /^\s*(#\S+)\s+([\s\S]*)$/

/** What begins with the name of a room: the name, and the rest. */
export function splitRoom(
  body: string,
): { readonly room: string; readonly rest: string } | undefined {
  const [, room, rest] = roomAndRest.exec(body) ?? []
  if (room === undefined || rest === undefined || !isRoomName(room)) return undefined
  return { room, rest }
}

export const roomVerbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['JOIN', (body) => ({ kind: 'join', room: body.trim() })],
  ['LEAVE', (body) => ({ kind: 'leave', room: body.trim() })],
  ['ROOMS', () => ({ kind: 'rooms' })],
  ['ATU', (body) => ({ kind: 'users', ...roomIn(body) })],
  ['KICK', moderating('untimed', (said) => ({ kind: 'kick', ...said }))],
  ['BAN', moderating('timed', (said) => ({ kind: 'ban', ...said }))],
  ['UNBAN', moderating('untimed', (said) => ({ kind: 'unban', ...said }))],
  ['BANS', (body) => ({ kind: 'bans', ...roomIn(body) })],
])

function moderating(length: 'timed' | 'untimed', make: (said: ModerationLine) => Request): Verb {
  return (body) => {
    const said = readModeration(body, length)
    return said === undefined ? NOBODY : make(said)
  }
}

/** What takes no body passes over any (3): only a `#` names a room. */
function roomIn(body: string): { readonly room?: string } {
  const room = body.trim()
  return room.startsWith('#') ? { room } : {}
}
