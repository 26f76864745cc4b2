import type { ErrorCode, Line } from '@parley/contract'
import type { NamesAction, RoomRequest } from './frames.ts'
import { words } from './replies.ts'
import { answer, joined } from './serializer.ts'

/** What asking about rooms needs of the session. */
interface Host {
  write(frame: string): void
  list(action: NamesAction, names: readonly string[]): void
  refuse(action: RoomRequest['kind'], error: ErrorCode): void
}

interface RoomSession {
  ofRoom(request: RoomRequest): void
}

const row = {
  allowed: 'user',
  run: (session: RoomSession, request: RoomRequest) => session.ofRoom(request),
} as const

/** The requests of section 9 that have a word of their own, as a session carries them out. */
export const roomRows = {
  join: row,
  leave: row,
  rooms: row,
  kick: row,
  ban: row,
  unban: row,
  bans: row,
  mute: row,
  unmute: row,
} as const satisfies Readonly<Record<RoomRequest['kind'], typeof row>>

/** Asks for what a user wants of a room or as a moderator, and writes the answer. */
export function askOfRoom(line: Line, request: RoomRequest, host: Host): void {
  const { kind } = request
  const refuse = (error: ErrorCode) => host.refuse(kind, error)
  const confirm = (answered: { readonly ok: true } | { ok: false; error: ErrorCode }) => {
    if (answered.ok) host.write(answer(kind, words.success))
    else refuse(answered.error)
  }
  switch (kind) {
    case 'join':
      return line.ask({ kind: 'joinRoom', room: request.room }, (answered) => {
        if (answered.ok) host.write(joined(answered.value.room))
        else if (answered.error === 'banned') host.write(answer(kind, words.userBanned))
        else refuse(answered.error)
      })
    case 'leave':
      return line.ask({ kind: 'leaveRoom', room: request.room, reason: request.reason }, confirm)
    case 'rooms':
      return line.ask({ kind }, (answered) => {
        if (answered.ok) host.list(kind, namesOf(answered.value))
        else refuse(answered.error)
      })
    case 'kick':
      return line.ask<'kick'>(request, (answered) => {
        if (answered.ok || answered.error !== 'not-in-room') confirm(answered)
        else host.write(answer(kind, words.userNotInRoom))
      })
    case 'bans':
      return line.ask<'bans'>(request, (answered) => {
        if (answered.ok) host.list(kind, namesOf(answered.value))
        else refuse(answered.error)
      })
    case 'ban':
      return line.ask<'ban'>(request, confirm)
    case 'unban':
      return line.ask<'unban'>(request, confirm)
    case 'mute':
      return line.ask<'mute'>(request, confirm)
    case 'unmute':
      return line.ask<'unmute'>(request, confirm)
  }
}

function namesOf(rows: readonly { readonly name: string }[]): readonly string[] {
  return rows.map(({ name }) => name)
}
