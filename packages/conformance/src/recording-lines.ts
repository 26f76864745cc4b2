import type {
  AnswerOf,
  ClientLine,
  CloseReason,
  Command,
  CommandKind,
  CommandOf,
  Dialect,
  Line,
  Peer,
  Report,
  ServerSession,
} from '@parley/contract'
import { isPorts } from './guards.ts'
import { showValue } from './notation.ts'
import { portsFor } from './stand-in-ports.ts'
import { START } from './transcript.ts'
import { isAnswerTo, isCommand } from './type-guards.ts'

/** One thing that a session did with its line. */
export type LineAction =
  | { readonly did: 'write'; readonly frame: Uint8Array | string }
  | { readonly did: 'ask'; readonly command: Command }
  | { readonly did: 'standIn'; readonly names: readonly string[] }
  | { readonly did: 'close'; readonly reason: CloseReason }
  | { readonly did: 'wakeAt'; readonly time: number }

/**
 * What the engine says: a list is a script, an answer for each ask in turn; a function is asked each
 * time. `undefined`, or the end of the script, leaves the ask unanswered until `answer` is called.
 */
export type Answers = readonly unknown[] | ((command: Command) => unknown)

/**
 * A line whose session’s every deed is kept. The clock stands still until `now` is set.
 *
 * @example
 * const line = new RecordingLine([{ ok: true, value: { name: 'alice' } }])
 * const session = line.serve(dialect, options)
 * session.take({ kind: 'hello', name: 'alice' })
 * expect(line.writes).toEqual(['HELLO alice\n'])
 */
export class RecordingLine implements Line {
  readonly peer: Peer = { address: '127.0.0.1', port: 40001 }
  readonly address = '127.0.0.1'
  now = START
  /** Whether places for calls are given at once, at ports from 50001 on, or by `answer`. */
  places: 'at-once' | 'by-hand' = 'at-once'
  /** Everything, in order. */
  readonly deeds: LineAction[] = []
  readonly #answers: (command: Command) => unknown
  readonly #pending: ((value: unknown) => void)[] = []
  #seal: ((frame: string) => string) | undefined

  constructor(answers: Answers = []) {
    this.#answers = typeof answers === 'function' ? answers : scripted(answers)
  }

  /** Opens a dialect’s session on this line; what it writes is sealed if it seals. */
  serve<Request, Options>(
    dialect: Dialect<Request, unknown, Options>,
    options: Options,
  ): ServerSession<Request> {
    const session = dialect.serve(this, options)
    if (session.seal !== undefined) this.#seal = (frame) => session.seal?.(frame) ?? frame
    return session
  }

  get writes(): readonly (Uint8Array | string)[] {
    return this.deeds.flatMap((deed) => (deed.did === 'write' ? [deed.frame] : []))
  }

  get asks(): readonly Command[] {
    return this.deeds.flatMap((deed) => (deed.did === 'ask' ? [deed.command] : []))
  }

  get closes(): readonly CloseReason[] {
    return this.deeds.flatMap((deed) => (deed.did === 'close' ? [deed.reason] : []))
  }

  get wakes(): readonly number[] {
    return this.deeds.flatMap((deed) => (deed.did === 'wakeAt' ? [deed.time] : []))
  }

  /** Answers the oldest ask that is unanswered; places are a list of ports, null where there is none. */
  answer(value: unknown): void {
    const then = this.#pending.shift()
    if (then === undefined) throw new Error('every ask has been answered')
    then(value)
  }

  write(frame: Uint8Array | string): void {
    const sealed = typeof frame === 'string' ? (this.#seal?.(frame) ?? frame) : frame
    this.deeds.push({ did: 'write', frame: sealed })
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    if (!isCommand(command)) throw new Error(`no command: ${showValue(command)}`)
    this.deeds.push({ did: 'ask', command })
    const kind: Kind = command.kind
    const take = (value: unknown): void => {
      if (!isAnswerTo<Kind>(kind, value))
        throw new Error(`no answer to ${kind}: ${showValue(value)}`)
      then(value)
    }
    const value = this.#answers(command)
    if (value === undefined) this.#pending.push(take)
    else take(value)
  }

  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void {
    this.deeds.push({ did: 'standIn', names })
    if (this.places === 'at-once') return then(portsFor(names))
    this.#pending.push((ports) => {
      if (!isPorts(ports)) throw new Error(`no ports: ${showValue(ports)}`)
      then(ports.map((port) => port ?? undefined))
    })
  }

  close(reason: CloseReason): void {
    this.deeds.push({ did: 'close', reason })
  }

  wakeAt(time: number): void {
    this.deeds.push({ did: 'wakeAt', time })
  }
}

function scripted(answers: readonly unknown[]): () => unknown {
  const rest = answers.values()
  return () => rest.next().value
}

/** A client’s line whose session’s every deed is kept. */
export class RecordingClientLine implements ClientLine {
  now = START
  readonly writes: (Uint8Array | string)[] = []
  readonly reports: Report[] = []
  readonly wakes: number[] = []
  /** How many times it was closed. */
  closes = 0

  write(frame: Uint8Array | string): void {
    this.writes.push(frame)
  }

  report(report: Report): void {
    this.reports.push(report)
  }

  close(): void {
    this.closes += 1
  }

  wakeAt(time: number): void {
    this.wakes.push(time)
  }
}
