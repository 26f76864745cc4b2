import type { Dialect } from '@parley/contract'
import { Delays } from './delays.ts'
import { Member, type MemberOwner } from './member.ts'
import { Receipts, Stream } from './streams.ts'
import { addresses, diceFor, placeFor, type World } from './world.ts'

/** One user of each dialect says something to everyone so often, in milliseconds. */
const ANNOUNCING = 2000

/** What came of what users of one dialect heard, and said. */
export interface Tally {
  readonly dialect: string
  readonly users: number
  readonly delays: Delays
  lost: number
  doubled: number
  reordered: number
  /** Of what they said: refused, or never answered. */
  refused: number
  unanswered: number
  closed: number
}

interface Announcer {
  readonly member: Member
  readonly stream: Stream
}

/** Pairs of dialects, as many as there is room for: each with each, its own among them. */
function* couples(dialects: readonly Dialect[]): Iterable<readonly [Dialect, Dialect]> {
  for (;;) {
    for (const [index, one] of dialects.entries()) {
      for (const other of dialects.slice(index)) yield [one, other]
    }
  }
}

/** The well-behaved: pairs that talk to each other, and a few who talk to everyone. */
export class Population implements MemberOwner {
  readonly run: string
  readonly #pairs: (readonly [Member, Member])[] = []
  readonly #announcers: Announcer[] = []
  readonly #streams = new Map<string, Stream>()
  readonly #delays = new Map<string, Delays>()
  /** Who was closed while nobody wanted it. */
  readonly #closed = new Set<Member>()
  #timer: NodeJS.Timeout | undefined
  #state: 'entering' | 'inside' | 'leaving' = 'entering'
  #changed: () => void = () => {}

  constructor(world: World, pairs: number) {
    this.run = world.run
    for (const { name } of world.dialects) this.#delays.set(name, new Delays())
    for (const [one, other] of couples(world.dialects)) {
      if (this.#pairs.length >= pairs) break
      this.#pairs.push(this.#pair(world, one, other))
    }
    for (const member of this.members) this.#streams.set(member.name, member.stream)
    for (const { name } of world.dialects) this.#announce(name)
  }

  get members(): readonly Member[] {
    return this.#pairs.flat()
  }

  /** How many messages have been heard, and the worst delay so far in milliseconds. */
  get soFar(): { readonly heard: number; readonly worst: number; readonly closed: number } {
    const all = [...this.#delays.values()]
    const heard = all.reduce((sum, { count }) => sum + count, 0)
    const worst = Math.max(0, ...all.map((delays) => delays.worst))
    return { heard, worst, closed: this.#closed.size }
  }

  /** Waits until all are logged in; rejects where one is refused or closed, or after `within`. */
  enter(within: number): Promise<void> {
    const { members } = this
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`not all could log in within ${within / 1000} s`))
      const limit = setTimeout(late, within)
      this.#changed = () => {
        const [member] = this.#closed
        if (member === undefined) return
        reject(new Error(`${this.#who(member)} was closed before the login`))
      }
      let left = members.length
      for (const member of members) {
        member.enter((refusal) => {
          if (refusal !== undefined) reject(new Error(`${this.#who(member)} is ${refusal}`))
          left -= 1
          if (left > 0) return
          clearTimeout(limit)
          resolve()
        })
      }
    })
  }

  talk(): void {
    this.#state = 'inside'
    for (const [one, other] of this.#pairs) {
      one.talk(other.name)
      other.talk(one.name)
    }
    this.#timer = setInterval(() => {
      for (const { member, stream } of this.#announcers) {
        if (stream.unanswered === 0) member.announce(stream)
      }
    }, ANNOUNCING)
  }

  /** Nobody says anything new; waits until all is heard, for `within` milliseconds at the most. */
  async hush(within: number): Promise<void> {
    clearInterval(this.#timer)
    for (const member of this.members) member.hush()
    const deadline = performance.now() + within
    while (!this.#isSettled && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  /** From now on connections may end. */
  leave(): void {
    this.#state = 'leaving'
  }

  destroy(): void {
    this.leave()
    clearInterval(this.#timer)
    for (const member of this.members) member.destroy()
  }

  heard(by: Member, name: string, number: number): void {
    const stream = this.#streams.get(name)
    if (stream === undefined) return
    by.receiptsOf(name).take(number)
    const age = stream.age(number, performance.now())
    if (age !== undefined) this.#delays.get(by.dialect.name)?.add(age)
  }

  closed(by: Member): void {
    if (this.#state === 'leaving') return
    this.#closed.add(by)
    this.#changed()
  }

  /** By dialect. */
  tallies(): readonly Tally[] {
    return [...this.#delays].map(([dialect, delays]) => {
      const members = this.members.filter((member) => member.dialect.name === dialect)
      return this.#tally(dialect, members, delays)
    })
  }

  #pair(world: World, one: Dialect, other: Dialect): readonly [Member, Member] {
    const index = this.#pairs.length
    const from = addresses.ofPair(index)
    const member = (dialect: Dialect, side: 'a' | 'b') => {
      const dice = diceFor(world, 2 * index + (side === 'a' ? 0 : 1))
      return new Member(`pair${index}${side}`, placeFor(world, dialect, from), dice, this)
    }
    return [member(one, 'a'), member(other, 'b')]
  }

  #announce(dialect: string): void {
    const member = this.members.find((one) => one.dialect.name === dialect)
    if (member === undefined) return
    const stream = new Stream(`all${this.#announcers.length}`, this.run)
    this.#streams.set(stream.name, stream)
    this.#announcers.push({ member, stream })
  }

  /** The streams that a user hears. */
  #heardBy(member: Member): readonly Stream[] {
    const toAll = this.#announcers.filter((one) => one.member !== member && !member.pulls)
    const partners = this.#pairs.flatMap(([one, other]) =>
      one === member ? [other] : other === member ? [one] : [],
    )
    return [...partners, ...toAll].map(({ stream }) => stream)
  }

  #lostBy(member: Member): number {
    const none = new Receipts()
    return this.#heardBy(member).reduce(
      (sum, stream) => sum + (member.receipts.get(stream.name) ?? none).lost(stream),
      0,
    )
  }

  get #isSettled(): boolean {
    const unanswered = [...this.#streams.values()].some((stream) => stream.unanswered > 0)
    return !unanswered && this.members.every((member) => this.#lostBy(member) === 0)
  }

  #tally(dialect: string, members: readonly Member[], delays: Delays): Tally {
    const tally: Tally = {
      ...{ dialect, users: members.length, delays },
      ...{ lost: 0, doubled: 0, reordered: 0, refused: 0, unanswered: 0, closed: 0 },
    }
    for (const member of members) {
      tally.lost += this.#lostBy(member)
      for (const { doubled, reordered } of member.receipts.values()) {
        tally.doubled += doubled
        tally.reordered += reordered
      }
      const own = this.#announcers.filter((one) => one.member === member)
      for (const { refused, unanswered } of [member, ...own].map(({ stream }) => stream)) {
        tally.refused += refused
        tally.unanswered += unanswered
      }
      if (this.#closed.has(member)) tally.closed += 1
    }
    return tally
  }

  #who({ name, dialect }: Member): string {
    return `the ${dialect.name} user ${name}`
  }
}
