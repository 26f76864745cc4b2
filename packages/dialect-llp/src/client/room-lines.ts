import type { Command } from '@parley/contract'
import { writeModeration } from '@parley/framing'
import { commandLine } from '../serializer.ts'

/** Whether the name of a room is one word, and cannot be taken for anything else. */
export function isRoom(name: string): boolean {
  return /^#\S+$/.test(name) && name.isWellFormed()
}

/** What is said for a command of a room or a moderator (6.7 to 6.9); undefined where nothing can be. */
export function roomLine(command: Command): string | undefined {
  switch (command.kind) {
    case 'joinRoom':
      return named('JOIN', command.room)
    case 'leaveRoom':
      return named('LEAVE', command.room)
    case 'rooms':
      return 'ROOMS'
    case 'list':
      return command.room === undefined ? undefined : named('LIST', command.room)
    case 'history': {
      const { room, last } = command
      return room !== undefined && isRoom(room)
        ? commandLine('HISTORY', `${room} ${last}`)
        : undefined
    }
    case 'bans':
      return command.room === undefined ? 'BANS' : named('BANS', command.room)
    case 'kick':
      return maybe('KICK', writeModeration(command, 'untimed'))
    case 'ban':
      return maybe('BAN', writeModeration(command, 'timed'))
    case 'unban':
      return maybe('UNBAN', writeModeration(command, 'untimed'))
    default:
      return undefined
  }
}

function named(verb: string, room: string): string | undefined {
  return isRoom(room) ? commandLine(verb, room) : undefined
}

function maybe(verb: string, argument: string | undefined): string | undefined {
  return argument === undefined ? undefined : commandLine(verb, argument)
}
