/** What clients say of rooms and as moderators (section 10), by the fields of frames.ts. */
import type { RequestOf, RoomType } from './frames.ts'
import type { Values } from './message-splitter.ts'
import { name, number } from './values.ts'

const MINUTE = 60_000

/** 19 years: more than anybody needs, and no number that would overflow. */
const MOST_MINUTES = 10_000_000

export const roomReaders: { readonly [T in RoomType]: (values: Values) => RequestOf<T> } = {
  JOIN: ([who, room]) => ({ kind: 'JOIN', who: name(who), room: name(room) }),
  LEAVE: ([who, room]) => ({ kind: 'LEAVE', who: name(who), room: name(room) }),
  ROOMS: ([from]) => ({ kind: 'ROOMS', from: name(from) }),
  MEMBERS: ([room, from]) => ({ kind: 'MEMBERS', room: name(room), from: name(from) }),
  KICK: (values) => ({ kind: 'KICK', ...moderated(values), reason: values[3] ?? '' }),
  BAN: (values) => {
    const time = timeIn(values[3])
    return { kind: 'BAN', ...moderated(values), time, reason: values[4] ?? '' }
  },
  UNBAN: (values) => ({ kind: 'UNBAN', ...moderated(values) }),
  BANS: ([room, from]) => ({ kind: 'BANS', room: name(room), from: name(from) }),
  MUTE: (values) => ({ kind: 'MUTE', ...moderated(values), time: timeIn(values[3]) }),
  UNMUTE: (values) => ({ kind: 'UNMUTE', ...moderated(values) }),
}

function moderated([who, room, from]: Values) {
  return { who: name(who), room: name(room), from: name(from) }
}

/** In milliseconds; undefined, for none or 0 minutes: for ever. */
function timeIn(value: string | undefined): number | undefined | 'no time' {
  if (name(value) === '') return undefined
  const minutes = number(value)
  if (minutes === undefined || minutes > MOST_MINUTES) return 'no time'
  return minutes === 0 ? undefined : Math.max(1, Math.round(minutes * MINUTE))
}
