import type {
  AnswerOf,
  ClientLine,
  CloseReason,
  CommandKind,
  CommandOf,
  Dialect,
  Line,
  Report,
  ServerDialect,
} from '@parley/contract'
import { cleanText } from '@parley/framing'
import { ClientHost, ServerHost } from '@parley/session-host'
import fc from 'fast-check'
import { type Findings, thrown } from './findings.ts'
import { showValue } from './notation.ts'
import {
  clientScenarios,
  describeScenario,
  type Material,
  type Scenario,
  serverScenarios,
} from './scenarios.ts'
import { ScriptedEngine } from './scripted-engine.ts'
import { loginAs, type Setting, USER } from './session-pair.ts'
import { START } from './transcript.ts'
import { isCommand } from './type-guards.ts'

const SEED = 20_161_120
/** A short form: `npm run fuzz` goes on for as long as one likes. */
const RUNS = 700

/** Running and shrinking stop after so long, in milliseconds. */
const TIME = 40_000

/**
 * Whatever bytes, events and answers come, in whatever order: a server’s session does not throw,
 * its splitter comes to an end, nothing is done after closing, and outside `strict` no text reaches
 * the engine that has not been cleaned.
 */
export function serverSurvives(
  dialect: ServerDialect,
  material: Material,
  loginIn: (chosen: Setting) => readonly Uint8Array[] | undefined,
): Findings {
  const logins = new Map(material.settings.map((chosen) => [chosen, loginIn(chosen)]))
  return lived(serverScenarios(material), (life) => {
    liveAsServer(dialect, life, logins.get(life.chosen) ?? [])
  })
}

/**
 * Whatever a server says: a client’s session does not throw, its splitter comes to an end, it does
 * nothing after closing, and no command has two outcomes.
 */
export function clientSurvives(dialect: Dialect, material: Material): Findings {
  return lived(clientScenarios(material), (life) => liveAsClient(dialect, life))
}

function lived(lives: fc.Arbitrary<Scenario>, live: (life: Scenario) => void): Findings {
  const details = fc.check(fc.property(lives, live), {
    numRuns: RUNS,
    seed: SEED,
    interruptAfterTimeLimit: TIME,
  })
  const [life] = details.counterexample ?? []
  if (life === undefined) return []
  const { errorInstance: error } = details
  return [`${thrown(error)} after ${describeScenario(life)}`]
}

function liveAsServer(dialect: ServerDialect, life: Scenario, login: readonly Uint8Array[]): void {
  const line = new WatchedLine(life.chosen)
  const end = new ServerHost(dialect, life.chosen.options, line)
  end.greet()
  if (life.loggedIn) for (const bytes of login) end.push(bytes)
  line.engine.late = !life.prompt
  for (const happening of life.happenings) {
    if (end.closed !== undefined) return
    switch (happening.does) {
      case 'push':
        end.push(happening.bytes)
        break
      case 'hear':
        if (happening.event.kind === 'public') line.engine.unread.push(happening.event)
        end.hear(happening.event)
        break
      case 'answer':
        line.engine.answer(happening.error)
        break
      case 'pass':
        line.now += happening.milliseconds
        if (line.wakes <= line.now) line.woken(end)
        break
      case 'wake':
        if (line.wakes === Number.POSITIVE_INFINITY) break
        line.now = Math.max(line.now, line.wakes)
        line.woken(end)
        break
      case 'say':
        break
    }
  }
}

/** A line that throws where a session does what it may not. */
class WatchedLine implements Line {
  readonly peer = { address: '127.0.0.1', port: 40001 }
  readonly address = '127.0.0.1'
  readonly engine = new ScriptedEngine()
  now = START
  wakes = Number.POSITIVE_INFINITY
  readonly #strict: boolean
  #closed = false

  constructor({ strict }: Setting) {
    this.#strict = strict
  }

  woken(end: ServerHost): void {
    this.wakes = Number.POSITIVE_INFINITY
    end.wake()
  }

  write(frame: Uint8Array | string): void {
    if (this.#closed) throw new Error(`wrote ${showValue(frame)} after closing`)
    if (frame.length === 0) throw new Error('wrote an empty frame')
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    if (this.#closed) throw new Error(`asked ${showValue(command)} after closing`)
    if (!isCommand(command)) throw new Error(`asked what is no command: ${showValue(command)}`)
    const text = 'text' in command ? (command.text ?? '') : ''
    if (!this.#strict && cleanText(text) !== text) {
      throw new Error(`asked with a text that is not clean: ${showValue(command)}`)
    }
    this.engine.ask(command, then)
  }

  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void {
    if (this.#closed) throw new Error(`wants places for ${showValue(names)} after closing`)
    this.engine.standIn(names, then)
  }

  close(_reason: CloseReason): void {
    this.#closed = true
  }

  wakeAt(time: number): void {
    if (!Number.isFinite(time)) throw new Error(`wants to be woken at ${time}`)
    this.wakes = time
  }
}

function liveAsClient(dialect: Dialect, life: Scenario): void {
  const line = new WatchedClientLine()
  const end = new ClientHost(dialect, life.chosen.options, line)
  end.begin()
  if (life.loggedIn) line.said(end.ask(loginAs(USER)))
  for (const happening of life.happenings) {
    if (!end.isOpen) return
    switch (happening.does) {
      case 'push':
        end.push(happening.bytes)
        break
      case 'say':
        line.said(end.ask(happening.command))
        break
      case 'pass':
        line.now += happening.milliseconds
        if (line.wakes <= line.now) line.woken(end)
        break
      case 'wake':
        if (line.wakes === Number.POSITIVE_INFINITY) break
        line.now = Math.max(line.now, line.wakes)
        line.woken(end)
        break
      case 'hear':
      case 'answer':
        break
    }
    line.weigh()
  }
}

/** The same for a client’s session. */
class WatchedClientLine implements ClientLine {
  now = START
  wakes = Number.POSITIVE_INFINITY
  #said = 0
  #outcomes = 0
  #closed = false

  woken(end: ClientHost): void {
    this.wakes = Number.POSITIVE_INFINITY
    end.wake()
  }

  said(could: boolean): void {
    if (could) this.#said += 1
  }

  weigh(): void {
    if (this.#outcomes > this.#said) {
      throw new Error(`${this.#said} commands have ${this.#outcomes} outcomes`)
    }
  }

  write(frame: Uint8Array | string): void {
    if (this.#closed) throw new Error(`wrote ${showValue(frame)} after closing`)
    if (frame.length === 0) throw new Error('wrote an empty frame')
  }

  report(report: Report): void {
    const { kind } = report
    if (kind === 'done' || (kind === 'refused' && report.command !== undefined)) this.#outcomes += 1
  }

  close(): void {
    this.#closed = true
  }

  wakeAt(time: number): void {
    if (!Number.isFinite(time)) throw new Error(`wants to be woken at ${time}`)
    this.wakes = time
  }
}
