import { Buffer } from 'node:buffer'
import type { Check, Heard, Judge, ServerStage, Wire } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import type { Options } from '../../options.ts'

export type Stage = ServerStage<Reply, Options>
export type ServerCheck = Check<Stage>
export type Connection = Wire<Reply>

/** A user who has logged in. */
export interface User {
  readonly name: string
  readonly wire: Connection
}

/** Attempts to log in under a freed name, and the time between two of them in milliseconds. */
const ATTEMPTS = 30
const ATTEMPT_INTERVAL = 100

/**
 * The users of one check. Other users may be online as well and send to everyone: deliveries
 * without a word of this check are skipped.
 */
export class TestClient {
  readonly #stage: Stage
  readonly #words: string[] = []

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** A new name, or any unique word. */
  word(): string {
    const word = this.#stage.name()
    this.#words.push(word)
    return word
  }

  /** Logs in a new user; skips the check if the server is full. */
  async user(name: string = this.word()): Promise<User> {
    const wire = await this.#stage.connect()
    await this.login(wire, name)
    return { name, wire }
  }

  async users(count: number): Promise<readonly User[]> {
    const all: User[] = []
    while (all.length < count) all.push(await this.user())
    return all
  }

  async login(wire: Connection, name: string, rule = 'vu-2.1a'): Promise<void> {
    await wire.say(`HELLO-FROM ${name}\n`)
    const line = `HELLO ${name}\n`
    const judge: Judge<Reply> = (heard) =>
      heard.text === 'BUSY\n'
        ? this.#stage.skip('the server says that it is full: try with fewer users online')
        : equalTo(line)(heard)
    await wire.find(escaped(line), this.isOurs, judge, rule)
  }

  /** Expects this line next, apart from deliveries of other users. */
  expect(wire: Connection, line: string, rule?: string): Promise<Heard<Reply>> {
    return wire.find(escaped(line), this.isOurs, equalTo(line), rule)
  }

  /** Sends a line and expects its reply. */
  async request(wire: Connection, line: string | Uint8Array, answer: string, rule?: string) {
    await wire.say(line)
    return this.expect(wire, answer, rule)
  }

  /** One user sends a message to another, who receives it. */
  async deliver(from: User, to: User, body: string, rule?: string): Promise<void> {
    await this.request(from.wire, `SEND ${to.name} ${body}\n`, 'SEND-OK\n', rule)
    await this.expect(to.wire, `DELIVERY ${from.name} ${body}\n`, rule)
  }

  /** Expects a reply and a delivery, in either order. */
  async expectBoth(
    wire: Connection,
    reply: string,
    delivery: string,
    rule?: string,
  ): Promise<void> {
    const lineFor = ({ kind }: Reply) => (kind === 'delivery' ? delivery : reply)
    const judge: Judge<Reply> = (heard) => equalTo(lineFor(heard.frame))(heard)
    const first = await wire.find(
      `${escaped(reply)} and ${escaped(delivery)}`,
      this.isOurs,
      judge,
      rule,
    )
    await this.expect(wire, lineFor(first.frame) === reply ? delivery : reply, rule)
  }

  /** The names that LIST returns; fails the check if the line is malformed. */
  async list(wire: Connection, rule?: string): Promise<readonly string[]> {
    await wire.say('LIST\n')
    const { text } = await wire.find('LIST-OK and the names', this.isOurs, isList, rule)
    return text.slice('LIST-OK '.length, -1).split(',')
  }

  /** Whether a name becomes free within a few seconds after its owner left. */
  async waitUntilFree(name: string): Promise<User | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const wire = await this.#stage.connect()
      await wire.say(`HELLO-FROM ${name}\n`)
      const { text } = await wire.next(escaped(`HELLO ${name}\n`))
      if (text === `HELLO ${name}\n`) return { name, wire }
      wire.reset()
      await this.#stage.pass(ATTEMPT_INTERVAL)
    }
    return undefined
  }

  /** Whether a frame is not a delivery between other users. */
  readonly isOurs = (frame: Reply): boolean => {
    if (frame.kind !== 'delivery') return true
    return this.#words.some((word) => frame.from.includes(word) || frame.text.includes(word))
  }
}

/** Compares the bytes with a line. */
function equalTo(line: string): Judge<Reply> {
  const wanted = Buffer.from(line)
  return ({ bytes }) => {
    const at = bytes.findIndex((byte, index) => byte !== wanted[index])
    if (at < 0 && bytes.length === wanted.length) return undefined
    return { why: 'other bytes came', at: at < 0 ? bytes.length : at }
  }
}

const isList: Judge<Reply> = ({ text }) =>
  /^LIST-OK [^\r\n]+\n$/.test(text) ? undefined : { why: 'this is no list' }

/** A text on one line, for a report. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}

/** A line with bytes that are not UTF-8. */
export function withBadBytes(before: string, after: string): Uint8Array {
  return Buffer.concat([Buffer.from(before), Buffer.of(0x63, 0xff, 0xe9), Buffer.from(after)])
}
