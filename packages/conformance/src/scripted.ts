import type {
  AnswerOf,
  Command,
  CommandKind,
  CommandOf,
  ErrorCode,
  Line,
  Present,
  PublicMessage,
} from '@parley/contract'
import { isCommand } from './shapes.ts'
import { START } from './transcript.ts'

type Rows = {
  readonly [Kind in CommandKind]: (command: CommandOf<Kind>) => AnswerOf<Kind>
}

/** Who is usually online besides the user, in the order of login. */
export const others = ['bob', 'carol'] as const

/**
 * The least engine that a session can be tried with: it says yes to everything, knows everyone, and
 * keeps what it was asked. `late`: answers wait until `answer` is called. `refusing`: the next
 * command of that kind is refused.
 */
export class ScriptedEngine {
  asks: Command[] = []
  late = false
  /** Who is listed behind the user. */
  others: readonly string[] = others
  refusing: { readonly kind: CommandKind; readonly error: ErrorCode } | undefined
  /** Public messages that were told and that nobody has asked for: what `historySince` answers. */
  told: PublicMessage[] = []
  #name = ''
  #ids = 0
  readonly #waiting: ((error: ErrorCode | undefined) => void)[] = []

  /** How many asks wait for their answer. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** Answers the oldest ask that waits; with an error where one is given. */
  answer(error?: ErrorCode): void {
    this.#waiting.shift()?.(error)
  }

  readonly ask: Line['ask'] = (command, then) => {
    if (isCommand(command)) this.asks.push(command)
    if (this.late) {
      this.#waiting.push((error) => {
        then(error === undefined ? this.#answerTo(command) : { ok: false, error })
      })
    } else then(this.#answerTo(command))
  }

  #answerTo<Kind extends CommandKind>(command: CommandOf<Kind>): AnswerOf<Kind> {
    const { refusing } = this
    if (refusing?.kind !== command.kind) return this.#rows[command.kind](command)
    this.refusing = undefined
    return { ok: false, error: refusing.error }
  }

  readonly #rows: Rows = {
    login: ({ name }) => {
      this.#name = name
      return { ok: true, value: { name } }
    },
    logout: () => ({ ok: true, value: null }),
    send: ({ to, text }) => ({ ok: true, value: { ...this.#stamped('direct'), to, text } }),
    broadcast: ({ text }) => {
      const stamped = this.#stamped('public')
      const message = { ...stamped, number: stamped.id, text }
      return { ok: true, value: { message, reached: others.length, blocked: 0 } }
    },
    list: () => ({ ok: true, value: [this.#name, ...this.others].map(present) }),
    enquire: () => ({ ok: true, value: { account: true } }),
    listSince: () => ({ ok: true, value: this.others }),
    history: () => ({ ok: true, value: [] }),
    historySince: ({ most }) => {
      const messages = this.told.splice(0)
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
    findPeer: ({ name }) => ({ ok: true, value: present(name, 0) }),
  }

  #stamped<const Kind extends 'direct' | 'public'>(kind: Kind) {
    this.#ids += 1
    return { kind, id: this.#ids, time: START, from: this.#name }
  }
}

function present(name: string, index: number): Present {
  return { name, via: 'vu', peer: { address: '127.0.0.1', port: 40001 + index }, since: START }
}
