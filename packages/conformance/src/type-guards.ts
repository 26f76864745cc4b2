import {
  type AnswerOf,
  type Calls,
  type CloseReason,
  type Command,
  type CommandKind,
  type CommandOf,
  closeReasons,
  type DirectMessage,
  type Edited,
  type ErrorCode,
  type Event,
  type Exchanges,
  errorCodes,
  type PasswordPolicy,
  type Peer,
  type Posted,
  type Present,
  type PublicMessage,
  type Refusal,
  type Removed,
} from '@parley/contract'

/** Tells whether a value has a type of the contract: what a transcript says is checked by these. */
type Is<Value> = (value: unknown) => value is Value

const isText: Is<string> = (value) => typeof value === 'string'
const isNumber: Is<number> = (value): value is number => Number.isFinite(value)
const isNull: Is<null> = (value) => value === null

export function isCloseReason(value: unknown): value is CloseReason {
  return typeof value === 'string' && Object.hasOwn(closeReasons, value)
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCodes, value)
}

function word<const Word extends string | boolean>(wanted: Word): Is<Word> {
  return (value): value is Word => value === wanted
}

function oneOf<const Word extends string>(...words: readonly Word[]): Is<Word> {
  return (value): value is Word => words.some((one) => one === value)
}

/** A field that may be absent. */
function maybe<Value>(isOne: Is<Value>): Is<Value | undefined> {
  return (value): value is Value | undefined => value === undefined || isOne(value)
}

/** An object with exactly these fields. */
function fields<Value extends object>(
  shape: {
    readonly [Key in keyof Value]-?: Is<Value[Key]>
  },
): Is<Value> {
  return (value): value is Value => {
    if (typeof value !== 'object' || value === null) return false
    for (const key in shape) if (!shape[key](Reflect.get(value, key))) return false
    return Object.keys(value).every((key) => Object.hasOwn(shape, key))
  }
}

function listOf<Value>(isOne: Is<Value>): Is<readonly Value[]> {
  return (value): value is readonly Value[] => Array.isArray(value) && value.every(isOne)
}

const isPeer = fields<Peer>({ address: isText, port: isNumber })

const isDirect = fields<DirectMessage>({
  kind: word('direct'),
  id: isNumber,
  time: isNumber,
  from: isText,
  to: isText,
  text: isText,
  private: maybe(word(true)),
})

const isPublic = fields<PublicMessage>({
  kind: word('public'),
  id: isNumber,
  time: isNumber,
  number: isNumber,
  from: isText,
  text: isText,
  edited: maybe(word(true)),
})

const isEdited = fields<Edited>({ kind: word('edited'), time: isNumber, message: isPublic })

const isRemoved = fields<Removed>({
  kind: word('removed'),
  time: isNumber,
  number: isNumber,
  from: isText,
})

const isTransport = oneOf('tcp', 'udp')
const isCalls = fields<Calls>({ transport: isTransport, port: isNumber })

const isPolicy = fields<PasswordPolicy>({
  unknown: oneOf('register', 'refuse', 'conceal'),
  attempts: isNumber,
  lockTime: isNumber,
  lockout: oneOf('address', 'name'),
  several: (value): value is boolean => typeof value === 'boolean',
})

const isPresent = fields<Present>({
  name: isText,
  via: isText,
  peer: isPeer,
  since: isNumber,
  calls: maybe(isCalls),
})
const isPosted = fields<Posted>({
  message: isPublic,
  reached: isNumber,
  blocked: isNumber,
  blocker: maybe(isText),
})
const isNamed = fields<{ readonly name: string }>({ name: isText })

type Events = { readonly [Kind in Event['kind']]: Is<Extract<Event, { kind: Kind }>> }

const events: Events = {
  direct: isDirect,
  public: isPublic,
  edited: isEdited,
  removed: isRemoved,
  joined: fields({ kind: word('joined'), name: isText, time: isNumber }),
  left: fields({ kind: word('left'), name: isText, time: isNumber }),
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
  logout: fields({ kind: word('logout') }),
  send: fields<CommandOf<'send'>>({
    kind: word('send'),
    to: isText,
    text: isText,
    private: maybe(word(true)),
  }),
  broadcast: fields({ kind: word('broadcast'), text: isText }),
  list: fields({ kind: word('list') }),
  listSince: fields({ kind: word('listSince'), since: isNumber }),
  history: fields({ kind: word('history'), last: isNumber }),
  historySince: fields({ kind: word('historySince'), since: isNumber, most: isNumber }),
  edit: fields({ kind: word('edit'), number: isNumber, posted: isNumber, text: isText }),
  remove: fields({ kind: word('remove'), number: isNumber, posted: isNumber }),
  block: fields({ kind: word('block'), name: isText }),
  unblock: fields({ kind: word('unblock'), name: isText }),
  received: fields({ kind: word('received'), upTo: isNumber }),
  announcePeer: fields({ kind: word('announcePeer'), transport: isTransport, port: isNumber }),
  findPeer: fields({ kind: word('findPeer'), name: isText }),
}

export function isCommand(value: unknown): value is Command {
  return Object.values(commands).some((isOne) => isOne(value))
}

type Values = { readonly [Kind in CommandKind]: Is<Exchanges[Kind]['value']> }

const values: Values = {
  login: isNamed,
  enquire: fields({ account: (value): value is boolean => typeof value === 'boolean' }),
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
}

const isRefusal = fields<Refusal>({
  ok: word(false),
  error: isErrorCode,
  left: maybe(isNumber),
})

export const isNames: Is<readonly string[]> = listOf(isText)

/** Ports as a transcript has them: null where there was no room. */
export function isPorts(value: unknown): value is readonly (number | null)[] {
  return Array.isArray(value) && value.every((port) => port === null || isNumber(port))
}

/** Whether the engine could say this to a command of that kind. */
export function isAnswerTo<Kind extends CommandKind>(
  kind: Kind,
  value: unknown,
): value is AnswerOf<Kind> {
  const isValue: Is<Exchanges[Kind]['value']> = values[kind]
  return isRefusal(value) || fields({ ok: word(true), value: isValue })(value)
}
