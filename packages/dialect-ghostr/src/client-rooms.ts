import type { Command, ModeratedUser } from '@parley/contract'
import type { Action, Reply } from './frames.ts'

type Fields = Readonly<Record<string, string | number>>

const MINUTE = 60_000

/**
 * What is sent for a command of a room or of a moderator (section 9); undefined where it is neither, or
 * cannot be said.
 */
export function roomRequest(
  command: Command,
): { readonly action: Action; readonly fields: Fields } | undefined {
  const { kind } = command
  switch (kind) {
    case 'joinRoom':
      return { action: 'join', fields: { room: command.room } }
    case 'leaveRoom':
      return { action: 'leave', fields: { room: command.room, ...reasonOf(command) } }
    case 'rooms':
      return { action: 'rooms', fields: {} }
    case 'broadcast': {
      const { room, text } = command
      return room === undefined ? undefined : { action: kind, fields: { message: text, room } }
    }
    case 'list': {
      const { room } = command
      return room === undefined ? undefined : { action: 'whoelse', fields: { room } }
    }
    case 'kick':
      return { action: kind, fields: { ...whomOf(command), ...reasonOf(command) } }
    case 'ban':
      return {
        action: kind,
        fields: { ...whomOf(command), ...timeOf(command), ...reasonOf(command) },
      }
    case 'mute':
      return { action: kind, fields: { ...whomOf(command), ...timeOf(command) } }
    case 'unban':
    case 'unmute':
      return { action: kind, fields: whomOf(command) }
    case 'bans':
      return { action: kind, fields: whereOf(command) }
    default:
      return undefined
  }
}

function whomOf({ name, room }: ModeratedUser): Fields {
  return { user: name, ...whereOf({ room }) }
}

function whereOf({ room }: { readonly room?: string | undefined }): Fields {
  return room === undefined ? {} : { room }
}

function reasonOf({ reason }: { readonly reason?: string | undefined }): Fields {
  return reason === undefined ? {} : { message: reason }
}

function timeOf({ for: time }: { readonly for?: number | undefined }): Fields {
  return time === undefined ? {} : { minutes: time / MINUTE }
}

/** Who has come into a room or left it (9.5), in words. */
export function movedText(moved: Extract<Reply, { kind: 'entered' | 'departed' }>): string {
  const { kind, name, room } = moved
  if (kind === 'entered') return `${name} has come into ${room}`
  const why = moved.text === '' ? '' : `: ${moved.text}`
  const { by } = moved
  return by === undefined
    ? `${name} has left ${room}${why}`
    : `${by} has put ${name} out of ${room}${why}`
}
