import type { Command, ModeratedUser } from '@parley/contract'
import { cleanText } from '@parley/framing'
import type { Reply, RequestType, RoomType } from './frames.ts'
import { LOBBY } from './serializer.ts'

const MINUTE = 60_000

/** A name that goes through a field as it is, and is not empty. */
function isPlain(name: string): boolean {
  return /^[^\s:;]+$/.test(name)
}

interface Said {
  readonly type: RequestType
  readonly values: readonly string[]
  /** Names that count with at least as much as a short one has (1.5). */
  readonly counted?: readonly string[]
}

/**
 * What is sent for a command of a room or of a moderator (section 10), by who is logged in; undefined where
 * it is neither, or cannot be said.
 */
export function roomRequest(command: Command, own: string): Said | undefined {
  switch (command.kind) {
    case 'joinRoom':
      return isPlain(command.room) ? { type: 'JOIN', values: [own, command.room] } : undefined
    case 'leaveRoom':
      return isPlain(command.room) ? { type: 'LEAVE', values: [own, command.room] } : undefined
    case 'rooms':
      return { type: 'ROOMS', values: [own] }
    case 'broadcast': {
      const { room, text } = command
      if (room === undefined || !isPlain(room) || !room.startsWith('#')) return undefined
      return { type: 'MSG', values: [own, room, cleanText(text)], counted: [own] }
    }
    case 'list':
      return command.room === undefined ? undefined : inRoom('MEMBERS', command.room, own)
    case 'bans':
      return inRoom('BANS', command.room, own)
    case 'kick':
      return about('KICK', command, own, command.reason ?? '')
    case 'ban':
      return about('BAN', command, own, minutesOf(command.for), command.reason ?? '')
    case 'mute':
      return about('MUTE', command, own, minutesOf(command.for))
    case 'unban':
      return about('UNBAN', command, own)
    case 'unmute':
      return about('UNMUTE', command, own)
    default:
      return undefined
  }
}

function inRoom(type: RoomType, room: string = LOBBY, own: string) {
  return isPlain(room) ? { type, values: [room, own] } : undefined
}

function about(
  type: RoomType,
  { name, room = LOBBY }: ModeratedUser,
  own: string,
  ...more: readonly string[]
) {
  return isPlain(name) && isPlain(room) ? { type, values: [name, room, own, ...more] } : undefined
}

/** With at most 15 digits behind the point; 0: for ever. */
function minutesOf(time: number | undefined): string {
  return time === undefined ? '0' : String(Number(Math.max(time / MINUTE, 0.00001).toFixed(5)))
}

/** Who has come into a room or left it (10.5), in words. */
export function movedText(moved: Extract<Reply, { kind: 'JOINED' | 'LEFT' }>): string {
  const { kind, who, room } = moved
  if (kind === 'JOINED') return `${who} has come into ${room}`
  const { by, text } = moved
  const why = text === '' ? '' : `: ${text}`
  return by === who ? `${who} has left ${room}${why}` : `${by} has put ${who} out of ${room}${why}`
}
