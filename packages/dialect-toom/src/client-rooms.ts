import { type Command, type CommandKind, isRoomName } from '@parley/contract'
import { writeModeration } from '@parley/framing'
import { showDate } from './dates.ts'
import { words } from './replies.ts'

/** A request about a room or of a moderator, as it is sent. */
export interface RoomRequest {
  readonly kind: CommandKind
  readonly type: string
  readonly body: string
}

/** What is sent for it (8); undefined: it cannot be said. A text is one that is not blank. */
export function roomRequest(command: Command): RoomRequest | undefined {
  switch (command.kind) {
    case 'joinRoom':
      return ofRoom('joinRoom', 'JOIN', command.room)
    case 'leaveRoom':
      return ofRoom('leaveRoom', 'LEAVE', command.room)
    case 'rooms':
      return { kind: 'rooms', type: 'ROOMS', body: '' }
    case 'list':
      return ofRoom('list', 'ATU', command.room)
    case 'bans':
      return command.room === undefined
        ? { kind: 'bans', type: 'BANS', body: '' }
        : ofRoom('bans', 'BANS', command.room)
    case 'broadcast':
      return ofRoom('broadcast', 'MSG', command.room, command.text)
    case 'historySince':
      return ofRoom('historySince', 'RDM', command.room, showDate(command.since))
    case 'remove':
      return ofRoom('remove', 'DLT', command.room, numbered(command))
    case 'edit':
      return ofRoom('edit', 'EDT', command.room, `${numbered(command)} ${command.text}`)
    case 'kick':
      return moderation('kick', 'KICK', writeModeration(command, 'untimed'))
    case 'ban':
      return moderation('ban', 'BAN', writeModeration(command, 'timed'))
    case 'unban':
      return moderation('unban', 'UNBAN', writeModeration(command, 'untimed'))
    default:
      return undefined
  }
}

function numbered({
  number,
  posted,
}: {
  readonly number: number
  readonly posted: number
}): string {
  return `${number} ${showDate(posted)}`
}

function ofRoom(
  kind: CommandKind,
  type: string,
  room: string | undefined,
  rest?: string,
): RoomRequest | undefined {
  if (room === undefined || !isRoomName(room)) return undefined
  return { kind, type, body: rest === undefined ? room : `${room} ${rest}` }
}

function moderation(
  kind: CommandKind,
  type: string,
  body: string | undefined,
): RoomRequest | undefined {
  return body === undefined ? undefined : { kind, type, body }
}

/** The names in a reply to `ROOMS` or `BANS`, a line each (8.1, 8.3). */
export function namesIn(lines: readonly string[]): readonly string[] {
  const isName = (line: string) =>
    line !== words.noRooms && line !== words.noBans && !line.startsWith('... ')
  return lines.filter(isName).map((line) => line.split(', ', 1)[0] ?? line)
}
