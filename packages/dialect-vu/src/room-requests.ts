import type { ErrorCode, Line } from '@parley/contract'
import type { RequestOf, RoomWord } from './frames.ts'
import { FORBIDDEN } from './replies.ts'
import { confirmed } from './serializer.ts'

/** The requests of 6.5 to 6.7 that a word of their own confirms. */
export type RoomRequest = RequestOf<'join' | 'leave' | 'rooms' | 'kick' | 'ban' | 'unban' | 'bans'>

/** Asks for what a user wants of a room, and writes the answer. */
export function askOfRoom(
  line: Line,
  request: RoomRequest,
  refuse: (error: ErrorCode) => void,
): void {
  const confirm = (word: RoomWord, names?: readonly string[]) => line.write(confirmed(word, names))
  switch (request.kind) {
    case 'join':
      return line.ask({ kind: 'joinRoom', room: request.room }, (answer) => {
        if (answer.ok) confirm('JOIN-OK', [answer.value.room])
        else if (answer.error === 'banned') line.write(FORBIDDEN)
        else refuse(answer.error)
      })
    case 'leave':
      return line.ask({ kind: 'leaveRoom', room: request.room }, (answer) =>
        answer.ok ? confirm('LEAVE-OK') : refuse(answer.error),
      )
    case 'rooms':
      return line.ask({ kind: 'rooms' }, (answer) =>
        answer.ok ? confirm('ROOMS-OK', namesOf(answer.value)) : refuse(answer.error),
      )
    case 'kick': {
      const { name, room, reason } = request
      return line.ask({ kind: 'kick', name, room, reason }, (answer) =>
        answer.ok ? confirm('KICK-OK') : refuse(whoIsMissing(answer.error)),
      )
    }
    case 'ban':
      return line.ask<'ban'>(request, (answer) =>
        answer.ok ? confirm('BAN-OK') : refuse(answer.error),
      )
    case 'unban': {
      const { name, room } = request
      return line.ask({ kind: 'unban', name, room }, (answer) =>
        answer.ok ? confirm('UNBAN-OK') : refuse(answer.error),
      )
    }
    case 'bans':
      return line.ask({ kind: 'bans', room: request.room }, (answer) =>
        answer.ok ? confirm('BANS-OK', namesOf(answer.value)) : refuse(answer.error),
      )
  }
}

/** Who is to be put out and is not in the room is as good as unknown there. */
function whoIsMissing(error: ErrorCode): ErrorCode {
  return error === 'not-in-room' ? 'unknown-user' : error
}

function namesOf(rows: readonly { readonly name: string }[]): readonly string[] {
  return rows.map(({ name }) => name)
}
