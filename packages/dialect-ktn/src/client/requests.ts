import { type Command, isRoomName } from '@parley/contract'
import { writeModeration } from '@parley/framing'
import type { AskedKind } from './expected-infos.ts'

/** A request as it is sent. */
export interface PlainRequest {
  readonly kind: AskedKind
  readonly word: string
  readonly content: string | null
}

/** What is sent for an extension that is no message (6.2, 6.3, 6.6 to 6.8); undefined: it cannot be said. */
export function plainRequest(command: Command): PlainRequest | undefined {
  switch (command.kind) {
    case 'block':
    case 'unblock':
      return { kind: command.kind, word: command.kind, content: command.name }
    case 'joinRoom':
      return ofRoom('joinRoom', 'join', command.room)
    case 'leaveRoom':
      return ofRoom('leaveRoom', 'leave', command.room)
    case 'rooms':
      return { kind: 'rooms', word: 'rooms', content: null }
    case 'list':
      return ofRoom('members', 'names', command.room)
    case 'history':
    case 'bans':
      return command.room === undefined
        ? { kind: command.kind, word: command.kind, content: null }
        : ofRoom(command.kind, command.kind, command.room)
    case 'kick':
      return moderation('kick', writeModeration(command, 'untimed'))
    case 'ban':
      return moderation('ban', writeModeration(command, 'timed'))
    case 'unban':
      return moderation('unban', writeModeration(command, 'untimed'))
    default:
      return undefined
  }
}

function ofRoom(kind: AskedKind, word: string, room: string | undefined): PlainRequest | undefined {
  return room !== undefined && isRoomName(room) ? { kind, word, content: room } : undefined
}

function moderation(
  kind: 'kick' | 'ban' | 'unban',
  content: string | undefined,
): PlainRequest | undefined {
  return content === undefined ? undefined : { kind, word: kind, content }
}
