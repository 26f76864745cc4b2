import { type ClientStep, clientChecks, type Table, TestServer } from '@parley/checks'
import type { Check, ClientStage, Heard, Judge } from '@parley/contract'
import type { Request } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { type Fields, fieldsIn, flawOf, message } from '../fields.ts'

type Stage = ClientStage<Request, Options>
export type ClientCheck = Check<Stage>

/** Rules that must hold before others can be checked. */
export const LOGIN = ['ghostr-text-1.1', 'ghostr-text-1.1a', 'ghostr-text-2.1'] as const
export const SEND = [...LOGIN, 'ghostr-text-9.4d'] as const
export const RECEIVE = [...LOGIN, 'ghostr-text-9.4e'] as const

const LOGIN_RULE = 'ghostr-text-2.1'

export class TextServer extends TestServer<Request, Options> {
  /** Starts the client, which is given a name and a password. */
  async open(): Promise<void> {
    await this.start()
    this.person.login(this.name, this.password)
  }

  override async expectLogin(): Promise<void> {
    await this.open()
    await this.named()
    await this.asked('AUTH', { WHO: this.name, PASW: this.password }, LOGIN_RULE)
  }

  override async admit(): Promise<void> {
    await this.admits()
    await this.person.welcomed(this.name, LOGIN_RULE)
  }

  /** A message with at least these fields. */
  override async hears(step: string, rule?: string): Promise<Heard<Request>> {
    const { TYPE: type = '', ...fields } = Object.fromEntries(fieldsIn(step))
    return this.asked(type, fields, rule)
  }

  /** The name that logs in is known. */
  async named(isNew: '0' | '1' = '0'): Promise<void> {
    await this.asked('LOGON', { WHO: this.name }, LOGIN_RULE)
    await this.tells('LOGON', { RET: '1', NEW: isNew, ERR: '0' })
  }

  async admits(): Promise<void> {
    await this.tells('AUTH', { PASW: '1', ATMP: '3' })
  }

  async tells(type: string, fields: Fields): Promise<void> {
    await this.wire.say(message(type, fields))
  }

  /** A message to the person. */
  async brings(from: string, text: string): Promise<void> {
    await this.tells('MSG', { FROM: from, TO: this.name, BODY: text })
  }

  /** The client’s next message is this one. */
  async asked(type: string, fields: Fields, rule?: string): Promise<Heard<Request>> {
    return this.next(message(type, fields), (heard) => flawOf(heard, type, fields), rule)
  }

  /** The client’s next message; lists that it asks for of its own accord are answered. */
  async next(expected: string, judge: Judge<Request>, rule?: string): Promise<Heard<Request>> {
    for (;;) {
      let isList = false
      const judged: Judge<Request> = (heard) => {
        isList = heard.frame.kind === 'WHOELSE' && !expected.startsWith('TYPE: WHOELSE')
        return isList ? undefined : judge(heard)
      }
      const heard = await this.wire.expect(expected, judged, rule)
      if (!isList) return heard
      await this.lists('')
    }
  }

  async lists(names: string): Promise<void> {
    await this.tells('WHOELSE', { FROM: this.name, BODY: names })
  }

  /** The person writes, and it comes. */
  async writes(to: string, text: string, rule = 'ghostr-text-9.4d'): Promise<Heard<Request>> {
    this.person.send(to, text)
    return this.asked('MSG', { FROM: this.name, TO: to, BODY: text }, rule)
  }

  /**
   * The person writes something, then a plain text: all that comes up to that one is right. A
   * client may well refuse to send the first.
   */
  async sends(text: string, judge: Judge<Request>, rule?: string): Promise<void> {
    const to = this.word()
    this.person.send(to, text)
    this.person.send(to, 'plain')
    let isLast = false
    while (!isLast) {
      await this.next(
        message('MSG', { FROM: this.name, TO: to, BODY: 'plain' }),
        (heard) => {
          isLast = heard.frame.kind === 'MSG' && heard.frame.text === 'plain'
          return judge(heard)
        },
        rule,
      )
    }
  }
}

export const checks: Table<Stage, TextServer, ClientStep> = clientChecks(
  (stage: Stage) => new TextServer(stage),
)
