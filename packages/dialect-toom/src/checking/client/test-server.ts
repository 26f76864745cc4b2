import { type ClientStep, clientChecks, type Table, TestServer } from '@parley/checks'
import { type Check, type ClientStage, type Flaw, type Heard, NEED_MORE } from '@parley/contract'
import { PickleSplitter } from '@parley/framing'
import type { Request } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { pickle } from '../../serializer.ts'
import { valuesIn } from '../server/replies.ts'
import { said } from '../texts.ts'

type Stage = ClientStage<Request, Options>
export type ClientCheck = Check<Stage>

export const LOGIN = ['toom-1.1', 'toom-2.2h'] as const

/** A request on the wire; undefined if there is no such key or dictionary. */
export interface RawRequest {
  readonly type: unknown
  readonly body: unknown
}

/** Reads a request from its bytes. */
export function readRequest({ bytes }: Pick<Heard<Request>, 'bytes'>): RawRequest {
  const splitter = new PickleSplitter()
  splitter.push(bytes)
  const found = splitter.next(bytes.length)
  if (found === NEED_MORE || !('entries' in found)) return { type: undefined, body: undefined }
  return { type: found.entries.get('type'), body: found.entries.get('body') }
}

export class ToomServer extends TestServer<Request, Options> {
  /** Starts the client and sends the greeting. */
  async greet(): Promise<void> {
    await this.start()
    await this.send('', said.banner)
  }

  override async expectLogin(): Promise<void> {
    await this.greet()
    this.person.login(this.name, this.password)
    await this.expectRequest('LOGIN', 'toom-2.2h')
  }

  override async admit(): Promise<void> {
    await this.send('LOGIN-A', '')
    await this.untilWelcomed('toom-2.2j')
  }

  override async says(step: string): Promise<void> {
    await this.send(...valuesIn(step))
  }

  /** A request of this type. */
  override hears(type: string, rule = 'toom-1.1c'): Promise<void> {
    return this.expectRequest(type, rule)
  }

  async send(type: string, body: string): Promise<void> {
    await this.wire.say(pickle(type, body))
    await this.stage.pass(0)
  }

  /** Expects a request of this type next, apart from the port. */
  async expectRequest(
    type: string,
    rule: string,
    judge: (body: string) => Flaw | undefined = () => undefined,
  ): Promise<void> {
    await this.wire.find(
      `a request of type ${type}`,
      (frame) => frame.kind !== 'port',
      (heard) => {
        const came = readRequest(heard)
        if (came.type !== type) return { why: `the type is ${JSON.stringify(came.type)}` }
        return judge(String(came.body))
      },
      rule,
    )
  }

  /** The person posts a text, and the request for it comes. */
  async expectPost(text: string, rule: string): Promise<void> {
    this.person.send(this.word(), text)
    await this.expectRequest('MSG', rule)
  }

  /** The requests that come within a moment. */
  async rest(): Promise<readonly RawRequest[]> {
    return (await this.wire.rest()).map(readRequest)
  }

  /** The person posts a text, the reply has this type and body, and the client shows these texts. */
  async isShown([type, body]: readonly [string, string], shown: readonly string[]): Promise<void> {
    await this.expectPost('hello', 'toom-1.1c')
    await this.send(type, body)
    for (const text of shown) await this.person.shows(text, 'toom-1.5c')
  }
}

export const checks: Table<Stage, ToomServer, ClientStep> = clientChecks(
  (stage: Stage) => new ToomServer(stage),
)
