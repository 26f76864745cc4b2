/**
 * What a client says of rooms (section 9), its keys in any order and with any others:
 *
 *     request  = { "action": "join", "room": string }
 *              / { "action": "leave", "room": string [ , "message": string ] }
 *              / { "action": "rooms" }
 *              / { "action": "kick", "user": string [ , where ] [ , "message": string ] }
 *              / { "action": "ban", "user": string [ , where ] [ , time ] [ , "message": string ] }
 *              / { "action": "mute", "user": string [ , where ] [ , time ] }
 *              / { "action": "unban" / "unmute", "user": string [ , where ] }
 *              / { "action": "bans" [ , where ] }
 *     where    = "room": string             ; without it: the lobby
 *     time     = "minutes": number          ; none, or 0: until it is taken back
 */
import type { RequestOf, RoomRequest } from './frames.ts'
import { numberIn, roomIn, stringIn, under } from './json-fields.ts'

/** Milliseconds of a minute. */
const MINUTE = 60_000

/** 19 years: more than anybody needs, and no number that would overflow. */
const MOST_MINUTES = 10_000_000

type Read<Kind extends RoomRequest['kind']> = (fields: object) => RequestOf<Kind> | undefined

/** Undefined where the minutes are no number that can be meant. */
export const roomCommands = {
  join: (fields) => ({ kind: 'join', room: roomIn(fields) ?? '' }),
  leave: (fields) => ({ kind: 'leave', room: roomIn(fields) ?? '', reason: reasonIn(fields) }),
  rooms: () => ({ kind: 'rooms' }),
  kick: (fields) => ({ kind: 'kick', ...userIn(fields), reason: reasonIn(fields) }),
  ban: (fields) => {
    const time = timeIn(fields)
    if (time === 'no time') return undefined
    return { kind: 'ban', ...userIn(fields), for: time, reason: reasonIn(fields) }
  },
  unban: (fields) => ({ kind: 'unban', ...userIn(fields) }),
  bans: (fields) => ({ kind: 'bans', room: roomIn(fields) }),
  mute: (fields) => {
    const time = timeIn(fields)
    return time === 'no time' ? undefined : { kind: 'mute', ...userIn(fields), for: time }
  },
  unmute: (fields) => ({ kind: 'unmute', ...userIn(fields) }),
} as const satisfies { readonly [Kind in RoomRequest['kind']]: Read<Kind> }

function userIn(fields: object) {
  return { name: stringIn(fields, 'user') ?? '', room: roomIn(fields) }
}

/** An empty reason is none. */
function reasonIn(fields: object): string | undefined {
  const reason = stringIn(fields, 'message')
  return reason === '' ? undefined : reason
}

/** In milliseconds; undefined: for ever. */
function timeIn(fields: object): number | undefined | 'no time' {
  if (under(fields, 'minutes') === undefined) return undefined
  const minutes = numberIn(fields, 'minutes')
  if (!(minutes >= 0 && minutes <= MOST_MINUTES)) return 'no time'
  return minutes === 0 ? undefined : Math.max(1, Math.round(minutes * MINUTE))
}
