import { type ClientStep, clientChecks, type Table, TestServer } from '@parley/checks'
import type { Check, ClientStage, Flaw, Heard } from '@parley/contract'
import type { Request } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { type Message, said } from '../server/test-client.ts'

type Stage = ClientStage<Request, Options>
export type ClientCheck = Check<Stage>

export const LOGIN = ['llp-5.2'] as const
export const SHOWN = [...LOGIN, 'llp-5.5'] as const

const CLOSING = 'XOXOXO'

/** So long a client has to read the greeting before the next thing comes, in milliseconds. */
const GREETED = 20

/** A message as it arrives. */
export function inbound({ from, to, lines }: Message): string {
  const text = lines.map((line) => `> ${line}\n`).join('')
  return `> INBOUND MESSAGE - SENDER: ${from}\n> RECIPIENT: ${to}\n${text}> ${CLOSING}\n> \n`
}

export class LlpServer extends TestServer<Request, Options> {
  /** Starts the client, and greets it. */
  async open(): Promise<void> {
    await this.start()
    await this.wire.say(`${said.welcome}\n${said.commands}\n\n\n`)
  }

  override async expectLogin(): Promise<void> {
    await this.open()
    this.person.login(this.name)
    await this.asked(`LOGIN ${this.name}`)
  }

  override async admit(): Promise<void> {
    await this.stage.pass(GREETED)
    await this.says(`> OK - Hello ${this.name}`)
    await this.untilWelcomed('llp-5.2b')
  }

  override async hears(line: string, rule?: string): Promise<void> {
    await this.asked(line.replace(/\n$/, ''), rule)
  }

  override async says(...lines: readonly string[]): Promise<void> {
    for (const line of lines) await this.wire.say(line.endsWith('\n') ? line : `${line}\n`)
  }

  /** The client’s next line is this command. */
  async asked(command: string, rule = 'llp-5.2'): Promise<void> {
    await this.wire.expect(command, (heard) => flawOf(heard, command), rule)
  }

  /** A message begins, and is asked for. */
  async composing(to: string): Promise<void> {
    await this.asked(`MESSAGE ${to}`)
    await this.says(said.compose)
  }

  /** The lines of a message come, up to the one that closes it. */
  async written(text: string, rule = 'llp-5.3'): Promise<void> {
    let last = ''
    await this.wire.expect(
      text,
      (heard) => {
        last = lineOf(heard).trimEnd()
        return [`${text} ${CLOSING}`, `${text}${CLOSING}`].includes(last)
          ? undefined
          : flawOf(heard, text)
      },
      rule,
    )
    if (!last.endsWith(CLOSING)) await this.asked(CLOSING, rule)
  }

  /** A message to the person arrives. */
  async brings(from: string, ...lines: readonly string[]): Promise<void> {
    await this.wire.say(inbound({ from, to: this.name, lines }))
  }

  /** The person writes to somebody, which shows that the client goes on. */
  async goesOn(rule: string): Promise<void> {
    const to = this.word()
    this.person.send(to, 'still here')
    await this.asked(`MESSAGE ${to}`, rule)
    await this.says(said.compose)
    await this.written('still here', rule)
    await this.says(said.delivered)
  }
}

export const checks: Table<Stage, LlpServer, ClientStep> = clientChecks(
  (stage: Stage) => new LlpServer(stage),
)

function lineOf({ frame }: Heard<Request>): string {
  return typeof frame === 'string' ? frame : ''
}

/** White space at the end of a line is no part of it (1.1). */
function flawOf(heard: Heard<Request>, wanted: string): Flaw | undefined {
  const came = lineOf(heard).trimEnd()
  if (came === wanted.trimEnd()) return undefined
  let at = 0
  while (at < wanted.length && came[at] === wanted[at]) at += 1
  return { why: 'another line came', at: new TextEncoder().encode(wanted.slice(0, at)).length }
}
