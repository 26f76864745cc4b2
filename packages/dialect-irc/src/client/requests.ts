/** What a client has asked and not been answered. */
import { folded, isSame } from '../names.ts'
import type { NumericName } from '../numerics.ts'
import type { Asked } from './command-lines.ts'

type Message = 'send' | 'broadcast'

const names = ['login', 'rename'] as const
const texts = ['send', 'broadcast'] as const
const channels = ['joinRoom', 'leaveRoom', 'list', 'broadcast'] as const

/** The commands that each error may belong to; one that is not here belongs to any. */
const refusalsOf: Partial<Readonly<Record<NumericName, readonly Asked[]>>> = {
  ERR_ERRONEUSNICKNAME: names,
  ERR_NICKNAMEINUSE: names,
  ERR_NONICKNAMEGIVEN: names,
  ERR_RESTRICTED: names,
  ERR_PASSWDMISMATCH: ['login'],
  ERR_ALREADYREGISTERED: ['login'],
  ERR_YOUREBANNEDCREEP: ['login'],
  ERR_NOSUCHNICK: ['send', 'block', 'unblock'],
  ERR_CANNOTSENDTOUSER: ['send'],
  ERR_CANNOTSENDTOCHAN: ['broadcast'],
  ERR_NOTEXTTOSEND: texts,
  ERR_NORECIPIENT: texts,
  ERR_INPUTTOOLONG: [...texts, 'away'],
  ERR_NOSUCHCHANNEL: channels,
  ERR_BADCHANMASK: channels,
  ERR_TOOMANYCHANNELS: channels,
  ERR_BANNEDFROMCHAN: channels,
  ERR_NOTONCHANNEL: channels,
}

interface Request {
  readonly number: number
  readonly kind: Asked
  /** The nickname or channel that it is about. */
  readonly target: string
  readonly names: string[]
}

/** A request that is answered, and the messages before it, which had no error. */
interface Answered {
  readonly kind: Asked
  readonly before: readonly Message[]
  readonly names: readonly string[]
}

/** Limit of unanswered commands, so that a silent server costs no memory. */
const MOST_UNANSWERED = 65_536

/** Requests in the order in which they were sent: a server answers in that order. */
export class Requests {
  #open: Request[] = []
  #count = 0

  get isFull(): boolean {
    return this.#open.length >= MOST_UNANSWERED
  }

  /** The number of the message that was sent last and is not answered; 0 where there is none. */
  get lastMessage(): number {
    return this.#open.findLast(isMessage)?.number ?? 0
  }

  add(kind: Asked, target: string): void {
    this.#count += 1
    this.#open.push({ number: this.#count, kind, target, names: [] })
  }

  /** Names for the list of a channel that is due. */
  listed(channel: string, members: readonly string[]): void {
    const list = this.#open.find(({ kind, target }) => kind === 'list' && isSame(target, channel))
    list?.names.push(...members)
  }

  /** The oldest of these kinds is answered; with `target`, the oldest that is about it. */
  done(kinds: readonly Asked[], target?: string): Answered | undefined {
    return this.#take(
      this.#open.find((one) => {
        const isMeant = target === undefined || folded(one.target) === folded(target)
        return isMeant && kinds.includes(one.kind)
      }),
    )
  }

  /** The command that this error belongs to. */
  refused(name: NumericName, about: string): Answered | undefined {
    const kinds = refusalsOf[name]
    const fitting = this.#open.filter(({ kind }) => kinds === undefined || kinds.includes(kind))
    const named = fitting.find(({ target }) => target !== '' && isSame(target, about))
    return this.#take(named ?? fitting[0])
  }

  /** All messages up to that number had no error. */
  sent(upTo: number): readonly Message[] {
    const sent = this.#open.filter((one) => one.number <= upTo && isMessage(one))
    if (sent.length > 0) this.#open = this.#open.filter((one) => !sent.includes(one))
    return sent.flatMap(({ kind }) => (kind === 'send' || kind === 'broadcast' ? [kind] : []))
  }

  #take(request: Request | undefined): Answered | undefined {
    if (request === undefined) return undefined
    const before = this.sent(request.number - 1)
    this.#open.splice(this.#open.indexOf(request), 1)
    return { kind: request.kind, before, names: request.names }
  }
}

function isMessage({ kind }: Request): boolean {
  return kind === 'send' || kind === 'broadcast'
}
