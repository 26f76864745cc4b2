import {
  type AnswerOf,
  type AwayChanged,
  type Ban,
  type Calls,
  type CloseReason,
  type Command,
  type CommandKind,
  type CommandOf,
  closeReasons,
  type Departed,
  type DirectMessage,
  type Edited,
  type Entered,
  type ErrorCode,
  type Event,
  type Exchanges,
  errorCodes,
  type JoinedRoom,
  type Left,
  type PasswordPolicy,
  type Peer,
  type Posted,
  type Present,
  type PublicMessage,
  type Refusal,
  type Removed,
  type RoomSummary,
  type Topic,
  type TopicChanged,
  type UserDetails,
} from '@parley/contract'
import {
  fields,
  type Is,
  isBoolean,
  isNull,
  isNumber,
  isText,
  listOf,
  maybe,
  oneOf,
  word,
} from './guards.ts'

export function isCloseReason(value: unknown): value is CloseReason {
  return typeof value === 'string' && Object.hasOwn(closeReasons, value)
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCodes, value)
}

const isPeer = fields<Peer>({ address: isText, port: isNumber })

const isForm = oneOf('action', 'notice')
const room = maybe(isText)

const isDirect = fields<DirectMessage>({
  kind: word('direct'),
  id: isNumber,
  time: isNumber,
  from: isText,
  to: isText,
  text: isText,
  private: maybe(word(true)),
  form: maybe(isForm),
})

const isPublic = fields<PublicMessage>({
  kind: word('public'),
  id: isNumber,
  time: isNumber,
  number: isNumber,
  from: isText,
  text: isText,
  edited: maybe(word(true)),
  room,
  form: maybe(isForm),
})

const isEdited = fields<Edited>({ kind: word('edited'), time: isNumber, message: isPublic })

const isRemoved = fields<Removed>({
  kind: word('removed'),
  time: isNumber,
  number: isNumber,
  from: isText,
  by: maybe(isText),
  room,
})

const isTransport = oneOf('tcp', 'udp')
const isCalls = fields<Calls>({ transport: isTransport, port: isNumber })

const isPolicy = fields<PasswordPolicy>({
  unknown: oneOf('register', 'refuse', 'conceal'),
  attempts: isNumber,
  lockTime: isNumber,
  lockout: oneOf('address', 'name'),
  several: isBoolean,
})

const isPresent = fields<Present>({
  name: isText,
  via: isText,
  peer: isPeer,
  since: isNumber,
  calls: maybe(isCalls),
  away: maybe(isText),
})
const isPosted = fields<Posted>({
  message: isPublic,
  reached: isNumber,
  blocked: isNumber,
  blocker: maybe(isText),
})
const isNamed = fields<{ readonly name: string }>({ name: isText })

const topic = { text: isText, by: isText, time: isNumber }
const isTopic = fields<Topic>(topic)
const isBan = fields<Ban>({
  name: isText,
  by: isText,
  since: isNumber,
  until: maybe(isNumber),
  reason: maybe(isText),
})
const isModerated = { room, name: isText }

type Events = { readonly [Kind in Event['kind']]: Is<Extract<Event, { kind: Kind }>> }

const events: Events = {
  direct: isDirect,
  public: isPublic,
  edited: isEdited,
  removed: isRemoved,
  joined: fields({ kind: word('joined'), name: isText, via: isText, time: isNumber }),
  left: fields<Left>({ kind: word('left'), name: isText, time: isNumber, reason: maybe(isText) }),
  renamed: fields({ kind: word('renamed'), from: isText, to: isText, time: isNumber }),
  away: fields<AwayChanged>({
    kind: word('away'),
    name: isText,
    text: maybe(isText),
    time: isNumber,
  }),
  entered: fields<Entered>({
    kind: word('entered'),
    room: isText,
    name: isText,
    via: isText,
    time: isNumber,
  }),
  departed: fields<Departed>({
    kind: word('departed'),
    room: isText,
    name: isText,
    time: isNumber,
    reason: maybe(isText),
    by: maybe(isText),
  }),
  topic: fields<TopicChanged>({ kind: word('topic'), room, ...topic }),
  notice: fields({ kind: word('notice'), text: isText, time: isNumber }),
  farewell: fields({ kind: word('farewell'), reason: isCloseReason, time: isNumber }),
}

export function isEvent(value: unknown): value is Event {
  return Object.values(events).some((isOne) => isOne(value))
}

type Commands = { readonly [Kind in CommandKind]: Is<CommandOf<Kind>> }

const commands: Commands = {
  login: fields<CommandOf<'login'>>({
    kind: word('login'),
    name: isText,
    cap: isNumber,
    password: maybe(isText),
    policy: maybe(isPolicy),
  }),
  enquire: fields({ kind: word('enquire'), name: isText }),
  logout: fields<CommandOf<'logout'>>({ kind: word('logout'), reason: maybe(isText) }),
  send: fields<CommandOf<'send'>>({
    kind: word('send'),
    to: isText,
    text: isText,
    private: maybe(word(true)),
    form: maybe(isForm),
  }),
  broadcast: fields<CommandOf<'broadcast'>>({
    kind: word('broadcast'),
    room,
    text: isText,
    form: maybe(isForm),
  }),
  list: fields<CommandOf<'list'>>({ kind: word('list'), room }),
  listSince: fields({ kind: word('listSince'), since: isNumber }),
  history: fields<CommandOf<'history'>>({ kind: word('history'), room, last: isNumber }),
  historySince: fields<CommandOf<'historySince'>>({
    kind: word('historySince'),
    room,
    since: isNumber,
    most: isNumber,
  }),
  edit: fields<CommandOf<'edit'>>({
    kind: word('edit'),
    room,
    number: isNumber,
    posted: isNumber,
    text: isText,
  }),
  remove: fields<CommandOf<'remove'>>({
    kind: word('remove'),
    room,
    number: isNumber,
    posted: isNumber,
  }),
  block: fields({ kind: word('block'), name: isText }),
  unblock: fields({ kind: word('unblock'), name: isText }),
  received: fields<CommandOf<'received'>>({
    kind: word('received'),
    upTo: isNumber,
    partOf: maybe(isNumber),
  }),
  announcePeer: fields({ kind: word('announcePeer'), transport: isTransport, port: isNumber }),
  findPeer: fields({ kind: word('findPeer'), name: isText }),
  joinRoom: fields({ kind: word('joinRoom'), room: isText }),
  leaveRoom: fields<CommandOf<'leaveRoom'>>({
    kind: word('leaveRoom'),
    room: isText,
    reason: maybe(isText),
  }),
  rooms: fields({ kind: word('rooms') }),
  topic: fields<CommandOf<'topic'>>({ kind: word('topic'), room }),
  setTopic: fields<CommandOf<'setTopic'>>({ kind: word('setTopic'), room, text: isText }),
  rename: fields({ kind: word('rename'), name: isText }),
  away: fields<CommandOf<'away'>>({ kind: word('away'), text: maybe(isText) }),
  whois: fields({ kind: word('whois'), name: isText }),
  kick: fields<CommandOf<'kick'>>({ kind: word('kick'), ...isModerated, reason: maybe(isText) }),
  ban: fields<CommandOf<'ban'>>({
    kind: word('ban'),
    ...isModerated,
    for: maybe(isNumber),
    reason: maybe(isText),
  }),
  unban: fields<CommandOf<'unban'>>({ kind: word('unban'), ...isModerated }),
  bans: fields<CommandOf<'bans'>>({ kind: word('bans'), room }),
  moderators: fields<CommandOf<'moderators'>>({ kind: word('moderators'), room }),
  mute: fields<CommandOf<'mute'>>({ kind: word('mute'), ...isModerated, for: maybe(isNumber) }),
  unmute: fields<CommandOf<'unmute'>>({ kind: word('unmute'), ...isModerated }),
}

export function isCommand(value: unknown): value is Command {
  return Object.values(commands).some((isOne) => isOne(value))
}

type Values = { readonly [Kind in CommandKind]: Is<Exchanges[Kind]['value']> }

const values: Values = {
  login: isNamed,
  enquire: fields({ account: isBoolean }),
  logout: isNull,
  send: isDirect,
  broadcast: isPosted,
  list: listOf(isPresent),
  listSince: listOf(isText),
  history: listOf(isPublic),
  historySince: fields({ messages: listOf(isPublic), total: isNumber }),
  edit: isPublic,
  remove: isRemoved,
  block: isNamed,
  unblock: isNamed,
  received: isNull,
  announcePeer: isNull,
  findPeer: isPresent,
  joinRoom: fields<JoinedRoom>({
    room: isText,
    topic: maybe(isTopic),
    members: listOf(isPresent),
  }),
  leaveRoom: isNull,
  rooms: listOf(fields<RoomSummary>({ name: isText, members: isNumber, topic: maybe(isTopic) })),
  topic: fields<Exchanges['topic']['value']>({ topic: maybe(isTopic) }),
  setTopic: isTopic,
  rename: isNamed,
  away: isNull,
  whois: fields<UserDetails>({ present: isPresent, moderator: isBoolean, rooms: listOf(isText) }),
  kick: isNull,
  ban: isBan,
  unban: isNull,
  bans: listOf(isBan),
  moderators: listOf(isText),
  mute: isNull,
  unmute: isNull,
}

const isRefusal = fields<Refusal>({
  ok: word(false),
  error: isErrorCode,
  left: maybe(isNumber),
})

/** Whether the engine could say this to a command of that kind. */
export function isAnswerTo<Kind extends CommandKind>(
  kind: Kind,
  value: unknown,
): value is AnswerOf<Kind> {
  const isValue: Is<Exchanges[Kind]['value']> = values[kind]
  return isRefusal(value) || fields({ ok: word(true), value: isValue })(value)
}
