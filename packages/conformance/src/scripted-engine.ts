import type {
  AnswerOf,
  Calls,
  Command,
  CommandKind,
  CommandOf,
  ErrorCode,
  Line,
  Present,
  PublicMessage,
  Refusal,
} from '@parley/contract'
import { portsFor } from './stand-in-ports.ts'
import { START } from './transcript.ts'
import { isCommand } from './type-guards.ts'

type Rows = {
  readonly [Kind in CommandKind]: (command: CommandOf<Kind>) => AnswerOf<Kind>
}

/** Who is usually online besides the user, in the order of login. */
export const others = ['bob', 'carol'] as const

/** So many wrong passwords may still follow one that is refused. */
const LEFT = 2

/** What the engine says where it refuses for this reason. */
function refusal(error: ErrorCode): Refusal {
  return { ok: false, error, ...(error === 'wrong-password' && { left: LEFT }) }
}

/**
 * The least engine that a session can be tried with: it says yes to everything, knows everyone, and
 * keeps what it was asked. `late`: answers, and places for calls, wait until `answer` is called.
 * `refusing`: the next command of that kind is refused.
 */
export class ScriptedEngine {
  asks: Command[] = []
  late = false
  /** Who is listed behind the user. */
  others: readonly string[] = others
  refusing: { readonly kind: CommandKind; readonly error: ErrorCode } | undefined
  /** Public messages that were delivered and that nobody has asked for: what `historySince` answers. */
  unread: PublicMessage[] = []
  /** Where the clients of all others take calls. */
  calls: Calls | undefined
  #name = ''
  #ids = 0
  readonly #waiting: ((error: ErrorCode | undefined) => void)[] = []

  /** How many asks, and wishes for places, wait for their answer. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** Answers the oldest one that waits; an ask with an error where one is given. */
  answer(error?: ErrorCode): void {
    this.#waiting.shift()?.(error)
  }

  readonly ask: Line['ask'] = (command, then) => {
    if (isCommand(command)) this.asks.push(command)
    if (this.late) {
      this.#waiting.push((error) => {
        then(error === undefined ? this.#answerTo(command) : refusal(error))
      })
    } else then(this.#answerTo(command))
  }

  readonly standIn: Line['standIn'] = (names, then) => {
    if (this.late) this.#waiting.push(() => then(portsFor(names)))
    else then(portsFor(names))
  }

  #answerTo<Kind extends CommandKind>(command: CommandOf<Kind>): AnswerOf<Kind> {
    const { refusing } = this
    if (refusing?.kind !== command.kind) return this.#rows[command.kind](command)
    this.refusing = undefined
    return refusal(refusing.error)
  }

  readonly #rows: Rows = {
    login: ({ name }) => {
      this.#name = name
      return { ok: true, value: { name } }
    },
    logout: () => ({ ok: true, value: null }),
    send: ({ to, text, form }) => {
      return { ok: true, value: { ...this.#stamped('direct'), to, text, ...(form && { form }) } }
    },
    broadcast: ({ text, form, room }) => {
      const stamped = this.#stamped('public')
      const place = { ...(form && { form }), ...(room !== undefined && { room }) }
      const message = { ...stamped, number: stamped.id, text, ...place }
      return { ok: true, value: { message, reached: others.length, blocked: 0 } }
    },
    list: () => ({ ok: true, value: [this.#name, ...this.others].map(this.#present) }),
    enquire: () => ({ ok: true, value: { account: true } }),
    listSince: () => ({ ok: true, value: this.others }),
    history: () => ({ ok: true, value: [] }),
    historySince: ({ most }) => {
      const messages = this.unread.splice(0)
      return { ok: true, value: { messages: messages.slice(0, most), total: messages.length } }
    },
    edit: ({ number, text }) => {
      const message = { ...this.#stamped('public'), number, text, edited: true } as const
      return { ok: true, value: message }
    },
    remove: ({ number }) => {
      return { ok: true, value: { kind: 'removed', time: START, number, from: this.#name } }
    },
    block: ({ name }) => ({ ok: true, value: { name } }),
    unblock: ({ name }) => ({ ok: true, value: { name } }),
    received: () => ({ ok: true, value: null }),
    announcePeer: () => ({ ok: true, value: null }),
    findPeer: ({ name }) => ({ ok: true, value: this.#present(name, 1) }),
    joinRoom: ({ room }) => {
      return { ok: true, value: { room, members: [this.#name, ...this.others].map(this.#present) } }
    },
    leaveRoom: () => ({ ok: true, value: null }),
    rooms: () => ({ ok: true, value: [] }),
    topic: () => ({ ok: true, value: {} }),
    setTopic: ({ text }) => ({ ok: true, value: { text, by: this.#name, time: START } }),
    rename: ({ name }) => {
      this.#name = name
      return { ok: true, value: { name } }
    },
    away: () => ({ ok: true, value: null }),
    whois: ({ name }) => {
      return { ok: true, value: { present: this.#present(name, 1), moderator: false, rooms: [] } }
    },
    kick: () => ({ ok: true, value: null }),
    ban: ({ name }) => ({ ok: true, value: { name, by: this.#name, since: START } }),
    unban: () => ({ ok: true, value: null }),
    bans: () => ({ ok: true, value: [] }),
    moderators: () => ({ ok: true, value: [] }),
    mute: () => ({ ok: true, value: null }),
    unmute: () => ({ ok: true, value: null }),
  }

  #stamped<const Kind extends 'direct' | 'public'>(kind: Kind) {
    this.#ids += 1
    return { kind, id: this.#ids, time: START, from: this.#name }
  }

  readonly #present = (name: string, index: number): Present => {
    const peer = { address: `10.0.0.${index + 1}`, port: 40001 + index }
    const { calls } = this
    return { name, via: 'vu', peer, since: START, ...(calls !== undefined && { calls }) }
  }
}
