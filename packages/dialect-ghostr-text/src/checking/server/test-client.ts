import {
  type Account,
  type ServerStep,
  serverChecks,
  type Table,
  TestClient,
  TestClients,
} from '@parley/checks'
import type { Check, Flaw, Heard, Judge, ServerStage } from '@parley/contract'
import type { ListType, Reply } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { type Fields, fieldsIn, flawOf, message, valueIn } from '../fields.ts'

export type Stage = ServerStage<Reply, Options>
export type ServerCheck = Check<Stage>

/** Rules that must hold before others can be checked. */
export const LOGIN = ['ghostr-text-9.1', 'ghostr-text-9.2'] as const
export const FRAMED_LOGIN = ['ghostr-text-1.1', 'ghostr-text-1.1a', ...LOGIN] as const
export const LIST = 'ghostr-text-9.6'
export const CHAT = [...LOGIN, 'ghostr-text-9.4', LIST] as const

/** Behind what is not answered, in milliseconds, so that it is a read of its own. */
const BETWEEN = 60

/** A list as long as this, in bytes, may go on in the next message. */
const LONG_LIST = 900

/** Messages that are not answered. */
const UNANSWERED = /^TYPE: (?:MSG|BROADCAST|PRIVMSG);;/

export class TextClient extends TestClient<Reply, Options> {
  #apart: Promise<void> = Promise.resolve()

  /** A LOGOUT in the name of somebody else is no goodbye. */
  protected override get spoken() {
    return { login: /TYPE: AUTH;;/, goodbye: new RegExp(`TYPE: LOGOUT;;WHO: ${this.name};;`) }
  }

  protected override tells(frame: Reply): 'in' | 'refused' | 'left' | undefined {
    if (frame.kind === 'AUTH') return frame.ok ? 'in' : 'refused'
    return frame.kind === 'LOGOUT' || frame.kind === 'TIMEOUT' ? 'left' : undefined
  }

  protected override goodbye(): Promise<void> {
    return this.say('LOGOUT', { WHO: this.name })
  }

  override async says(step: string): Promise<void> {
    await this.#apart
    await this.wire.say(step)
    if (UNANSWERED.test(step)) this.#apart = this.stage.pass(BETWEEN)
  }

  /** A message with at least these fields. */
  override async hears(step: string, rule?: string): Promise<void> {
    const { TYPE: type = '', ...fields } = Object.fromEntries(fieldsIn(step))
    if (type === 'LOGGEDIN' || type === 'LOGGEDOUT') await this.sees(fields.WHO ?? '', type, rule)
    else await this.answered(type, fields, rule)
  }

  async say(type: string, fields: Fields): Promise<void> {
    await this.#apart
    await this.wire.say(message(type, fields))
  }

  /** What is not answered: what is said next on this connection keeps its distance. */
  async tell(type: string, fields: Fields): Promise<void> {
    await this.say(type, fields)
    this.#apart = this.stage.pass(BETWEEN)
  }

  async write(to: string, text: string): Promise<void> {
    await this.tell('MSG', { FROM: this.name, TO: to, BODY: text })
  }

  async announce(text: string): Promise<void> {
    await this.tell('BROADCAST', { FROM: this.name, BODY: text })
  }

  /** The next message is this one; presence, and what strangers say to everyone, aside. */
  async answered(type: string, fields: Fields, rule?: string): Promise<Heard<Reply>> {
    return this.next(message(type, fields), (heard) => flawOf(heard, type, fields), rule)
  }

  async next(expected: string, judge: Judge<Reply>, rule?: string): Promise<Heard<Reply>> {
    for (;;) {
      let aside = false
      const judged = (heard: Heard<Reply>): Flaw | undefined => {
        aside = /^\s*TYPE/.test(heard.text) && this.#isAside(heard.frame)
        return aside ? undefined : judge(heard)
      }
      const heard = await this.wire.expect(expected, judged, rule)
      if (!aside) return heard
    }
  }

  /** A message of somebody comes. */
  async gets(from: string, text: string, rule?: string): Promise<Heard<Reply>> {
    return this.answered('MSG', { FROM: from, TO: this.name, BODY: text }, rule)
  }

  /** Expects the broadcast that somebody has logged in. */
  async sees(who: string, kind: 'LOGGEDIN' | 'LOGGEDOUT', rule?: string): Promise<Heard<Reply>> {
    const isMeant = (frame: Reply) => frame.kind === kind && frame.who === who
    return this.wire.find(message(kind, { WHO: who }), isMeant, undefined, rule)
  }

  /** The answer to what has a `RET` (10.1, 10.4). */
  async did(type: string, fields: Fields, ret: '0' | '1', rule?: string): Promise<void> {
    await this.answered(type, { ...fields, RET: ret }, rule)
  }

  /** Does something as a moderator, with these further fields, and is answered so. */
  async moderates(type: string, whom: Fields, more: Fields = {}, ret: '0' | '1' = '1') {
    await this.say(type, { ...whom, FROM: this.name, ...more })
    await this.did(type, whom, ret)
  }

  /** Expects the news that somebody has come into a room, or left it (10.5). */
  async moved(kind: 'JOINED' | 'LEFT', fields: Fields, rule?: string): Promise<void> {
    const isMeant = (frame: Reply) => frame.kind === kind
    await this.wire.find(
      message(kind, fields),
      isMeant,
      (heard) => flawOf(heard, kind, fields),
      rule,
    )
  }

  /** Expects that something is refused (4.2); notices to this user are passed over. */
  async failed(of: string, rule?: string): Promise<void> {
    const isMeant = (frame: Reply) => frame.kind === 'ERROR' || frame.kind === 'nonsense'
    const wanted = { OF: of }
    await this.wire.find(
      message('ERROR', wanted),
      isMeant,
      (heard) => flawOf(heard, 'ERROR', wanted),
      rule,
    )
  }

  /** Asks for a list of section 10. */
  async asks(type: ListType, fields: Fields = {}, rule?: string): Promise<readonly string[]> {
    await this.say(type, { ...fields, FROM: this.name })
    const { bytes, text } = await this.answered(type, fields, rule)
    const first = namesIn({ text })
    if (bytes.length < LONG_LIST) return first
    const rest = await this.wire.rest()
    return [...first, ...rest.filter(({ frame }) => frame.kind === type).flatMap(namesIn)]
  }

  /** Whether the name can log in, and is new. */
  async logon(name: string, rule = 'ghostr-text-9.1'): Promise<Heard<Reply>> {
    this.words.add(name)
    this.name = name
    await this.say('LOGON', { WHO: name })
    return this.answered('LOGON', { RET: '1' }, rule)
  }

  async auth(password: string, isNew = '0'): Promise<void> {
    this.password = password
    await this.say('AUTH', { WHO: this.name, PASW: password, NEW: isNew })
  }

  override async login({ name, password }: Account, rule = 'ghostr-text-9.2'): Promise<void> {
    const { text } = await this.logon(name)
    await this.auth(password, valueIn(text, 'NEW'))
    await this.answered('AUTH', { PASW: '1' }, rule)
  }

  override async tryLogin({ name, password }: Account): Promise<boolean> {
    this.name = name
    await this.say('LOGON', { WHO: name })
    const { text } = await this.answered('LOGON', {}, 'ghostr-text-9.1')
    if (valueIn(text, 'RET') !== '1') return false
    await this.auth(password, valueIn(text, 'NEW'))
    const answer = await this.answered('AUTH', {}, 'ghostr-text-9.2')
    return valueIn(answer.text, 'PASW') === '1'
  }

  async logout(): Promise<void> {
    await this.say('LOGOUT', { WHO: this.name })
    const isMeant = (frame: Reply) => frame.kind === 'LOGOUT'
    await this.wire.find(
      message('LOGOUT', { WHO: this.name }),
      isMeant,
      undefined,
      'ghostr-text-9.12',
    )
    await this.wire.closes('ghostr-text-9.12')
  }

  /** Who else is online; nothing has come before the answer but what is aside. */
  async list(rule?: string): Promise<readonly string[]> {
    await this.say('WHOELSE', { FROM: this.name })
    return this.listed(rule)
  }

  /** The names of a list that was asked for. */
  async listed(rule = 'ghostr-text-9.6'): Promise<readonly string[]> {
    const isList = ({ frame }: Heard<Reply>) =>
      frame.kind === 'WHOELSE' ? undefined : { why: 'another message came' }
    const expected = message('WHOELSE', { FROM: this.name, BODY: '...' })
    const first = await this.next(expected, isList, rule)
    if (first.bytes.length < LONG_LIST) return namesIn(first)
    const rest = await this.wire.rest()
    return [first, ...rest.filter(({ frame }) => frame.kind === 'WHOELSE')].flatMap(namesIn)
  }

  /** Everything before has been read: what is asked behind it is answered, or refused. */
  async heeded(): Promise<void> {
    await this.say('WHOELSE', { FROM: this.name })
    await this.wire.rest()
  }

  /** The server has nothing else to say: what is asked now is answered next. */
  override async nothing(rule?: string): Promise<void> {
    await this.list(rule)
  }

  /** All that comes before the answer to what is asked now. */
  async before(): Promise<readonly Heard<Reply>[]> {
    await this.say('WHOELSE', { FROM: this.name })
    const all: Heard<Reply>[] = []
    for (;;) {
      const heard = await this.wire.next('TYPE: WHOELSE', 'ghostr-text-9.6')
      if (heard.frame.kind === 'WHOELSE') return all
      all.push(heard)
    }
  }

  /** That text has not come. */
  async misses(text: string): Promise<void> {
    if ((await this.before()).some((heard) => valueIn(heard.text, 'BODY') === text)) {
      this.stage.fail(`${this.name} got what must not be delivered`)
    }
  }

  #isAside(frame: Reply): boolean {
    if (frame.kind === 'LOGGEDIN' || frame.kind === 'LOGGEDOUT') return true
    if (frame.kind === 'JOINED' || frame.kind === 'LEFT') return true
    if (frame.kind === 'MSG' && frame.from === 'server' && frame.to.startsWith('#')) return true
    return frame.kind === 'MSG' && frame.to === 'broadcast' && !this.words.has(frame.from)
  }
}

function namesIn({ text }: Pick<Heard<Reply>, 'text'>): readonly string[] {
  return (valueIn(text, 'BODY') ?? '').split('\n').filter((name) => name !== '')
}

export class Clients extends TestClients<Reply, Options, TextClient> {
  override account(): Account {
    return this.stage.account()
  }

  /** Somebody who has logged in, and has gone. */
  async away(account: Account = this.account()): Promise<Account> {
    const client = await this.user(account)
    await client.logout()
    return account
  }

  /** An account that no other check has, and may be locked: somebody has logged in, and has gone. */
  async expendable(): Promise<Account> {
    return this.away(this.stage.expendable())
  }
}

export const checks: Table<Stage, Clients, ServerStep> = serverChecks(
  (stage: Stage) => new Clients(stage, (connection) => new TextClient(connection)),
)
