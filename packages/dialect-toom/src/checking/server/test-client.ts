import {
  type Account,
  type ServerStep,
  serverChecks,
  type Table,
  TestClient,
  TestClients,
} from '@parley/checks'
import type { Check, Heard, ServerStage } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { pickle } from '../../serializer.ts'
import { type Message, type Posted, posted, readMessage, readMore, said } from '../texts.ts'
import { ownBody, quoted, reply, shown, valuesIn } from './replies.ts'

export type Stage = ServerStage<Reply, Options>
export type ServerCheck = Check<Stage>

/** What nearly every check needs: a login, and that the port behind it has no answer. */
export const LOGIN = ['toom-2.2', 'toom-2.3a'] as const
export const POSTING = [...LOGIN, 'toom-3.1'] as const
export const READING = ['toom-1.5', ...POSTING, 'toom-3.5'] as const

/** The rule to blame, and the text as RDM lists it. */
interface Putting {
  readonly rule?: string
  readonly as?: string
}

/** A posted message; `confirmed`: its number in MSGACK. */
interface Put extends Message {
  readonly confirmed: number
}

/** The result of RDM. */
interface Read {
  readonly messages: readonly Message[]
  readonly body: string
  readonly room: 'enough' | 'crowded'
}

/** A reply of this many bytes may leave messages out. */
const NEARLY_FULL = 1500

/** Attempts to post a text, and the time between two of them in milliseconds. */
const MOST_TRIES = 4
const SECOND = 1100

const CROWDED = 'so much is posted just now that one reply does not hold it'

/** Time between the port and the first command, in milliseconds, so that they are two reads. */
export const APART = 15

/** Longest lockout that a check waits for, in milliseconds. */
const LONGEST_BLOCK = 10_000

export class ToomClient extends TestClient<Reply, Options> {
  protected override readonly spoken = { login: /LOGIN/ }

  protected override tells(frame: Reply): 'in' | 'refused' | 'left' | undefined {
    if (frame.kind !== 'reply') return undefined
    if (frame.type === 'OUT') return 'left'
    return frame.type === 'LOGIN-A' ? 'in' : /^LOGIN-/.test(frame.type) ? 'refused' : undefined
  }

  protected override goodbye(): Promise<void> {
    return this.request('OUT')
  }

  override async greeted(): Promise<void> {
    await this.wire.next(shown('', said.banner), 'toom-2.1')
  }

  override async login(account: Account, rule = 'toom-2.2'): Promise<void> {
    this.name = account.name
    await this.loginAs(account, ['LOGIN-A'], rule)
  }

  override async tryLogin(account: Account): Promise<boolean> {
    const type = await this.loginAs(account, ['LOGIN-A', 'LOGIN-F'], 'toom-2.2')
    return type === 'LOGIN-A'
  }

  override async says(step: string): Promise<void> {
    await this.request(...valuesIn(step))
  }

  override async hears(step: string, rule?: string): Promise<void> {
    await this.expect(...valuesIn(step), rule)
  }

  async request(type: string, body: string | number = ''): Promise<void> {
    await this.wire.say(pickle(type, body))
  }

  async exchange(
    request: readonly [type: string, body: string | number],
    answer: readonly [type: string, body: string | RegExp],
    rule?: string,
  ): Promise<void> {
    await this.request(...request)
    await this.expect(...answer, rule)
  }

  /** Expects this reply next. */
  async expect(type: string, body: string | RegExp, rule?: string): Promise<Heard<Reply>> {
    return this.wire.expect(shown(type, body), reply(type, body), rule)
  }

  /** The body of the next reply, without news; expects this type. */
  async body(type: string, rule: string): Promise<string> {
    const { frame } = await this.expect(type, /^[\s\S]*$/, rule)
    return frame.kind === 'reply' ? ownBody(frame.body) : ''
  }

  /** Tries to log in; expects one of these types and returns it. */
  async loginAs(account: Account, types: readonly string[], rule: string): Promise<string> {
    await this.request('LOGIN', `${account.name} ${account.password}`)
    const { frame } = await this.wire.expect(
      `a reply with type ${types.map(quoted).join(' or ')}`,
      ({ frame: came }) => {
        if (came.kind === 'reply' && types.includes(came.type)) return undefined
        return { why: 'another reply came' }
      },
      rule,
    )
    return frame.kind === 'reply' ? frame.type : ''
  }

  /** Says where files may come, as every client does behind its login; there is no reply. */
  async announce(port: number): Promise<void> {
    await this.request('UDP_PORT', port)
    await this.stage.pass(APART)
  }

  /** A new request gets the next reply. */
  override async nothing(rule?: string): Promise<void> {
    await this.request('MSG', this.stage.name())
    await this.postedAt(rule)
  }

  async post(text: string): Promise<Posted> {
    await this.request('MSG', text)
    return this.postedAt()
  }

  async postedAt(rule = 'toom-3.1'): Promise<Posted> {
    const body = await this.expect('MSGACK', posted, rule)
    const [, number, date = ''] = posted.exec(bodyOf(body)) ?? []
    return { number: Number(number), date }
  }

  /** The messages since the date; `crowded`: there may be more. */
  async read(date: string, rule = 'toom-3.5'): Promise<Read> {
    await this.request('RDM', date)
    const body = await this.body('RDM', rule)
    const lines = body.split('\n')
    const isCut = lines.some((line) => readMore(line) !== undefined)
    return {
      messages: lines.flatMap((line) => readMessage(line) ?? []),
      body,
      room: isCut || body.length > NEARLY_FULL ? 'crowded' : 'enough',
    }
  }

  /** The message with this text since the date, if it is listed. */
  async find(
    date: string,
    text: string,
    rule = 'toom-3.5',
  ): Promise<Message | 'crowded' | undefined> {
    const { messages, body, room } = await this.read(date, rule)
    const found = messages.find((one) => one.text === text)
    if (found !== undefined) return found
    if (body.includes(`"${text}"`)) {
      this.stage.fail(`a line of RDM is not like #1, jess: "Hello", posted at …: ${body}`, rule)
    }
    return room === 'crowded' ? room : undefined
  }

  /** Expects a message with this text. */
  async expectListed(date: string, text: string, rule = 'toom-3.5'): Promise<Message> {
    const found = await this.find(date, text, rule)
    if (found === 'crowded') return this.stage.skip(CROWDED)
    return found ?? this.stage.fail(`RDM ${date} does not tell ${quoted(text)}`, rule)
  }

  /** Expects no message with this text. */
  async expectUnlisted(date: string, text: string, rule: string): Promise<void> {
    const found = await this.find(date, text)
    if (found !== undefined && found !== 'crowded') {
      this.stage.fail(`RDM ${date} tells ${quoted(text)}`, rule)
    }
  }

  /**
   * Posts a text, which `reader` then reads; again where so much is posted in the same second that
   * one reply does not hold it, or where a second may have ended between the posting and the reply.
   * `as`: how the text is shown.
   */
  async postAndRead(
    text: string,
    reader: ToomClient,
    { rule, as = text }: Putting = {},
  ): Promise<Put> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await this.request('MSG', text)
      const { date, number } = await this.postedAt(rule)
      const found = await reader.find(date, as, rule)
      if (found === 'crowded') await this.stage.pass(SECOND)
      else if (found !== undefined) return { ...found, confirmed: number }
      else if (tries > 0) {
        this.stage.fail(`RDM ${date} does not tell ${quoted(as)}`, rule ?? 'toom-3.5')
      }
    }
    return this.stage.skip(CROWDED)
  }

  /** The lines of ATU; none if nobody else is online. */
  async users(rule = 'toom-3.6'): Promise<readonly string[]> {
    await this.request('ATU')
    const { frame } = await this.wire.expect(
      'a reply with type "ATU" or "ATU-N"',
      ({ frame: came }) =>
        came.kind === 'reply' && /^ATU(-N)?$/.test(came.type)
          ? undefined
          : { why: 'another reply came' },
      rule,
    )
    return frame.kind === 'reply' && frame.type === 'ATU'
      ? frame.body.replace(/\n$/, '').split('\n')
      : []
  }
}

function bodyOf({ frame }: Heard<Reply>): string {
  return frame.kind === 'reply' ? ownBody(frame.body) : ''
}

export class Clients extends TestClients<Reply, Options, ToomClient> {
  override account(): Account {
    return this.stage.account()
  }

  /** Logs a user in and sends a port, as clients do. */
  override user(account: Account = this.account()): Promise<ToomClient> {
    return this.userAt(this.port(), account)
  }

  async userAt(port: number, account: Account = this.account()): Promise<ToomClient> {
    const client = await this.logIn(account)
    await client.announce(port)
    return client
  }

  /** Two who log in at the same time. */
  override pair(): Promise<readonly [ToomClient, ToomClient]> {
    return Promise.all([this.user(), this.user()])
  }

  /** A user who has logged in. */
  async logIn(account: Account): Promise<ToomClient> {
    const first = await this.#tried(account)
    if (first !== 'LOGIN-BB') return first
    const block = this.stage.options.blockDuration * 1000
    if (block > LONGEST_BLOCK) {
      this.stage.skip(`${account.name} is locked just now: try again once the block is over`)
    }
    await this.stage.pass(block + 500)
    const second = await this.#tried(account)
    if (second !== 'LOGIN-BB') return second
    return this.stage.fail(`${account.name} is locked, with the right password`, 'toom-2.2')
  }

  port(): number {
    return 20_000 + Math.floor(this.stage.random() * 40_000)
  }

  async #tried(account: Account): Promise<ToomClient | 'LOGIN-BB'> {
    const client = await this.connect()
    client.name = account.name
    const type = await client.loginAs(account, ['LOGIN-A', 'LOGIN-N', 'LOGIN-BB'], 'toom-2.2')
    if (type === 'LOGIN-N') this.unknown(account.name)
    return type === 'LOGIN-BB' ? type : client
  }

  unknown(name: string): never {
    return this.stage.skip(
      `the server has no user ${name}: give names and passwords that it has with --credentials`,
    )
  }
}

export const checks: Table<Stage, Clients, ServerStep> = serverChecks(
  (stage: Stage) => new Clients(stage, (connection) => new ToomClient(connection)),
)
