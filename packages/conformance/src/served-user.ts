import { Buffer } from 'node:buffer'
import type { AnswerOf, CommandKind, CommandOf, Event, Line, ServerDialect } from '@parley/contract'
import { ServerHost } from '@parley/session-host'
import { bytesOf } from './frame-bytes.ts'
import { showBytes } from './notation.ts'
import { ScriptedEngine } from './scripted-engine.ts'
import type { Connected } from './server-side.ts'
import type { Setting } from './session-pair.ts'
import { START } from './transcript.ts'

/** So long a session is let write with a pace, in milliseconds. */
const QUIET_TIME = 1000

/** How often a session is woken for that. */
const MOST_WAKES = 1000

/** So much of what was said is kept to be shown, in writes. */
const MOST_SHOWN = 20

/** Somebody connected to a server's session who says bytes, and whose client nobody knows. */
export class ServedUser implements Connected, Line {
  readonly engine = new ScriptedEngine()
  readonly server: ServerHost
  readonly peer = { address: '127.0.0.1', port: 40001 }
  readonly address = '127.0.0.1'
  now = START
  #written: Buffer[] = []
  readonly #exchange: string[] = []
  #wakes: number | undefined

  constructor(dialect: ServerDialect, { options }: Setting) {
    this.server = new ServerHost(dialect, options, this)
  }

  greet(): void {
    this.server.greet()
    this.#settle()
  }

  /** What has gone over the line, as a transcript shows it. */
  get exchange(): string {
    return this.#exchange.length === 0 ? 'nothing was said' : this.#exchange.join(', ')
  }

  /** Says something; gives what is written for it. */
  say(writes: readonly Uint8Array[]): Buffer {
    this.#written = []
    for (const bytes of writes) {
      this.#show('C', bytes)
      this.server.push(bytes)
    }
    this.#settle()
    return Buffer.concat(this.#written)
  }

  /** Has the session told of an event; gives what is written for it. */
  hear(event: Event): Buffer {
    this.#written = []
    this.server.hear(event)
    this.#settle()
    return Buffer.concat(this.#written)
  }

  forget(): void {
    this.#written = []
    this.engine.asks = []
  }

  write(frame: Uint8Array | string): void {
    const bytes = Buffer.from(bytesOf(frame))
    this.#show('S', bytes)
    this.#written.push(bytes)
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    this.engine.ask(command, then)
  }

  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void {
    this.engine.standIn(names, then)
  }

  close(): void {
    this.#wakes = undefined
  }

  wakeAt(time: number): void {
    this.#wakes = time
  }

  #settle(): void {
    const end = this.now + QUIET_TIME
    for (let wakes = 0; wakes < MOST_WAKES; wakes++) {
      const time = this.#wakes
      if (time === undefined || time > end || this.server.isAsking) return
      this.#wakes = undefined
      this.now = Math.max(this.now, time)
      this.server.wake()
    }
    throw new Error(`the session wants to be woken more than ${MOST_WAKES} times`)
  }

  #show(from: 'C' | 'S', bytes: Uint8Array): void {
    if (this.#exchange.length < MOST_SHOWN) this.#exchange.push(`${from} ${showBytes(bytes, 80)}`)
  }
}
