import { type Account, TestClient } from '@parley/checks'
import type { Heard, ServerStage } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { pickle } from '../../serializer.ts'
import { type Message, type Posted, posted, readMessage, readMore, said } from '../texts.ts'
import { ownBody, quoted, reply, shown, valuesIn } from './replies.ts'

export type Stage = ServerStage<Reply, Options>

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

/**
 * How many answers a server gives to the port, by the options of its run. There should be none, which the
 * check of 2.3a tells; the other checks pass over one.
 */
const answersToPort = new WeakMap<Options, 'none' | 'one'>()

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
    const { options } = this.stage
    const known = answersToPort.get(options)
    if (known === 'one') await this.wire.next('its answer to the port', 'toom-2.3a')
    else if (known === 'none') await this.stage.pass(APART)
    else answersToPort.set(options, (await this.wire.rest()).length > 0 ? 'one' : 'none')
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
