import { canonicalName, type ErrorCode, type Line, type PublicMessage } from '@parley/contract'
import type { RequestOf } from './frames.ts'
import { informs, ownReplies, replies } from './replies.ts'

/** Requests of 6.6, 6.8 and 6.9. */
export type RoomRequest = RequestOf<
  'join' | 'leave' | 'rooms' | 'kick' | 'ban' | 'unban' | 'bans' | 'remove'
>

/** One row of a session’s table for each of them. */
export function ofRoomRows<Session>(run: (session: Session, request: RoomRequest) => void) {
  const row = { allowed: 'in', run } as const
  return {
    join: row,
    leave: row,
    rooms: row,
    kick: row,
    ban: row,
    unban: row,
    bans: row,
    remove: row,
  } satisfies Readonly<Record<RoomRequest['kind'], typeof row>>
}

/** What is written to the one who asks. */
export interface Answers {
  inform(text: string, room?: string): void
  /** Names with a comma between, behind `opening`. */
  list(names: readonly string[], opening: string, room?: string): void
  complain(text: string): void
}

/** The most messages of one second that are looked through. */
const MOST_OF_A_SECOND = 100

const SECOND = 1000

/** Asks for what a user wants of a room or of its members, and writes the answer. */
export function askOfRoom(line: Line, request: RoomRequest, answers: Answers): void {
  const refuse = (error: ErrorCode) => answers.complain(replies[error])
  switch (request.kind) {
    case 'join':
      return line.ask({ kind: 'joinRoom', room: request.room }, (answer) => {
        if (!answer.ok) return refuse(answer.error)
        const { room } = answer.value
        answers.inform(informs.joined + room, room)
      })
    case 'leave': {
      const { room } = request
      return line.ask({ kind: 'leaveRoom', room }, (answer) => {
        if (answer.ok) answers.inform(informs.left + room, room)
        else refuse(answer.error)
      })
    }
    case 'rooms':
      return line.ask({ kind: 'rooms' }, (answer) => {
        if (!answer.ok) return refuse(answer.error)
        listed(answers, answer.value, [informs.rooms, informs.noRooms], undefined)
      })
    case 'kick': {
      const { name, room, reason } = request
      return line.ask({ kind: 'kick', name, room, reason }, (answer) => {
        if (answer.ok) answers.inform(informs.kicked + name, room)
        else if (answer.error === 'not-in-room') answers.complain(ownReplies.notInside)
        else refuse(answer.error)
      })
    }
    case 'ban':
      return line.ask<'ban'>(request, (answer) => {
        if (answer.ok) answers.inform(informs.banned + answer.value.name, request.room)
        else refuse(answer.error)
      })
    case 'unban':
      return line.ask({ kind: 'unban', name: request.name, room: request.room }, (answer) => {
        if (answer.ok) answers.inform(informs.unbanned + request.name, request.room)
        else refuse(answer.error)
      })
    case 'bans': {
      const { room } = request
      return line.ask({ kind: 'bans', room }, (answer) => {
        if (!answer.ok) return refuse(answer.error)
        listed(answers, answer.value, [informs.bans, informs.noBans], room)
      })
    }
    case 'remove':
      return remove(line, request, answers)
  }
}

function listed(
  answers: Answers,
  rows: readonly { readonly name: string }[],
  [opening, none]: readonly [string, string],
  room: string | undefined,
): void {
  const names = rows.map(({ name }) => name)
  if (names.length > 0) answers.list(names, opening, room)
  else answers.inform(none, room)
}

/** 6.9: messages have no numbers here, so the first of that author and second is meant. */
function remove(line: Line, { name, room, posted }: RequestOf<'remove'>, answers: Answers): void {
  const refuse = (error: ErrorCode) => answers.complain(replies[error])
  const author = canonicalName(name)
  const isMeant = ({ from, time }: PublicMessage) => from === author && time < posted + SECOND
  line.ask({ kind: 'historySince', room, since: posted, most: MOST_OF_A_SECOND }, (answer) => {
    if (!answer.ok) return refuse(answer.error)
    const found = answer.value.messages.find(isMeant)
    if (found === undefined) return refuse('no-such-message')
    line.ask({ kind: 'remove', room, number: found.number, posted }, (removed) => {
      if (removed.ok) answers.inform(informs.removed + removed.value.from, room)
      else refuse(removed.error)
    })
  })
}
