import { Buffer } from 'node:buffer'
import {
  type CallLine,
  type Command,
  type Dialect,
  isReservedName,
  type Report,
} from '@parley/contract'
import { Loopback } from '../../packages/conformance/src/loopback.ts'
import { Engine, memoryPorts, type Seat } from '../../packages/engine/src/index.ts'
import { defaultLimits } from '../../packages/server/src/index.ts'
import { type Dice, pieces } from './mutate.ts'
import type { Outcome } from './target.ts'

const START = new Date('2016-03-14T12:34:56').getTime()
const FAR_FUTURE = Date.UTC(2100, 0, 1)

/** Between two inputs, in milliseconds. */
const STEP = 20

/** A connection is fed so many inputs before a new one is. */
const LIFE = 40

/** What waits for who asks is asked for so often at the most. */
const MOST_PULLS = 2000

/** Names in the messages of transcripts. */
const names = ['bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan']

/** So many of the largest messages to a receiver may wait for it, as in the host. */
const LARGEST_MESSAGES = 4

/** One connection with its client at the other end. */
interface Guest {
  readonly dialect: Dialect
  readonly pipe: Loopback
  readonly seat: Seat
  /** What the server has written to it for the present input, in bytes. */
  written: number
  /** The most that it was sent for one event, in bytes. */
  largest: number
  /** How many messages its client has heard in all. */
  heard: number
  age: number
}

/** Takes what the client of a guest reports; it may be far more than fits into memory together. */
type Reported = (guest: Guest, report: Report) => void

const unheeded: Reported = () => {}

/**
 * The core of a gateway in memory: the real engine, and the sessions of all dialects. Input goes to
 * one connection after the other; a user of each dialect hears all that is said.
 */
export class Core {
  readonly #engine: Engine
  readonly #clock = { now: START }
  readonly #ears: readonly Guest[]
  readonly #mouths = new Map<string, Guest>()
  /** Who has been logged in, ever: nobody else can have said something. */
  readonly #known = new Set<string>()
  #faults: string[] = []

  constructor(dialects: readonly Dialect[]) {
    this.#engine = new Engine(memoryPorts(), this.#clock)
    this.#engine.observe((happening) => {
      if (happening.kind === 'session-began') this.#known.add(happening.present.name)
    })
    this.#ears = dialects.map((dialect, index) =>
      this.#connect(dialect, names[index] ?? `n${index}`, (ear, report) =>
        this.#judge(ear, report),
      ),
    )
  }

  /** Feeds bytes to a connection of a dialect. */
  feed(dialect: Dialect, bytes: Buffer, dice: Dice): Outcome {
    this.#begin()
    const mouth = this.#mouth(dialect, dice)
    mouth.written = 0
    for (const piece of pieces(bytes, dice)) mouth.pipe.server.push(piece)
    for (const ear of this.#ears) this.#check(ear, dice(32) === 0)
    return this.#outcome(mouth)
  }

  /** Feeds bytes to a call that this dialect’s client makes to somebody who takes none. */
  call(dialect: Dialect, bytes: Buffer, dice: Dice): Outcome {
    const { calls } = dialect
    if (calls === undefined) return { faults: [], written: 0 }
    this.#begin()
    const mouth = this.#mouth(dialect, dice)
    const to = names[dice(this.#ears.length)] ?? ''
    let wakes = 0
    const line = this.#callLine(mouth.seat, to, () => {
      wakes += 1
    })
    const session = calls.answer(line, dialect.options.parse({}))
    for (const piece of pieces(bytes, dice)) session.take(piece)
    this.#clock.now += 60_000
    if (wakes > 0) session.wake(this.#clock.now)
    session.end()
    for (const ear of this.#ears) this.#check(ear, false)
    return this.#outcome(mouth)
  }

  #outcome(mouth: Guest): Outcome {
    const written = [mouth, ...this.#ears].reduce((sum, guest) => sum + guest.written, 0)
    return { faults: this.#faults, written }
  }

  /** The next input: what was written for the one before does not count for it. */
  #begin(): void {
    this.#faults = []
    this.#clock.now += STEP
    for (const ear of this.#ears) {
      ear.written = 0
      ear.largest = 0
      ear.pipe.now = Math.max(ear.pipe.now, this.#clock.now)
    }
  }

  #connect(dialect: Dialect, name: string, reported: Reported): Guest {
    const engine = this.#engine
    const options = dialect.options.parse('pace' in dialect.optionNotes ? { pace: 0 } : {})
    const peer = { address: '127.0.0.1', port: 40_001 }
    const seat = engine.attach({
      ...{ listener: dialect.name, via: dialect.name, peer },
      presence: dialect.wire(options).presence === true,
      pulls: dialect.wire(options).pulls === true,
      hear: (event) => {
        const before = guest.written
        pipe.hear(event)
        guest.largest = Math.max(guest.largest, guest.written - before)
      },
      failed: (error) => {
        throw error
      },
    })
    const pipe: Loopback = new Loopback(dialect, options, {
      peer,
      ask: (command, then) => engine.ask(seat, command, then),
      closed: () => engine.detach(seat),
      cut: (written, from) => {
        if (from === 'server') guest.written += written.length
        return [written]
      },
      report: (report) => {
        if (report.kind === 'heard') guest.heard += 1
        reported(guest, report)
      },
    })
    const guest: Guest = { dialect, pipe, seat, written: 0, largest: 0, heard: 0, age: 0 }
    pipe.now = this.#clock.now
    pipe.open()
    pipe.say({ kind: 'login', name, cap: 0, password: 'falcon*solo' })
    pipe.settle()
    return guest
  }

  #mouth(dialect: Dialect, dice: Dice): Guest {
    const known = this.#mouths.get(dialect.name)
    if (known !== undefined && known.age < LIFE && known.pipe.server.closed === undefined) {
      known.age += 1
      known.pipe.now = Math.max(known.pipe.now, this.#clock.now)
      return known
    }
    known?.pipe.server.shut('peer-ended')
    const name = dice(4) === 0 ? `guest${dice(1000)}` : `mouth-${dialect.name}`
    const mouth = this.#connect(dialect, name.replaceAll('-', ''), unheeded)
    this.#mouths.set(dialect.name, mouth)
    return mouth
  }

  #callLine(seat: Seat, to: string, woken: () => void): CallLine {
    const engine = this.#engine
    const tell = (text: string) => engine.inform(seat.name, to, `${seat.name} sent ${text}`)
    return {
      now: this.#clock.now,
      say: (text) => engine.ask(seat, { kind: 'send', to, text }, () => {}),
      file: tell,
      refuseFile: tell,
      bytes: () => {},
      fileEnd: () => {},
      close: () => {},
      wakeAt: woken,
    }
  }

  /** Whether what a user of ours hears can be read, and is from somebody who was there. */
  #judge(ear: Guest, report: Report): void {
    if (report.kind === 'nonsense') this.#wrong(ear, `reads nonsense: ${report.text}`)
    if (report.kind !== 'heard' || this.#known.has(report.from)) return
    if (isReservedName(report.from)) return
    this.#wrong(ear, `hears "${report.text}" from "${report.from}", who was never there`)
  }

  /** Whether a user of ours is still there, and was sent a bounded amount. */
  #check(ear: Guest, pulls: boolean): void {
    const { dialect, pipe } = ear
    if (dialect.wire(dialect.options.parse({})).pulls === true && pulls) this.#pull(ear)
    pipe.settle()
    const most = Math.max(defaultLimits.waitingBytes, LARGEST_MESSAGES * ear.largest)
    if (ear.written > most) this.#wrong(ear, `is sent ${ear.written} bytes, and would be closed`)
    const { closed } = pipe.server
    if (closed !== undefined) this.#wrong(ear, `was closed: ${closed}`)
  }

  #pull(ear: Guest): void {
    const { pipe } = ear
    const asked: Command = { kind: 'historySince', since: FAR_FUTURE, most: 1 }
    for (let pulls = 0; pulls < MOST_PULLS; pulls++) {
      const before = ear.heard
      if (!pipe.say(asked)) return
      pipe.settle()
      if (ear.heard === before) return
    }
  }

  #wrong({ dialect }: Guest, what: string): void {
    this.#faults.push(`a user of ${dialect.name} ${what.slice(0, 300)}`)
  }
}

/** What a call of this dialect brings, for input that is nearly right; empty where it has none. */
export function callCorpus({ calls }: Dialect): readonly Buffer[] {
  if (calls === undefined) return []
  const head = calls.announcement?.('bob', 'notes.txt').head ?? []
  const speech = calls.speech?.('bob', 'hello')
  return [...head, ...(speech === undefined ? [] : [speech])].map((frame) => Buffer.from(frame))
}
