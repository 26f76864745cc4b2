import type { TerminalLine } from '@parley/contract'
import type { RefusalWord } from './frames.ts'
import { LIST, send, WHO } from './serializer.ts'

/** So long a server may take to answer the WHO that follows a refused LIST, in milliseconds. */
const WHO_PATIENCE = 1000

/** The most requests whose answers are waited for at the end; later ones go out all the same. */
const MOST_UNANSWERED = 65_536

type Request = 'LIST' | 'WHO' | 'SEND'

/** What answers a request after the login. */
export type Answering = 'names' | 'sent' | RefusalWord

const answerable = {
  names: ['LIST', 'WHO'],
  sent: ['SEND'],
  'IN-USE': [],
  BUSY: [],
  'BAD-RQST-BODY': ['LIST', 'WHO', 'SEND'],
  'BAD-RQST-HDR': ['LIST', 'WHO', 'SEND'],
  'BAD-DEST-USER': ['SEND'],
  UNKNOWN: ['SEND'],
} satisfies Readonly<Record<Answering, readonly Request[]>>

/** Sends a terminal's requests, and knows which of them have no answer yet. */
export class Requests {
  readonly #line: Pick<TerminalLine, 'now' | 'write'>
  /** In the order in which they were sent. */
  readonly #unanswered: Request[] = []
  /** How who is online is asked for (5.3). `settled`: WHO is not tried again. */
  #listing: 'unknown' | 'WHO' | 'settled' = 'unknown'
  /** When the refusal of LIST is to be shown after all: WHO has got no answer. */
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

  /** The oldest request that this can answer is answered. */
  answered(reply: Answering): void {
    const fitting: readonly Request[] = answerable[reply]
    const index = this.#unanswered.findIndex((one) => fitting.includes(one))
    const [request] = index < 0 ? [] : this.#unanswered.splice(index, 1)
    if (request === 'LIST' && reply === 'names') this.#listing = 'settled'
    if (request === 'WHO' && reply !== 'names') this.#listing = 'settled'
    if (request === 'WHO') this.#whoDue = Number.POSITIVE_INFINITY
  }

  /** 5.3: asks again with WHO where LIST has just been refused, and may not be known. */
  retryAsWho(): boolean {
    if (this.#unanswered[0] !== 'LIST' || this.#listing === 'settled') return false
    this.#unanswered.shift()
    this.#listing = 'WHO'
    this.#whoDue = this.#line.now + WHO_PATIENCE
    this.#say('WHO', WHO)
    return true
  }

  /** WHO is waited for no longer. */
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
