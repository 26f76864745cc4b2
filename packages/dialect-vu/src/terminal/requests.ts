import type { TerminalLine } from '@parley/contract'
import type { RefusalWord } from '../frames.ts'
import { LIST, send, WHO } from '../serializer.ts'

/** Timeout for the reply to the WHO that follows a refused LIST, in milliseconds. */
const WHO_TIMEOUT = 1000

/** Limit of requests tracked until their replies come; later ones are sent but not tracked. */
const MOST_UNANSWERED = 65_536

/** `ROOM`: any of 6.5 to 6.7. */
type Request = 'LIST' | 'WHO' | 'SEND' | 'ROOM'

/** A reply to a request after the login. */
export type RequestReply = 'names' | 'sent' | 'room' | RefusalWord

const repliesTo = {
  names: ['LIST', 'WHO', 'ROOM'],
  sent: ['SEND'],
  room: ['ROOM'],
  'IN-USE': [],
  BUSY: [],
  'BAD-RQST-BODY': ['LIST', 'WHO', 'SEND', 'ROOM'],
  'BAD-RQST-HDR': ['LIST', 'WHO', 'SEND', 'ROOM'],
  'BAD-DEST-USER': ['SEND', 'ROOM'],
  UNKNOWN: ['SEND', 'ROOM'],
  'BAD-DEST-ROOM': ['SEND', 'ROOM'],
  'IN-ROOM': ['ROOM'],
  FORBIDDEN: ['SEND', 'ROOM'],
} satisfies Readonly<Record<RequestReply, readonly Request[]>>

/** Sends a terminal's requests and tracks those without a reply. */
export class Requests {
  readonly #line: Pick<TerminalLine, 'now' | 'write'>
  /** In the order in which they were sent. */
  readonly #unanswered: Request[] = []
  /** The command for the list (5.3). `settled`: WHO is not tried again. */
  #listing: 'unknown' | 'WHO' | 'settled' = 'unknown'
  /** When WHO times out and the refusal of LIST is shown. */
  #whoDue = Number.POSITIVE_INFINITY

  constructor(line: Pick<TerminalLine, 'now' | 'write'>) {
    this.#line = line
  }

  get unanswered(): number {
    return this.#unanswered.length
  }

  get whoDue(): number {
    return this.#whoDue
  }

  list(): void {
    if (this.#listing === 'WHO') this.#say('WHO', WHO)
    else this.#say('LIST', LIST)
  }

  send(to: string, text: string): void {
    this.#say('SEND', send(to, text))
  }

  /** 6.5 to 6.7. */
  ofRoom(line: string): void {
    this.#say('ROOM', line)
  }

  /** Removes the oldest request that this reply can belong to. */
  answered(reply: RequestReply): void {
    const fitting: readonly Request[] = repliesTo[reply]
    const index = this.#unanswered.findIndex((one) => fitting.includes(one))
    const [request] = index < 0 ? [] : this.#unanswered.splice(index, 1)
    if (request === 'LIST' && reply === 'names') this.#listing = 'settled'
    if (request === 'WHO' && reply !== 'names') this.#listing = 'settled'
    if (request === 'WHO') this.#whoDue = Number.POSITIVE_INFINITY
  }

  /** 5.3: retries with WHO if LIST was refused and the server may not know it. */
  retryAsWho(): boolean {
    if (this.#unanswered[0] !== 'LIST' || this.#listing === 'settled') return false
    this.#unanswered.shift()
    this.#listing = 'WHO'
    this.#whoDue = this.#line.now + WHO_TIMEOUT
    this.#say('WHO', WHO)
    return true
  }

  /** Stops waiting for the reply to WHO. */
  forgetWho(): void {
    this.#whoDue = Number.POSITIVE_INFINITY
    this.#listing = 'settled'
    const index = this.#unanswered.indexOf('WHO')
    if (index >= 0) this.#unanswered.splice(index, 1)
  }

  #say(request: Request, frame: string): void {
    if (this.#unanswered.length < MOST_UNANSWERED) this.#unanswered.push(request)
    this.#line.write(frame)
  }
}
