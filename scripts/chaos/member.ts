import type { Dialect } from '@parley/contract'
import type { Dice } from '../fuzz/mutate.ts'
import { Receipts, readHeard, Stream } from './streams.ts'
import { type Place, User } from './user.ts'

/** A pair’s message follows the one before after so long, half of it at random, in milliseconds. */
const BETWEEN = 1000

/** Where the server tells only who asks, it is asked so often, in milliseconds. */
const ASKING = 200

/** Later than any message: then only what is for this user comes. */
const FAR_FUTURE = Date.UTC(2100, 0, 1)

/** Characters behind the number of a message. */
const LONGEST = 200

/** What a well-behaved user tells of what it hears. */
export interface MemberOwner {
  readonly run: string
  /** A numbered message has come. */
  heard(by: Member, stream: string, number: number): void
  closed(by: Member): void
}

/** A well-behaved user, who says numbered messages to a partner and hears those of others. */
export class Member {
  readonly name: string
  readonly dialect: Dialect
  /** Whether the server tells this user something only when it is asked. */
  readonly pulls: boolean
  readonly stream: Stream
  /** What was heard, by stream. */
  readonly receipts = new Map<string, Receipts>()
  readonly #user: User
  readonly #dice: Dice
  #state: 'outside' | 'quiet' | 'talking' | 'closed' = 'outside'

  constructor(name: string, place: Place, dice: Dice, owner: MemberOwner) {
    const { dialect } = place
    this.name = name
    this.dialect = dialect
    this.pulls = dialect.wire(dialect.options.parse({})).pulls === true
    this.stream = new Stream(name, owner.run)
    this.#dice = dice
    this.#user = new User(place, {
      heard: (text) => {
        const heard = readHeard(text, owner.run)
        if (heard !== undefined) owner.heard(this, heard.stream, heard.number)
      },
      closed: () => {
        this.#state = 'closed'
        owner.closed(this)
      },
    })
  }

  get isClosed(): boolean {
    return this.#state === 'closed'
  }

  get isInside(): boolean {
    return this.#state === 'quiet' || this.#state === 'talking'
  }

  /** Logs in; `then` gets the server’s words where it is refused. */
  enter(then: (refusal: string | undefined) => void): void {
    this.#user.login(this.name, (outcome, words) => {
      if (outcome !== 'done') return then(`${outcome}: ${words}`)
      this.#state = 'quiet'
      if (this.pulls) this.#pull()
      then(undefined)
    })
  }

  /** Says one message after the other to that user until it is told to be quiet. */
  talk(to: string): void {
    this.#state = 'talking'
    const say = () => {
      if (this.#state !== 'talking') return
      const { number, text } = this.stream.next(performance.now(), this.#dice(LONGEST))
      this.#user.ask({ kind: 'send', to, text }, (outcome) => {
        this.stream.answered(number, outcome === 'done')
        setTimeout(say, BETWEEN / 2 + this.#dice(BETWEEN))
      })
    }
    setTimeout(say, this.#dice(BETWEEN))
  }

  /** Says one message of a stream to everyone. */
  announce(stream: Stream): void {
    const { number, text } = stream.next(performance.now(), this.#dice(LONGEST))
    this.#user.ask({ kind: 'broadcast', text }, (outcome) => {
      stream.answered(number, outcome === 'done')
    })
  }

  hush(): void {
    if (this.#state === 'talking') this.#state = 'quiet'
  }

  receiptsOf(stream: string): Receipts {
    const known = this.receipts.get(stream) ?? new Receipts()
    this.receipts.set(stream, known)
    return known
  }

  destroy(): void {
    this.#user.destroy()
  }

  #pull(): void {
    this.#user.ask({ kind: 'historySince', since: FAR_FUTURE, most: 1 }, () => {
      if (this.isInside) setTimeout(() => this.#pull(), ASKING)
    })
  }
}
