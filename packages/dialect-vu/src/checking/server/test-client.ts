import { Buffer } from 'node:buffer'
import {
  type Account,
  type ServerStep,
  serverChecks,
  type Table,
  TestClient,
  TestClients,
} from '@parley/checks'
import type { Check, Heard, Judge, ServerStage } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import type { Options } from '../../options.ts'

export type Stage = ServerStage<Reply, Options>
export type ServerCheck = Check<Stage>
export type Clients = TestClients<Reply, Options, VuClient>

export const checks: Table<Stage, Clients, ServerStep> = serverChecks(
  (stage: Stage) => new TestClients(stage, (connection) => new VuClient(connection)),
)

/** What nearly every check needs: the login. */
export const LOGIN = ['vu-2.1a'] as const

/** That a message is confirmed, and delivered to its recipient only. */
export const DELIVERY = [...LOGIN, 'vu-3.3', 'vu-3.3a', 'vu-3.3c'] as const

export class VuClient extends TestClient<Reply, Options> {
  protected override readonly spoken = { login: /HELLO-FROM / }

  protected override tells({ kind }: Reply): 'in' | 'refused' | undefined {
    return kind === 'hello' ? 'in' : kind === 'refusal' ? 'refused' : undefined
  }

  /** There is no goodbye in this protocol. */
  protected override async goodbye(): Promise<void> {
    this.wire.end()
  }

  /** Logs in; skips the check if the server is full. */
  override async login({ name }: Account, rule = 'vu-2.1a'): Promise<void> {
    this.name = name
    await this.wire.say(`HELLO-FROM ${name}\n`)
    const line = `HELLO ${name}\n`
    const judge: Judge<Reply> = (heard) =>
      unended(heard.text) === 'BUSY'
        ? this.stage.skip('the server says that it is full: try with fewer users online')
        : equalTo(line)(heard)
    await this.wire.find(escaped(line), this.isOurs, judge, rule)
  }

  override async tryLogin({ name }: Account): Promise<boolean> {
    this.name = name
    await this.wire.say(`HELLO-FROM ${name}\n`)
    const { text } = await this.wire.next(escaped(`HELLO ${name}\n`))
    return unended(text) === `HELLO ${name}`
  }

  /** Expects this line next, apart from deliveries of other users. */
  override hears(line: string, rule?: string): Promise<Heard<Reply>> {
    return this.wire.find(escaped(line), this.isOurs, equalTo(line), rule)
  }

  /** Sends a line and expects its reply. */
  async request(line: string | Uint8Array, answer: string, rule?: string): Promise<void> {
    await this.wire.say(line)
    await this.hears(answer, rule)
  }

  /** Sends a message to another user, who receives it. */
  async delivers(to: VuClient, body: string, rule?: string): Promise<void> {
    await this.request(`SEND ${to.name} ${body}\n`, 'SEND-OK\n', rule)
    await to.hears(`DELIVERY ${this.name} ${body}\n`, rule)
  }

  /** Expects a reply and a delivery, in either order. */
  async hearsBoth(reply: string, delivery: string): Promise<void> {
    const lineFor = ({ kind }: Reply) => (kind === 'delivery' ? delivery : reply)
    const judge: Judge<Reply> = (heard) => equalTo(lineFor(heard.frame))(heard)
    const expected = `${escaped(reply)} and ${escaped(delivery)}`
    const { frame } = await this.wire.find(expected, this.isOurs, judge)
    await this.hears(lineFor(frame) === reply ? delivery : reply)
  }

  /** The names that LIST returns; fails the check if the line is malformed. */
  async list(rule?: string): Promise<readonly string[]> {
    await this.wire.say('LIST\n')
    const { text } = await this.wire.find('LIST-OK and the names', this.isOurs, isList, rule)
    return unended(text).slice('LIST-OK '.length).split(',')
  }

  /** Whether a frame is neither a delivery between other users nor a notice about a room (6.8). */
  readonly isOurs = (frame: Reply): boolean => {
    if (frame.kind !== 'delivery') return true
    if (frame.from === 'server' && frame.room !== undefined) return false
    return [...this.words].some((word) => frame.from.includes(word) || frame.text.includes(word))
  }
}

const RETURN = 0x0d

/** Compares the bytes with a line; a `\r` before its `\n` is for the check of 1.1b to find. */
function equalTo(line: string): Judge<Reply> {
  const wanted = Buffer.from(line)
  return ({ bytes }) => {
    const end = bytes.length - 2
    const came = bytes[end] === RETURN ? Buffer.concat([bytes.subarray(0, end), EOL]) : bytes
    const at = came.findIndex((byte, index) => byte !== wanted[index])
    if (at < 0 && came.length === wanted.length) return undefined
    return { why: 'other bytes came', at: at < 0 ? came.length : at }
  }
}

const EOL = Buffer.from('\n')

const isList: Judge<Reply> = ({ text }) =>
  /^LIST-OK [^\r\n]+\r?\n$/.test(text) ? undefined : { why: 'this is no list' }

/** A line without its end. */
export function unended(line: string): string {
  return line.replace(/\r?\n$/, '')
}

/** A text on one line, for a report. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}

/** A line with bytes that are not UTF-8. */
export function withBadBytes(before: string, after: string): Uint8Array {
  return Buffer.concat([Buffer.from(before), Buffer.of(0x63, 0xff, 0xe9), Buffer.from(after)])
}
