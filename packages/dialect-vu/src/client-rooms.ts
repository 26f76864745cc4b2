import type { Command } from '@parley/contract'
import { writeModeration } from '@parley/framing'
import { request } from './serializer.ts'

/** Commands that `BAD-DEST-USER` may answer because nobody is there to be moderated. */
export const moderating = ['kick', 'ban', 'unban'] as const

/** Commands of 6.5 to 6.7 with a word of their own. */
export const aboutRooms = ['joinRoom', 'leaveRoom', 'rooms', 'bans', ...moderating] as const

/** A command that this dialect can send and that gets a reply. */
export type Asked = 'login' | 'list' | 'send' | 'broadcast' | (typeof aboutRooms)[number]

/** Whether the name of a room is one word, and cannot be taken for anything else. */
export function isRoom(name: string): boolean {
  return /^#[^ \r\n]+$/.test(name)
}

/** What is sent for a command of a room or a moderator (6.5 to 6.7); undefined where nothing can be. */
export function roomRequest(
  command: Command,
): { readonly kind: Asked; readonly line: string } | undefined {
  const { kind } = command
  switch (kind) {
    case 'joinRoom':
      return inRoom(kind, 'JOIN', command.room)
    case 'leaveRoom':
      return inRoom(kind, 'LEAVE', command.room)
    case 'rooms':
      return { kind, line: request('ROOMS') }
    case 'list':
      return command.room === undefined ? undefined : inRoom(kind, 'LIST', command.room)
    case 'bans':
      return command.room === undefined
        ? { kind, line: request('BANS') }
        : inRoom(kind, 'BANS', command.room)
    case 'kick':
      return moderation(kind, 'KICK', writeModeration(command, 'untimed'))
    case 'ban':
      return moderation(kind, 'BAN', writeModeration(command, 'timed'))
    case 'unban':
      return moderation(kind, 'UNBAN', writeModeration(command, 'untimed'))
    default:
      return undefined
  }
}

function inRoom(kind: Asked, word: string, room: string) {
  return isRoom(room) ? { kind, line: request(word, room) } : undefined
}

function moderation(kind: Asked, word: string, argument: string | undefined) {
  return argument === undefined ? undefined : { kind, line: request(word, argument) }
}
