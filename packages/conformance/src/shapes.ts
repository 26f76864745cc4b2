import {
  type AnswerOf,
  type CloseReason,
  type Command,
  type CommandKind,
  type CommandOf,
  closeReasons,
  type DirectMessage,
  type ErrorCode,
  type Event,
  type Exchanges,
  errorCodes,
  type Peer,
  type Posted,
  type Present,
  type PublicMessage,
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

/** An object with exactly these fields. */
function fields<Value extends object>(
  shape: {
    readonly [Key in keyof Value]: Is<Value[Key]>
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
})

const isPublic = fields<PublicMessage>({
  kind: word('public'),
  id: isNumber,
  time: isNumber,
  number: isNumber,
  from: isText,
  text: isText,
})

const isPresent = fields<Present>({ name: isText, via: isText, peer: isPeer, since: isNumber })
const isPosted = fields<Posted>({ message: isPublic, reached: isNumber, blocked: isNumber })
const isNamed = fields<{ readonly name: string }>({ name: isText })

type Events = { readonly [Kind in Event['kind']]: Is<Extract<Event, { kind: Kind }>> }

const events: Events = {
  direct: isDirect,
  public: isPublic,
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
  login: fields({ kind: word('login'), name: isText, cap: isNumber }),
  logout: fields({ kind: word('logout') }),
  send: fields({ kind: word('send'), to: isText, text: isText }),
  broadcast: fields({ kind: word('broadcast'), text: isText }),
  list: fields({ kind: word('list') }),
  history: fields({ kind: word('history'), last: isNumber }),
  block: fields({ kind: word('block'), name: isText }),
  unblock: fields({ kind: word('unblock'), name: isText }),
}

export function isCommand(value: unknown): value is Command {
  return Object.values(commands).some((isOne) => isOne(value))
}

type Values = { readonly [Kind in CommandKind]: Is<Exchanges[Kind]['value']> }

const values: Values = {
  login: isNamed,
  logout: isNull,
  send: isDirect,
  broadcast: isPosted,
  list: listOf(isPresent),
  history: listOf(isPublic),
  block: isNamed,
  unblock: isNamed,
}

const isRefusal = fields<{ readonly ok: false; readonly error: ErrorCode }>({
  ok: word(false),
  error: isErrorCode,
})

/** Whether the engine could say this to a command of that kind. */
export function isAnswerTo<Kind extends CommandKind>(
  kind: Kind,
  value: unknown,
): value is AnswerOf<Kind> {
  const isValue: Is<Exchanges[Kind]['value']> = values[kind]
  return isRefusal(value) || fields({ ok: word(true), value: isValue })(value)
}
