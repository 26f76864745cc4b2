import type {
  AnswerOf,
  CommandKind,
  CommandOf,
  Event,
  Happening,
  PasswordPolicy,
} from '@parley/contract'
import { Engine, memoryPorts, type Ports, type Seat } from '../index.ts'

/** The time at which everything begins, in milliseconds. */
export const START = 1_000_000

const policy: PasswordPolicy = {
  unknown: 'register',
  attempts: 3,
  lockTime: 60_000,
  lockout: 'address',
  several: true,
}

/** One connection: what it heard and was ended for. */
export class TestSeat {
  readonly heard: Event[] = []
  readonly ended: string[] = []
  readonly seat: Seat
  readonly #engine: Engine

  constructor(engine: Engine, address: string, presence: boolean) {
    this.#engine = engine
    this.seat = engine.attach({
      listener: 'one',
      via: 'toy',
      peer: { address, port: 7 },
      presence,
      pulls: false,
      hear: (event) => this.heard.push(event),
      end: (reason) => {
        this.ended.push(reason)
        engine.detach(this.seat, `closed as ${reason}`)
      },
      failed: (error) => {
        throw error
      },
    })
  }

  ask<Kind extends CommandKind>(command: CommandOf<Kind>): AnswerOf<Kind> | undefined {
    let got: AnswerOf<Kind> | undefined
    this.#engine.ask(this.seat, command, (answer) => {
      got = answer
    })
    return got
  }

  /** The error of an answer, or `ok`. */
  say<Kind extends CommandKind>(command: CommandOf<Kind>): string {
    const answer = this.ask(command)
    if (answer === undefined) return 'no answer'
    return answer.ok ? 'ok' : answer.error
  }

  /** What was heard since the last call. */
  read(): Event[] {
    return this.heard.splice(0)
  }
}

/** A gateway with users. */
export class TestHouse {
  readonly clock = { now: START }
  readonly ports: Ports
  readonly engine: Engine
  readonly happened: Happening[] = []

  constructor(ports: Ports = memoryPorts()) {
    this.ports = ports
    this.engine = new Engine(ports, this.clock)
    this.engine.observe((happening) => this.happened.push(happening))
  }

  /** A user without an account. */
  enter(name: string, address = '10.0.0.1', presence = false): TestSeat {
    const user = new TestSeat(this.engine, address, presence)
    user.ask({ kind: 'login', name, cap: 0 })
    return user
  }

  /** A user with an account, which is made with the first login. */
  member(name: string, address = '10.0.0.2', presence = false): TestSeat {
    const user = new TestSeat(this.engine, address, presence)
    user.ask({ kind: 'login', name, cap: 0, password: name, policy })
    return user
  }

  moderator(name: string): TestSeat {
    const user = this.member(name)
    this.ports.accounts.setModerator(name, true)
    return user
  }
}
