import { Buffer } from 'node:buffer'
import { type ClientStep, clientChecks, type Table, TestServer } from '@parley/checks'
import type { Check, ClientStage, Flaw } from '@parley/contract'
import type { Request } from '../../frames.ts'
import type { Options } from '../../options.ts'

type Stage = ClientStage<Request, Options>
export type ClientCheck = Check<Stage>

export const LOGIN = ['vu-2.1'] as const
export const SENDING = [...LOGIN, 'vu-4.6c'] as const

/**
 * Section 4, to the letter. The course’s grader looks for no blank behind a prompt, and for no line end
 * behind a refusal, so that neither is asked for.
 */
export const texts = {
  prompt: 'Welcome to Chat Client. Enter your login:',
  welcome: (name: string) => `Successfully logged in as ${name}!\n`,
  inUse: (name: string) => `Cannot log in as ${name}. That username is already in use.`,
  disallowed: (name: string) =>
    `Cannot log in as ${name}. That username contains disallowed characters.`,
  full: 'Cannot log in. The server is full!',
  online: (count: number) => `There are ${count} online users:`,
  users: (...names: readonly string[]) =>
    `${texts.online(names.length)}\n${names.map((name) => `${name}\n`).join('')}`,
  sent: 'The message was sent successfully\n',
  nobody: 'The destination user does not exist',
  from: (name: string, text: string) => `From ${name}: ${text}\n`,
  header: 'Error: Unknown issue in previous message header.\n',
  body: 'Error: Unknown issue in previous message body.\n',
} as const

/** All output so far has been read: `user reads` then sees only what comes next. */
export const OUTPUT_READ = [
  'server> DELIVERY {somebody} {mark}\n',
  ['user sees {mark}\n', 'vu-4.7'],
] as const

/** Timeout for the login prompt of a client that has not connected, in milliseconds. */
const PROMPT_TIMEOUT = 1500

export class VuServer extends TestServer<Request, Options> {
  override async expectLogin(): Promise<void> {
    await this.start(() => this.person.login(this.name))
    await this.hears(`HELLO-FROM ${this.name}\n`, 'vu-2.1')
  }

  override async admit(): Promise<void> {
    await this.wire.say(`HELLO ${this.name}\n`)
    await this.untilWelcomed('vu-4.2')
  }

  /** A `\r` before the `\n` is for the check of 1.1 to find. */
  override async hears(line: string, rule?: string): Promise<void> {
    await this.wire.expect(escaped(line), ({ text }) => flawOf(text, line), rule)
  }

  /**
   * Expects this line on the connection that is there, or on another that the client opens. Where it
   * opens none, the check fails for what came on the first.
   */
  async hearsAnywhere(line: string): Promise<void> {
    try {
      await this.hears(line)
    } catch (error) {
      const isOpened = await this.accept().then(
        () => true,
        () => false,
      )
      if (!isOpened) throw error
      await this.hears(line)
    }
  }

  /** Starts the client, and types nothing. */
  async startIdle(): Promise<void> {
    await Promise.race([this.start(), this.stage.pass(PROMPT_TIMEOUT)])
  }

  async outputRead(): Promise<void> {
    const [from, text] = [this.word(), this.word()]
    await this.wire.say(`DELIVERY ${from} ${text}\n`)
    await this.person.shows(`${text}\n`, 'vu-4.7')
  }
}

function flawOf(text: string, line: string): Flaw | undefined {
  const came = text.replace(/\r\n$/, '\n')
  if (came === line) return undefined
  let at = 0
  while (at < line.length && came[at] === line[at]) at += 1
  return { why: 'other bytes came', at: Buffer.byteLength(line.slice(0, at)) }
}

/** A line as a report has it. */
function escaped(line: string): string {
  return line.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}

export const checks: Table<Stage, VuServer, ClientStep> = clientChecks(
  (stage: Stage) => new VuServer(stage),
)
