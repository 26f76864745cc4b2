import { Buffer } from 'node:buffer'
import {
  type Account,
  type ServerStep,
  serverChecks,
  type Table,
  TestClient,
  TestClients,
} from '@parley/checks'
import type { Check, Flaw, Heard, Judge, ServerStage } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { fieldsOf, flawUnless, leniently, toAscii } from '../objects.ts'
import type { Options } from '../options.ts'

export type Stage = ServerStage<Reply, Options>
export type ServerCheck = Check<Stage>

type FieldsJudge = (fields: ReadonlyMap<string, unknown>, heard: Heard<Reply>) => Flaw | undefined

const noFlaw: FieldsJudge = () => undefined

/** Needed by nearly every check. */
export const RESPONSES = ['ktn-2.2'] as const
export const LOGIN = ['ktn-3.1c'] as const
export const HELP = ['ktn-3.9'] as const
export const MESSAGES = [...LOGIN, 'ktn-3.6'] as const

export const ASK_HELP = 'guest> {"request": "help", "content": null}'
export const GETS_HELP = 'guest< {"response": "info"}'

const LINE_END = Buffer.of(10)

/** Time for the server to act on what was sent, in milliseconds. */
const PROCESSING_TIME = 30

/** How long a name may take to become free, in seconds. */
const FREE_WITHIN = 2

/**
 * By the options of a run: whether the server says something to everybody who connects, as a few in
 * use do with their help. The first connection of the run tells.
 */
const greeters = new WeakMap<Options, boolean>()

/**
 * Servers in use word most texts as they like and send history and presence at any time, and other
 * users may be online too: so an expected response is found among others by what identifies it.
 */
export class KtnClient extends TestClient<Reply, Options> {
  protected override readonly spoken = { login: /"login"/i, goodbye: /"logout"/i }

  protected override tells({ kind }: Reply): 'in' | 'refused' | undefined {
    if (kind === 'error') return 'refused'
    return kind === 'info' || kind === 'history' ? 'in' : undefined
  }

  protected override goodbye(): Promise<void> {
    return this.request('logout')
  }

  /** A greeting would be taken for the reply to a login, and the next request would come too early. */
  override async greeted(): Promise<void> {
    const { options } = this.stage
    const isGreeter = greeters.get(options)
    if (isGreeter === undefined) greeters.set(options, (await this.wire.rest()).length > 0)
    else if (isGreeter) await this.wire.next('a greeting').catch(() => undefined)
  }

  /** Sends one object in one write, as clients in use do. */
  async request(word: string, content: string | null = null): Promise<void> {
    await this.says(`{"request": "${word}", "content": ${toAscii(JSON.stringify(content))}}`)
  }

  /** Sends the bytes; as a line to servers that read lines. */
  override async says(object: string | Uint8Array): Promise<void> {
    const bytes = Buffer.from(object)
    const isLine = this.stage.options.terminator === 'lf'
    await this.wire.say(isLine ? Buffer.concat([bytes, LINE_END]) : bytes)
  }

  /**
   * Expects a response with these keys; `...` at either end of a content stands for anything. An
   * error is the next error. An info without a content is the next info, and no error comes before
   * it. An info or a message with a content is found by it.
   */
  override async hears(object: string, rule?: string): Promise<Heard<Reply>> {
    const wanted = [...(fieldsOf(object) ?? [])]
    const { response, content } = Object.fromEntries(wanted)
    const isContent = contentLike(content)
    const words = [...this.words].filter((word) => String(content).includes(word))
    const isMeant = (frame: Reply) => {
      if (response === 'error') return frame.kind === 'error'
      if (content === undefined) return frame.kind === 'info' || frame.kind === 'error'
      if (response === 'info') return frame.kind === 'info' && isContent(frame.text)
      return frame.kind === 'message' && words.every((word) => frame.text.includes(word))
    }
    const isRight = (key: string, value: unknown, came: unknown) => {
      if (key === 'content') return isContent(came)
      return key === 'response' && response === 'message' ? came !== undefined : came === value
    }
    return this.#find(
      object,
      isMeant,
      (fields) => {
        const wrong = wanted.find(([key, value]) => !isRight(key, value, fields.get(key)))
        return flawUnless(wrong === undefined, `the ${wrong?.[0]} is another one`)
      },
      rule,
    )
  }

  override async login({ name }: Account, rule = 'ktn-3.1c'): Promise<void> {
    this.name = name
    await this.request('login', name)
    await this.expectLogin(rule)
  }

  override async tryLogin({ name }: Account): Promise<boolean> {
    await this.request('login', name)
    const expected = 'an answer to the login'
    const { frame } = await this.wire.find(expected, isLoginReply, undefined, 'ktn-3.1c')
    return frame.kind !== 'error'
  }

  /** Expects the login to succeed; skips history before the reply. */
  async expectLogin(rule?: string): Promise<Heard<Reply>> {
    return this.wire.find(
      'an info: the login has succeeded',
      isLoginReply,
      ({ frame }) => flawUnless(frame.kind !== 'error', 'an error came'),
      rule,
    )
  }

  /** Expects an info with this text. */
  async expectInfo(
    what: string,
    isMeant: (text: string) => boolean,
    judge: FieldsJudge = noFlaw,
    rule?: string,
  ): Promise<Heard<Reply>> {
    return this.#find(
      `an info: ${what}`,
      (frame) => frame.kind === 'info' && isMeant(frame.text),
      judge,
      rule,
    )
  }

  /** Expects a message with this word. */
  async expectMessage(
    word: string,
    judge: FieldsJudge = noFlaw,
    rule?: string,
  ): Promise<Heard<Reply>> {
    return this.#find(
      `a message with ${word} in it`,
      (frame) => frame.kind === 'message' && frame.text.includes(word),
      judge,
      rule,
    )
  }

  /** Expects an info or an error. */
  async expectAnswer(word: string, judge?: Judge<Reply>): Promise<void> {
    const isMeant = ({ kind }: Reply) => kind === 'info' || kind === 'error'
    await this.wire.find(`an answer to ${word}`, isMeant, judge)
  }

  /** Asks for help and expects it. */
  async requestHelp(judge: FieldsJudge = noFlaw, rule?: string): Promise<Heard<Reply>> {
    await this.request('help')
    return this.expectHelp(judge, rule)
  }

  async expectHelp(judge: FieldsJudge = noFlaw, rule?: string): Promise<Heard<Reply>> {
    return this.#find(
      'an info: the help',
      ({ kind }) => kind === 'info' || kind === 'error',
      (fields, heard) =>
        heard.frame.kind === 'error' ? { why: 'an error came' } : judge(fields, heard),
      rule,
    )
  }

  /** Asks for the list and expects all these names in it. */
  async requestList(names: readonly string[], judge: FieldsJudge = noFlaw, rule?: string) {
    await this.request('names')
    return this.expectList(names, judge, rule)
  }

  async expectList(names: readonly string[], judge: FieldsJudge = noFlaw, rule?: string) {
    return this.#find(
      `an info with ${names.join(' and ')} in it`,
      (frame) => {
        const listed = wordsOf(frame)
        return listed !== undefined && names.every((name) => listed.includes(name))
      },
      judge,
      rule,
    )
  }

  async #find(
    expected: string,
    isMeant: (frame: Reply) => boolean,
    judge: FieldsJudge,
    rule: string | undefined,
  ): Promise<Heard<Reply>> {
    return this.wire.find(
      expected,
      isMeant,
      (heard) => {
        const fields = leniently(heard.text)
        return fields === undefined ? { why: 'it is no JSON object' } : judge(fields, heard)
      },
      rule,
    )
  }
}

/** Whether it can be the reply to a login. */
function isLoginReply({ kind }: Reply): boolean {
  return kind === 'info' || kind === 'history' || kind === 'error'
}

/** The words of a possible list of names. */
function wordsOf(frame: Reply): readonly string[] | undefined {
  if (frame.kind === 'names') return frame.names
  return frame.kind === 'info' ? frame.text.split(/[^A-Za-z0-9]+/) : undefined
}

/** What a content must be; `...` at either end stands for anything. */
function contentLike(pattern: unknown): (content: unknown) => boolean {
  if (pattern === undefined) return () => true
  if (typeof pattern !== 'string') return (content) => content === pattern
  const [text, opens, closes] = [
    pattern.replace(/^\.\.\./, '').replace(/\.\.\.$/, ''),
    pattern.startsWith('...'),
    pattern.endsWith('...'),
  ]
  return (content) => {
    if (typeof content !== 'string') return false
    if (opens && closes) return content.includes(text)
    return opens ? content.endsWith(text) : closes ? content.startsWith(text) : content === text
  }
}

export class Clients extends TestClients<Reply, Options, KtnClient> {
  /** A connection without a login that has sent this request. */
  async asked(word: string, content: string | null = null): Promise<KtnClient> {
    const guest = await this.connect()
    await guest.request(word, content)
    return guest
  }

  /** Sends a message to one user, to as few others as the server can manage. */
  async send(from: KtnClient, to: KtnClient, text: string): Promise<void> {
    await from.request('msg', `@${to.name} ${text}`)
  }

  /** A name becomes free within a few seconds after this. */
  async isFreed(client: KtnClient, after: string): Promise<void> {
    await this.stage.pass(PROCESSING_TIME)
    if ((await this.waitUntilFree(client, FREE_WITHIN)) === undefined) {
      this.stage.fail(`${client.name} cannot be had ${FREE_WITHIN} seconds after ${after}`)
    }
  }
}

export const checks: Table<Stage, Clients, ServerStep> = serverChecks(
  (stage: Stage) => new Clients(stage, (connection) => new KtnClient(connection)),
)
