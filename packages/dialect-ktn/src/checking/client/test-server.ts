import type { Check, ClientStage, Heard, Judge, Wire } from '@parley/contract'
import type { Request } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { fieldsOf, flawUnless, toAscii } from '../objects.ts'

export type Stage = ClientStage<Request, Options>
export type ClientCheck = Check<Stage>

/** The timestamp of all responses, in the format of the papers. */
export const TIME = '2016-03-14T12:34:56'

/** Time between two writes, so that they arrive as two reads, in milliseconds. */
const GAP = 40

/** Needed by nearly every check. */
export const NEEDS_LOGIN = ['ktn-2.1', 'ktn-2.1f', 'ktn-2.1g'] as const
export const NEEDS_OUTPUT = [...NEEDS_LOGIN, 'ktn-7.3'] as const

/** A response as most servers write it. */
export function response(word: string, content: unknown, sender: unknown = 'server'): string {
  return toAscii(JSON.stringify({ timestamp: TIME, sender, response: word, content }))
}

/** A message in a response. */
export function message(from: string, text: string): string {
  return response('message', text, from)
}

/** The value of a key of a request. */
export function fieldOf(heard: Heard<Request>, key: string): unknown {
  return fieldsOf(heard.text)?.get(key)
}

/** The server of one client. */
export class TestServer {
  readonly stage: Stage
  readonly wire: Wire<Request>
  readonly name: string

  constructor(stage: Stage, wire: Wire<Request>, name: string) {
    this.stage = stage
    this.wire = wire
    this.name = name
  }

  /** Starts the client and expects its login. Some connect only after a name was typed. */
  static async expectLogin(stage: Stage): Promise<{ server: TestServer; login: Heard<Request> }> {
    const starting = stage.start()
    starting.catch(() => {})
    const name = stage.name()
    stage.person.login(name)
    const server = new TestServer(stage, await starting, name)
    return { server, login: await server.expectRequest('login', () => undefined, 'ktn-2.1f') }
  }

  /** Logs the client in and expects that it shows this. */
  static async logIn(stage: Stage): Promise<TestServer> {
    const { server } = await TestServer.expectLogin(stage)
    await server.wire.say(response('info', 'Login successful'))
    await stage.person.welcomed(server.name, 'ktn-7.3')
    return server
  }

  /** Expects this request next; line ends are checked by 1.1. */
  expectRequest(word: string, judge: Judge<Request> = () => undefined, rule?: string) {
    return this.wire.find(
      `the request ${word}`,
      ({ kind }) => kind !== 'line-end',
      (heard) =>
        fieldOf(heard, 'request') === word ? judge(heard) : { why: 'it is another request' },
      rule,
    )
  }

  /** Sends an object and expects the client to show these words. */
  async send(object: string, ...words: readonly string[]): Promise<void> {
    await this.wire.say(object)
    if (words.length === 0) await this.stage.pass(GAP)
    for (const word of words) await this.stage.person.shows(word)
  }
}

/** Expects an object with both keys. */
export const hasKeys: Judge<Request> = (heard) => {
  const fields = fieldsOf(heard.text)
  if (fields === undefined) return { why: 'it is no JSON object' }
  return flawUnless(fields.has('request') && fields.has('content'), 'a key is missing')
}
