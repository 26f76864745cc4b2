import type { Check, ClientStage, Heard, Judge, Wire } from '@parley/contract'
import type { Request } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { ascii, fieldsOf, unless } from '../objects.ts'

export type Stage = ClientStage<Request, Options>
export type ClientCheck = Check<Stage>

/** When everything was said that a check says: a time as the papers have it. */
export const TIME = '2016-03-14T12:34:56'

/** Between two writes of which nothing is seen, so that they are two reads, in milliseconds. */
const GAP = 40

/** What nearly every check rests on. */
export const ENTERED = ['ktn-2.1', 'ktn-2.1f', 'ktn-2.1g'] as const
export const SEES = [...ENTERED, 'ktn-7.3'] as const

/** One response as most servers write it. */
export function response(word: string, content: unknown, sender: unknown = 'server'): string {
  return ascii(JSON.stringify({ timestamp: TIME, sender, response: word, content }))
}

/** A message as `response` has it. */
export function message(from: string, text: string): string {
  return response('message', text, from)
}

/** What stands under a key of a request. */
export function under(heard: Heard<Request>, key: string): unknown {
  return fieldsOf(heard.text)?.get(key)
}

/** Plays the server for one client. */
export class TestServer {
  readonly stage: Stage
  readonly wire: Wire<Request>
  readonly name: string

  constructor(stage: Stage, wire: Wire<Request>, name: string) {
    this.stage = stage
    this.wire = wire
    this.name = name
  }

  /** The client has sent its login. Some connect only once a name was typed. */
  static async asked(stage: Stage): Promise<{ server: TestServer; login: Heard<Request> }> {
    const starting = stage.start()
    starting.catch(() => {})
    const name = stage.name()
    stage.person.login(name)
    const server = new TestServer(stage, await starting, name)
    return { server, login: await server.request('login', () => undefined, 'ktn-2.1f') }
  }

  /** Somebody has logged in, and sees it. */
  static async user(stage: Stage): Promise<TestServer> {
    const { server } = await TestServer.asked(stage)
    await server.wire.say(response('info', 'Login successful'))
    await stage.person.welcomed(server.name, 'ktn-7.3')
    return server
  }

  /** The next request is this one, and is right; line ends are for 1.1 to judge. */
  request(word: string, judge: Judge<Request> = () => undefined, rule?: string) {
    return this.wire.find(
      `the request ${word}`,
      ({ kind }) => kind !== 'line-end',
      (heard) =>
        under(heard, 'request') === word ? judge(heard) : { why: 'it is another request' },
      rule,
    )
  }

  /** Something is said that has these words in it, and they are shown. */
  async says(object: string, ...words: readonly string[]): Promise<void> {
    await this.wire.say(object)
    if (words.length === 0) await this.stage.pass(GAP)
    for (const word of words) await this.stage.person.shows(word)
  }
}

/** A request is an object with both keys. */
export const hasKeys: Judge<Request> = (heard) => {
  const fields = fieldsOf(heard.text)
  if (fields === undefined) return { why: 'it is no JSON object' }
  return unless(fields.has('request') && fields.has('content'), 'a key is missing')
}
