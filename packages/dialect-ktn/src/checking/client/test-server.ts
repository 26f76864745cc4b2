import { type ClientStep, clientChecks, type Table, TestServer } from '@parley/checks'
import type { Check, ClientStage, Heard, Judge } from '@parley/contract'
import type { Request } from '../../frames.ts'
import { fieldsOf, flawUnless, toAscii } from '../objects.ts'
import type { Options } from '../options.ts'

type Stage = ClientStage<Request, Options>
export type ClientCheck = Check<Stage>

/** The timestamp of all responses, in the format of the papers. */
export const TIME = '2016-03-14T12:34:56'

/** Time between two writes, so that they arrive as two reads, in milliseconds. */
const GAP = 40

/** How long a client may take to show that it is logged in, in milliseconds. */
const SETTLING = 300

/** Needed by nearly every check. */
export const LOGIN = ['ktn-2.1', 'ktn-2.1f', 'ktn-2.1g'] as const
export const OUTPUT = [...LOGIN, 'ktn-7.3'] as const

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

export class KtnServer extends TestServer<Request, Options> {
  override async expectLogin(): Promise<Heard<Request>> {
    await this.start(() => this.person.login(this.name))
    return this.expectRequest('login', () => undefined, 'ktn-2.1f')
  }

  override async admit(): Promise<void> {
    await this.wire.say(response('info', 'Login successful'))
    await this.person.welcomed(this.name, 'ktn-7.3')
  }

  /** The request of this word. */
  override async hears(word: string, rule?: string): Promise<void> {
    await this.expectRequest(word, undefined, rule)
  }

  /**
   * Expects this request next; line ends are checked by 1.1. A client may ask for help by itself: it
   * is answered.
   */
  async expectRequest(word: string, judge: Judge<Request> = () => undefined, rule?: string) {
    for (;;) {
      const isAside = ({ kind }: Request) => kind === 'help' && word !== 'help'
      const heard = await this.wire.find(
        `the request ${word}`,
        ({ kind }) => kind !== 'line-end',
        (one) => {
          if (isAside(one.frame)) return undefined
          return fieldOf(one, 'request') === word ? judge(one) : { why: 'it is another request' }
        },
        rule,
      )
      if (!isAside(heard.frame)) return heard
      await this.wire.say(response('info', 'login <name>, logout, msg <text>, names, help'))
    }
  }

  /** Lets the client in, whether or not it shows so: for checks of what it sends. */
  async letIn(): Promise<void> {
    await this.wire.say(response('info', 'Login successful'))
    await this.stage.pass(SETTLING)
  }

  /** Sends an object and expects the client to show these words. */
  async send(object: string, ...words: readonly string[]): Promise<void> {
    await this.wire.say(object)
    if (words.length === 0) await this.stage.pass(GAP)
    for (const word of words) await this.person.shows(word)
  }
}

export const checks: Table<Stage, KtnServer, ClientStep> = clientChecks(
  (stage: Stage) => new KtnServer(stage),
)

/** Expects an object with both keys. */
export const hasKeys: Judge<Request> = (heard) => {
  const fields = fieldsOf(heard.text)
  if (fields === undefined) return { why: 'it is no JSON object' }
  return flawUnless(fields.has('request') && fields.has('content'), 'a key is missing')
}
