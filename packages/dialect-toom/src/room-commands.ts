import type { Ban, ErrorCode, Line } from '@parley/contract'
import { showDate } from './dates.ts'
import type { RequestOf } from './frames.ts'
import { NOT_INSIDE, type Refusing, replies, roomReplies, words } from './replies.ts'
import { nameLines, onOneLine } from './serializer.ts'

/** Requests of 8.1 and 8.3. */
export type RoomRequest = RequestOf<'join' | 'leave' | 'rooms' | 'kick' | 'ban' | 'unban' | 'bans'>

/** One row of a session’s table for each of them. */
export function ofRoomRows<Session>(run: (session: Session, request: RoomRequest) => void) {
  const row = { allowed: 'user', run } as const
  return {
    join: row,
    leave: row,
    rooms: row,
    kick: row,
    ban: row,
    unban: row,
    bans: row,
  } satisfies Readonly<Record<RoomRequest['kind'], typeof row>>
}

/** Asks for what a user wants of a room or of its members; `say` is called with the one reply. */
export function askOfRoom(line: Line, request: RoomRequest, say: (reply: Refusing) => void): void {
  const confirm = (body: string) => say({ type: 'ACK', body })
  const refuse = (error: ErrorCode) => say(roomReplies[error] ?? replies[error])
  switch (request.kind) {
    case 'join':
      return line.ask({ kind: 'joinRoom', room: request.room }, (answer) =>
        answer.ok ? confirm(`Joined ${answer.value.room}.`) : refuse(answer.error),
      )
    case 'leave':
      return line.ask({ kind: 'leaveRoom', room: request.room }, (answer) =>
        answer.ok ? confirm(`Left ${request.room}.`) : refuse(answer.error),
      )
    case 'rooms':
      return line.ask({ kind: 'rooms' }, (answer) => {
        if (!answer.ok) return refuse(answer.error)
        confirm(nameLines(answer.value.map(({ name }) => name)) || words.noRooms)
      })
    case 'kick': {
      const { name, room, reason } = request
      return line.ask({ kind: 'kick', name, room, reason }, (answer) => {
        if (answer.ok) confirm(`User ${name} kicked${from(room)}.`)
        else if (answer.error === 'not-in-room') say(NOT_INSIDE)
        else refuse(answer.error)
      })
    }
    case 'ban':
      return line.ask<'ban'>(request, (answer) =>
        answer.ok
          ? confirm(`User ${answer.value.name} banned${from(request.room)}.`)
          : refuse(answer.error),
      )
    case 'unban': {
      const { name, room } = request
      return line.ask({ kind: 'unban', name, room }, (answer) =>
        answer.ok ? confirm(`User ${name} no longer banned${from(room)}.`) : refuse(answer.error),
      )
    }
    case 'bans':
      return line.ask({ kind: 'bans', room: request.room }, (answer) => {
        if (!answer.ok) return refuse(answer.error)
        confirm(nameLines(answer.value.map(banLine)) || words.noBans)
      })
  }
}

function from(room: string | undefined): string {
  return room === undefined ? '' : ` from ${room}`
}

function banLine({ name, by, until, reason }: Ban): string {
  const end = until === undefined ? '' : ` until ${showDate(until)}`
  return `${name}, banned by ${by}${end}${reason === undefined ? '' : `: ${onOneLine(reason)}`}`
}
