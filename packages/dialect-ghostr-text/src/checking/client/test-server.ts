import type { Check, ClientStage, Heard, Judge, Wire } from '@parley/contract'
import type { Request } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { type Fields, flawOf, message } from '../fields.ts'

export type Stage = ClientStage<Request, Options>
export type ClientCheck = Check<Stage>

/** Rules that must hold before others can be checked. */
export const LOGIN = ['ghostr-text-1.1', 'ghostr-text-1.1a', 'ghostr-text-2.1'] as const
export const SEND = [...LOGIN, 'ghostr-text-9.4d'] as const
export const RECEIVE = [...LOGIN, 'ghostr-text-9.4e'] as const

const LOGIN_RULE = 'ghostr-text-2.1'

/** Plays the server on the one connection of a client. */
export class TestServer {
  readonly stage: Stage
  readonly wire: Wire<Request>
  readonly name: string
  readonly password = 'falcon*solo'

  constructor(stage: Stage, wire: Wire<Request>) {
    this.stage = stage
    this.wire = wire
    this.name = stage.name()
  }

  /** A client that has been given a name and a password. */
  static async open(stage: Stage): Promise<TestServer> {
    const server = new TestServer(stage, await stage.start())
    stage.person.login(server.name, server.password)
    return server
  }

  /** Somebody has logged in. */
  static async user(stage: Stage): Promise<TestServer> {
    const server = await TestServer.open(stage)
    await server.named()
    await server.asked('AUTH', { WHO: server.name, PASW: server.password }, LOGIN_RULE)
    await server.admits()
    await stage.person.welcomed(server.name, LOGIN_RULE)
    return server
  }

  /** The name that logs in is known. */
  async named(isNew: '0' | '1' = '0'): Promise<void> {
    await this.asked('LOGON', { WHO: this.name }, LOGIN_RULE)
    await this.says('LOGON', { RET: '1', NEW: isNew, ERR: '0' })
  }

  async admits(): Promise<void> {
    await this.says('AUTH', { PASW: '1', ATMP: '3' })
  }

  async says(type: string, fields: Fields): Promise<void> {
    await this.wire.say(message(type, fields))
  }

  /** A message to the person. */
  async brings(from: string, text: string): Promise<void> {
    await this.says('MSG', { FROM: from, TO: this.name, BODY: text })
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
    await this.says('WHOELSE', { FROM: this.name, BODY: names })
  }

  /** The person writes, and it comes. */
  async writes(to: string, text: string, rule = 'ghostr-text-9.4d'): Promise<Heard<Request>> {
    this.stage.person.send(to, text)
    return this.asked('MSG', { FROM: this.name, TO: to, BODY: text }, rule)
  }

  /**
   * The person writes something, then a plain text: all that comes up to that one is right. A
   * client may well refuse to send the first.
   */
  async sends(text: string, judge: Judge<Request>, rule?: string): Promise<void> {
    const to = this.stage.name()
    this.stage.person.send(to, text)
    this.stage.person.send(to, 'plain')
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
