/**
 * Fields into messages, and messages into frames.
 *
 *     message = type 1*field                ; whole once all fields of its type have come
 *     type    = "TYPE: " word ";;"
 *     field   = key ": " value ";;"         ; in any order; the lists are in frames.ts
 *
 * White space between fields is skipped, and so is a field that the type does not have, or has had.
 * A type that comes before the message is whole ends that message.
 */
import { Malformed, NEED_MORE, type NeedMore, type Splitter } from '@parley/contract'
import { cleanText, type Field, FieldSplitter } from '@parley/framing'
import {
  type Reply,
  type ReplyType,
  type Request,
  type RequestType,
  replyFields,
  requestFields,
} from './frames.ts'

/** The values of a message, in the order of its type’s list. */
type Values = readonly (string | undefined)[]

/** How the messages of one type are read. */
interface Shape<Frame> {
  readonly fields: readonly string[]
  /** Whether the message is whole although the last field of the list has not come. */
  endsEarly?(values: Values): boolean
  read(values: Values): Frame
}

type Shapes<Frame> = ReadonlyMap<string, Shape<Frame>>

/** What is said of a message that has no frame of its own. */
interface Faults<Frame> {
  unknown(type: string): Frame
  unfinished(type: string): Frame
}

/** Cuts a stream of fields into messages; the bound is on the whole message. */
class MessageSplitter<Frame extends object> implements Splitter<Frame> {
  readonly #fields = new FieldSplitter()
  readonly #shapes: Shapes<Frame>
  readonly #faults: Faults<Frame>
  #type = ''
  /** Undefined between messages. */
  #shape: Shape<Frame> | undefined
  #values: (string | undefined)[] = []
  #missing = 0
  #bytes = 0
  /** A type that has ended the message before it, and is still to be read itself. */
  #ahead: Field | undefined

  constructor(shapes: Shapes<Frame>, faults: Faults<Frame>) {
    this.#shapes = shapes
    this.#faults = faults
  }

  push(chunk: Uint8Array): void {
    this.#fields.push(chunk)
  }

  next(bound: number): Frame | NeedMore | Malformed {
    for (;;) {
      const field = this.#ahead ?? this.#fields.next(bound - this.#bytes)
      if (field === NEED_MORE || field instanceof Malformed) return field
      this.#ahead = undefined
      const frame = field.key === 'TYPE' ? this.#begin(field) : this.#add(field)
      if (frame !== undefined) return frame
    }
  }

  #begin(field: Field): Frame | undefined {
    if (this.#shape !== undefined) {
      this.#ahead = field
      this.#end()
      return this.#faults.unfinished(this.#type)
    }
    this.#type = field.value.trim()
    this.#shape = this.#shapes.get(this.#type)
    if (this.#shape === undefined) return this.#faults.unknown(this.#type)
    this.#missing = this.#shape.fields.length
    this.#bytes = field.bytes
    return undefined
  }

  #add({ key, value, bytes }: Field): Frame | undefined {
    const shape = this.#shape
    if (shape === undefined) return undefined
    this.#bytes += bytes
    const index = shape.fields.indexOf(key)
    if (index < 0 || this.#values[index] !== undefined) return undefined
    this.#values[index] = value
    this.#missing -= 1
    const isWhole = this.#missing === 0 || shape.endsEarly?.(this.#values) === true
    return isWhole ? shape.read(this.#end()) : undefined
  }

  /** The values that have come. */
  #end(): Values {
    const values = this.#values
    this.#shape = undefined
    this.#values = []
    this.#bytes = 0
    return values
  }
}

type Readers<Type extends string, Frame> = {
  readonly [T in Type]: (values: Values) => Extract<Frame, { kind: T }>
}

function name(value: string | undefined): string {
  return value?.trim() ?? ''
}

function isOne(value: string | undefined): boolean {
  return value?.trim() === '1'
}

const decimal = /^\d{1,15}(\.\d{1,15})?$/

function seconds(value: string | undefined): number | undefined {
  const trimmed = name(value)
  return decimal.test(trimmed) ? Number(trimmed) : undefined
}

type CleanText = (text: string) => string

function requestReaders(clean: CleanText): Readers<RequestType, Request> {
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
      return { kind: 'WHOELSESINCE', from: name(from), seconds: seconds(when) }
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

function requestShapes(clean: CleanText): Shapes<Request> {
  const readers: Readonly<Record<string, (values: Values) => Request>> = requestReaders(clean)
  return shapesOf(requestFields, readers)
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
const extendedRequests = requestShapes(cleanText)

/** What clients say; with `strict` their texts are taken as they are (1.7). */
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
  WHOELSE: ([, list = '']) => {
    return { kind: 'WHOELSE', names: namesIn(list), goesOn: list.endsWith('\n') }
  },
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
  TIMEOUT: ([who]) => ({ kind: 'TIMEOUT', who: name(who) }),
  ERROR: ([of, text = '']) => ({ kind: 'ERROR', of: name(of), text }),
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
