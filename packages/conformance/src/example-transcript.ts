import { Buffer } from 'node:buffer'
import type {
  AnswerOf,
  CloseReason,
  Command,
  CommandKind,
  CommandOf,
  Line,
  ServerDialect,
} from '@parley/contract'
import { ServerHost } from '@parley/session-host'
import { thrown } from './findings.ts'
import type { Fixture } from './fixtures.ts'
import { bytesOf } from './frame-bytes.ts'
import { showValue } from './notation.ts'
import { ScriptedEngine } from './scripted-engine.ts'
import { START, type Step } from './transcript.ts'
import { isCommand } from './type-guards.ts'

/** What the transcript of an example is called. */
export const EXAMPLE = 'of what a client says'

/**
 * The transcript of what a client of the dialect says, one message after another, to an engine that
 * says yes to everything. It is what came, not what should come: played in other segments, the same
 * must come again.
 */
export function transcriptOf(
  dialect: ServerDialect,
  says: readonly (string | Uint8Array)[],
): Fixture {
  try {
    const recorder = new Recorder(dialect)
    for (const [index, one] of says.entries()) recorder.say(index + 1, Buffer.from(bytesOf(one)))
    const transcript = { options: {}, wholeOnly: undefined, steps: recorder.steps }
    return { name: EXAMPLE, transcript, problem: '' }
  } catch (error) {
    return { name: EXAMPLE, transcript: undefined, problem: `threw ${thrown(error)}` }
  }
}

/** Keeps all that a session does, as the steps of a transcript. */
class Recorder implements Line {
  readonly peer = { address: '127.0.0.1', port: 40001 }
  readonly address = '127.0.0.1'
  readonly now = START
  readonly steps: Step[] = []
  readonly #engine = new ScriptedEngine()
  readonly #server: ServerHost
  /** Which message comes of it, counted from 1. */
  #line = 0

  constructor(dialect: ServerDialect) {
    this.#server = new ServerHost(dialect, dialect.options.parse({}), this)
    this.#server.greet()
  }

  say(line: number, bytes: Buffer): void {
    if (this.#server.closed !== undefined) return
    this.#line = line
    this.steps.push({ line, kind: 'C', bytes })
    this.#server.push(bytes)
  }

  write(frame: Uint8Array | string): void {
    this.steps.push({ line: this.#line, kind: 'S', bytes: Buffer.from(bytesOf(frame)) })
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    const line = this.#line
    this.steps.push({ line, kind: 'ask', command: checked(command) })
    this.#engine.ask(command, (answer) => {
      this.steps.push({ line, kind: 'answer', to: command.kind, answer })
      then(answer)
    })
  }

  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void {
    const line = this.#line
    this.steps.push({ line, kind: 'stand-in', names })
    this.#engine.standIn(names, (ports) => {
      this.steps.push({ line, kind: 'ports', answer: ports.map((port) => port ?? null) })
      then(ports)
    })
  }

  close(reason: CloseReason): void {
    this.steps.push({ line: this.#line, kind: 'close', reason })
  }

  wakeAt(): void {}
}

function checked(command: unknown): Command {
  if (!isCommand(command)) throw new Error(`asked what is no command: ${showValue(command)}`)
  return command
}
