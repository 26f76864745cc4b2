/** Messages read into frames; message-splitter.ts gathers their fields. */
import type { Splitter } from '@parley/contract'
import { cleanText } from '@parley/framing'
import {
  type ListType,
  originalFields,
  type Reply,
  type ReplyType,
  type Request,
  type RoomType,
  replyFields,
  roomFields,
} from './frames.ts'
import {
  type Faults,
  MessageSplitter,
  type Shape,
  type Shapes,
  type Values,
} from './message-splitter.ts'
import { roomReaders } from './room-parser.ts'
import { name, number } from './values.ts'

type Readers<Type extends string, Frame> = {
  readonly [T in Type]: (values: Values) => Extract<Frame, { kind: T }>
}

function isOne(value: string | undefined): boolean {
  return value?.trim() === '1'
}

type CleanText = (text: string) => string

function requestReaders(clean: CleanText): Readers<keyof typeof originalFields, Request> {
  return {
    LOGON: ([who]) => ({ kind: 'LOGON', who: name(who) }),
    AUTH: ([who, password = '']) => ({ kind: 'AUTH', who: name(who), password }),
    MSG: ([from, to, text = '']) => {
      return { kind: 'MSG', from: name(from), to: name(to), text: clean(text) }
    },
    BROADCAST: ([from, text = '']) => {
      return { kind: 'BROADCAST', from: name(from), text: clean(text) }
    },
    WHOELSE: ([from]) => ({ kind: 'WHOELSE', from: name(from) }),
    WHOELSESINCE: ([when, from]) => {
      return { kind: 'WHOELSESINCE', from: name(from), seconds: number(when) }
    },
    BLOCK: ([who, blocker]) => ({ kind: 'BLOCK', who: name(who), blocker: name(blocker) }),
    UNBLOCK: ([who, blocker]) => ({ kind: 'UNBLOCK', who: name(who), blocker: name(blocker) }),
    PRIVREQ: ([to, from]) => ({ kind: 'PRIVREQ', from: name(from), to: name(to) }),
    PRIVMSG: ([to, from, text = '']) => {
      return { kind: 'PRIVMSG', from: name(from), to: name(to), text: clean(text) }
    },
    PRIVSTOP: ([to, from]) => ({ kind: 'PRIVSTOP', from: name(from), to: name(to) }),
    LOGOUT: ([who]) => ({ kind: 'LOGOUT', who: name(who) }),
  }
}

const UNKNOWN: Request = { kind: 'unknown' }

const requestFaults: Faults<Request> = {
  unknown: () => UNKNOWN,
  unfinished: (type) => ({ kind: 'unfinished', type }),
}

type AnyReaders<Frame> = Readonly<Record<string, (values: Values) => Frame>>

function requestShapes(clean: CleanText): Map<string, Shape<Request>> {
  const readers: AnyReaders<Request> = requestReaders(clean)
  return shapesOf(originalFields, readers)
}

function shapesWithRooms(clean: CleanText): Shapes<Request> {
  const readers: AnyReaders<Request> = roomReaders
  return new Map([...requestShapes(clean), ...shapesOf(roomFields, readers)])
}

function shapesOf<Frame>(
  lists: Readonly<Record<string, readonly string[]>>,
  readers: Readonly<Record<string, (values: Values) => Frame>>,
): Map<string, Shape<Frame>> {
  const shapes = new Map<string, Shape<Frame>>()
  for (const [type, fields] of Object.entries(lists)) {
    const read = readers[type]
    if (read !== undefined) shapes.set(type, { fields, read })
  }
  return shapes
}

const originalRequests = requestShapes((text) => text)
const extendedRequests = shapesWithRooms(cleanText)

/** What clients say; with `strict` their texts are taken as they are (1.7), and there are no rooms. */
export function requestSplitter(strict: boolean): Splitter<Request> {
  return new MessageSplitter(strict ? originalRequests : extendedRequests, requestFaults)
}

/** So much of what is no reply is shown, in characters. */
const MOST_SHOWN = 200

function nonsense(text: string): Reply {
  return { kind: 'nonsense', text: text.slice(0, MOST_SHOWN) }
}

const replyReaders: Readonly<Record<ReplyType, (values: Values) => Reply>> = {
  LOGON: ([ret, isNew, text = '']) => {
    return { kind: 'LOGON', ok: isOne(ret), isNew: isOne(isNew), text }
  },
  AUTH: ([password, left = '']) => ({ kind: 'AUTH', ok: isOne(password), left: left.trim() }),
  LOGGEDIN: ([who]) => ({ kind: 'LOGGEDIN', who: name(who) }),
  LOGGEDOUT: ([who]) => ({ kind: 'LOGGEDOUT', who: name(who) }),
  MSG: ([from, to, text = '']) => ({ kind: 'MSG', from: name(from), to: name(to), text }),
  WHOELSE: ([, list = '']) => listOf('WHOELSE', list),
  BLOCK: ([who, blocker, ret, text = '']) => {
    return { kind: 'BLOCK', who: name(who), blocker: name(blocker), ok: isOne(ret), text }
  },
  UNBLOCK: ([who, blocker, ret, text = '']) => {
    return { kind: 'UNBLOCK', who: name(who), blocker: name(blocker), ok: isOne(ret), text }
  },
  PRIVREQ: ([, , ret, place = '']) => ({ kind: 'PRIVREQ', ok: isOne(ret), place }),
  PRIVMSG: ([to, from, text = '']) => ({ kind: 'PRIVMSG', from: name(from), to: name(to), text }),
  PRIVSTOP: ([to]) => ({ kind: 'PRIVSTOP', to: name(to) }),
  LOGOUT: ([who]) => ({ kind: 'LOGOUT', who: name(who) }),
  JOIN: outcomeOf('JOIN'),
  LEAVE: outcomeOf('LEAVE'),
  KICK: outcomeOf('KICK'),
  BAN: outcomeOf('BAN'),
  UNBAN: outcomeOf('UNBAN'),
  MUTE: outcomeOf('MUTE'),
  UNMUTE: outcomeOf('UNMUTE'),
  ROOMS: ([, list = '']) => listOf('ROOMS', list),
  MEMBERS: ([, , list = '']) => listOf('MEMBERS', list),
  BANS: ([, , list = '']) => listOf('BANS', list),
  JOINED: ([who, room]) => ({ kind: 'JOINED', who: name(who), room: name(room) }),
  LEFT: ([who, room, by, text = '']) => {
    return { kind: 'LEFT', who: name(who), room: name(room), by: name(by), text }
  },
  TIMEOUT: ([who]) => ({ kind: 'TIMEOUT', who: name(who) }),
  ERROR: ([of, text = '']) => ({ kind: 'ERROR', of: name(of), text }),
}

function outcomeOf(kind: Exclude<RoomType, ListType>): (values: Values) => Reply {
  return ([who, room, ret, text = '']) => {
    return { kind, who: name(who), room: name(room), ok: isOne(ret), text }
  }
}

function listOf(kind: 'WHOELSE' | ListType, list: string): Reply {
  return { kind, names: namesIn(list), goesOn: list.endsWith('\n') }
}

const replies: Shapes<Reply> = shapesOf<Reply>(replyFields, replyReaders).set('PRIVREQ', {
  fields: replyFields.PRIVREQ,
  endsEarly: ([to, from, ret]) => {
    return to !== undefined && from !== undefined && ret !== undefined && !isOne(ret)
  },
  read: replyReaders.PRIVREQ,
})

const replyFaults: Faults<Reply> = {
  unknown: (type) => nonsense(`TYPE: ${type}`),
  unfinished: (type) => nonsense(`TYPE: ${type} without all of its fields`),
}

/** What servers say, as tolerantly as 8.2 asks. */
export function replySplitter(): Splitter<Reply> {
  return new MessageSplitter(replies, replyFaults)
}

/** A name a line, or with commas between, as the paper has it (9.6). */
function namesIn(list: string): readonly string[] {
  const names = list.split(/[,\n]/).map((one) => one.trim())
  return names.filter((one) => one !== '')
}
