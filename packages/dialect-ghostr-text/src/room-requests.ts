import type { Answer, Line } from '@parley/contract'
import type { ListType, RoomRequest, RoomType } from './frames.ts'
import { ownReplies, refusal, shown } from './replies.ts'
import { LOBBY, reply } from './serializer.ts'

/** What asking about rooms needs of the session. */
interface Host {
  /** Who asks. */
  readonly name: string
  write(frame: string): void
  /** `fields`: those before the names. */
  list(fields: string, names: readonly string[]): void
  refuse(type: RoomType, text: string): void
}

interface RoomSession {
  ofRoom(request: RoomRequest): void
}

const run = (session: RoomSession, request: RoomRequest): void => session.ofRoom(request)
const bySelf = { allowed: 'in', claims: ({ who }: { readonly who: string }) => who, run } as const
const fromSelf = {
  allowed: 'in',
  claims: ({ from }: { readonly from: string }) => from,
  run,
} as const

/** The messages of section 10, as a session carries them out. */
export const roomRows = {
  JOIN: bySelf,
  LEAVE: bySelf,
  ROOMS: fromSelf,
  MEMBERS: fromSelf,
  KICK: fromSelf,
  BAN: fromSelf,
  UNBAN: fromSelf,
  BANS: fromSelf,
  MUTE: fromSelf,
  UNMUTE: fromSelf,
} as const satisfies Readonly<Record<RoomType, object>>

/** Asks for what a user wants of a room or as a moderator, and writes the answer. */
export function askOfRoom(line: Line, request: RoomRequest, host: Host): void {
  if (request.kind === 'ROOMS') {
    return line.ask({ kind: 'rooms' }, (answer) => list(host, request.kind, '', answer))
  }
  const room = request.room === LOBBY ? undefined : request.room
  switch (request.kind) {
    case 'MEMBERS':
      return line.ask({ kind: 'list', room }, (answer) =>
        list(host, 'MEMBERS', request.room, answer),
      )
    case 'BANS':
      return line.ask({ kind: 'bans', room }, (answer) => list(host, 'BANS', request.room, answer))
    case 'JOIN':
      return line.ask({ kind: 'joinRoom', room: request.room }, (answer) => {
        const made = answer.ok ? answer.value.room : request.room
        confirm(host, { ...request, room: made }, answer)
      })
    case 'LEAVE':
      return line.ask({ kind: 'leaveRoom', room: request.room }, (answer) => {
        confirm(host, request, answer)
      })
    default:
      return moderate(line, request, room, host)
  }
}

type Moderation = Extract<RoomRequest, { kind: 'KICK' | 'BAN' | 'UNBAN' | 'MUTE' | 'UNMUTE' }>

function moderate(line: Line, request: Moderation, room: string | undefined, host: Host): void {
  const name = request.who
  const answered = (answer: Answer<unknown>) => confirm(host, request, answer)
  switch (request.kind) {
    case 'KICK':
      return line.ask({ kind: 'kick', name, room, reason: reasonIn(request.reason) }, answered)
    case 'BAN': {
      const { time, reason } = request
      if (time === 'no time') return refuse(host, request, ownReplies.noMinutes)
      return line.ask({ kind: 'ban', name, room, for: time, reason: reasonIn(reason) }, answered)
    }
    case 'MUTE': {
      const { time } = request
      if (time === 'no time') return refuse(host, request, ownReplies.noMinutes)
      return line.ask({ kind: 'mute', name, room, for: time }, answered)
    }
    case 'UNBAN':
      return line.ask({ kind: 'unban', name, room }, answered)
    case 'UNMUTE':
      return line.ask({ kind: 'unmute', name, room }, answered)
  }
}

type Confirmed = Exclude<RoomRequest, { kind: ListType }>

function confirm(host: Host, request: Confirmed, answer: Answer<unknown>): void {
  const { kind, who, room } = request
  if (answer.ok) return host.write(reply(kind, shown(who), shown(room), '1', '0'))
  const isElsewhere = kind === 'KICK' && answer.error === 'not-in-room'
  const text = isElsewhere
    ? ownReplies.notThere.replace('X', () => shown(who))
    : refusal(answer.error, who)
  refuse(host, request, text)
}

function refuse(host: Host, { kind, who, room }: Confirmed, text: string): void {
  host.write(reply(kind, shown(who), shown(room), '0', text))
}

function list(
  host: Host,
  type: ListType,
  room: string,
  answer: Answer<readonly { readonly name: string }[]>,
): void {
  if (!answer.ok) return host.refuse(type, refusal(answer.error, ''))
  const place = type === 'ROOMS' ? '' : `ROOM: ${shown(room)};;`
  const names = answer.value.map(({ name }) => name)
  const others = type === 'MEMBERS' ? names.filter((name) => name !== host.name) : names
  host.list(`TYPE: ${type};;${place}FROM: ${host.name};;`, others)
}

/** Undefined where there is none. */
function reasonIn(text: string): string | undefined {
  return text === '' ? undefined : text
}
