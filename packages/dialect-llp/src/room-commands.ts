import type { ErrorCode, Line } from '@parley/contract'
import type { CommandOf } from './frames.ts'
import { replies, texts } from './replies.ts'
import { banRows, ok, roomRows } from './serializer.ts'

export type RoomCommand = CommandOf<'JOIN' | 'LEAVE' | 'ROOMS' | 'KICK' | 'BAN' | 'UNBAN' | 'BANS'>

/** Asks for what a user wants of a room, and writes the answer (6.7 to 6.9). */
export function askOfRoom(line: Line, command: RoomCommand): void {
  const refuse = (error: ErrorCode) => line.write(replies[error])
  switch (command.kind) {
    case 'JOIN':
    case 'LEAVE':
      return comeOrGo(line, command, refuse)
    case 'ROOMS':
      return line.ask({ kind: 'rooms' }, (answer) =>
        answer.ok ? line.write(roomRows(answer.value)) : refuse(answer.error),
      )
    case 'BANS':
      return line.ask({ kind: 'bans', room: command.room }, (answer) =>
        answer.ok ? line.write(banRows(answer.value)) : refuse(answer.error),
      )
    default:
      return moderate(line, command, refuse)
  }
}

/** 6.7. */
function comeOrGo(
  line: Line,
  { kind, room }: CommandOf<'JOIN' | 'LEAVE'>,
  refuse: (error: ErrorCode) => void,
): void {
  if (room === undefined) return refuse('room-invalid')
  if (kind === 'JOIN') {
    line.ask({ kind: 'joinRoom', room }, (answer) =>
      answer.ok ? line.write(ok(`Joined ${answer.value.room}`)) : refuse(answer.error),
    )
  } else {
    line.ask({ kind: 'leaveRoom', room }, (answer) =>
      answer.ok ? line.write(ok(`Left ${room}`)) : refuse(answer.error),
    )
  }
}

/** 6.9. */
function moderate(
  line: Line,
  { kind, said }: CommandOf<'KICK' | 'BAN' | 'UNBAN'>,
  refuse: (error: ErrorCode) => void,
): void {
  if (said === undefined) return line.write(texts.invalidRecipient)
  const { name, room, reason } = said
  switch (kind) {
    case 'KICK':
      return line.ask({ kind: 'kick', name, room, reason }, (answer) => {
        if (answer.ok) line.write(ok(`Kicked ${name}`))
        else if (answer.error === 'not-in-room') line.write(texts.notThere)
        else refuse(answer.error)
      })
    case 'BAN':
      return line.ask({ kind: 'ban', ...said }, (answer) =>
        answer.ok ? line.write(ok(`Banned ${answer.value.name}`)) : refuse(answer.error),
      )
    case 'UNBAN':
      return line.ask({ kind: 'unban', name, room }, (answer) =>
        answer.ok ? line.write(ok(`Unbanned ${name}`)) : refuse(answer.error),
      )
  }
}
