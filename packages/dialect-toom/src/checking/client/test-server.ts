import {
  type Check,
  type ClientStage,
  type Flaw,
  type Heard,
  NEED_MORE,
  type Wire,
} from '@parley/contract'
import { PickleSplitter } from '@parley/framing'
import type { Request } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { pickle } from '../../serializer.ts'
import { said } from '../texts.ts'

export type Stage = ClientStage<Request, Options>
export type ClientCheck = Check<Stage>

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

/** The server of one client. */
export class TestServer {
  readonly stage: Stage
  readonly wire: Wire<Request>
  readonly name: string
  readonly password: string

  constructor(stage: Stage, wire: Wire<Request>) {
    this.stage = stage
    this.wire = wire
    this.name = stage.name()
    this.password = `pw${stage.name()}`
  }

  /** Starts a client without a greeting. */
  static async start(stage: Stage): Promise<TestServer> {
    return new TestServer(stage, await stage.start())
  }

  /** Starts a client and sends the greeting. */
  static async greet(stage: Stage): Promise<TestServer> {
    const server = await TestServer.start(stage)
    await server.send('', said.banner)
    return server
  }

  /** Starts a client and expects its login. */
  static async expectLogin(stage: Stage): Promise<TestServer> {
    const server = await TestServer.greet(stage)
    stage.person.login(server.name, server.password)
    await server.expectRequest('LOGIN', 'toom-2.2h')
    return server
  }

  /** Logs the client in. */
  static async logIn(stage: Stage): Promise<TestServer> {
    const server = await TestServer.expectLogin(stage)
    await server.send('LOGIN-A', '')
    await stage.person.welcomed(server.name, 'toom-2.2j')
    return server
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
    this.stage.person.send(this.stage.name(), text)
    await this.expectRequest('MSG', rule)
  }

  /** The requests that come within a moment. */
  async rest(): Promise<readonly RawRequest[]> {
    return (await this.wire.rest()).map(readRequest)
  }
}

/** The person posts a text, the reply has this type and body, and the client shows these texts. */
export async function isShown(
  stage: Stage,
  [type, body]: readonly [string, string],
  shown: readonly string[],
): Promise<void> {
  const server = await TestServer.logIn(stage)
  await server.expectPost('hello', 'toom-1.1c')
  await server.send(type, body)
  for (const text of shown) await stage.person.shows(text, 'toom-1.5c')
}
