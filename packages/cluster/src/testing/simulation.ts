import type { AnswerOf, CloseReason, CommandKind, CommandOf, Event } from '@parley/contract'
import { memoryPorts, type Passwords, type Seat } from '@parley/engine'
import { seeded } from '@parley/framing'
import { decodeOp } from '../op.ts'
import { Replica } from '../replica.ts'
import { SharedEngine } from '../shared-engine.ts'

const SECOND = 1000

/** The longest that the network takes for one way, in milliseconds. */
const SLOWEST = 50

export interface SimulationSettings {
  readonly seed: number
  /** Of what is written to the log, the part that is lost on its way. */
  readonly loss?: number
  /** And the part that arrives twice. */
  readonly doubles?: number
  readonly passwords?: Passwords
}

/** A user of a simulated gateway. */
export class SimulatedUser {
  readonly heard: Event[] = []
  ended: CloseReason | undefined
  readonly gateway: SimulatedGateway
  readonly seat: Seat

  constructor(gateway: SimulatedGateway, listener: string) {
    this.gateway = gateway
    this.seat = gateway.engine.attach({
      listener,
      via: 'test',
      peer: { address: '192.0.2.1', port: 1 },
      presence: true,
      pulls: false,
      hear: (event) => this.heard.push(event),
      end: (reason) => {
        this.ended = reason
        this.gateway.engine.detach(this.seat)
      },
      failed: (error) => {
        throw error
      },
    })
  }

  /** Answers so far, one at the most. */
  ask<Kind extends CommandKind>(command: CommandOf<Kind>): AnswerOf<Kind>[] {
    const answers: AnswerOf<Kind>[] = []
    this.gateway.engine.ask(this.seat, command, (answer) => answers.push(answer))
    return answers
  }

  login(name: string, more: Partial<CommandOf<'login'>> = {}) {
    return this.ask({ kind: 'login', name, cap: 0, ...more })
  }
}

/** A gateway without sockets. */
export class SimulatedGateway {
  readonly name: string
  readonly replica: Replica
  readonly engine: SharedEngine
  /** Whether nothing comes from the log, nor goes there. */
  isCut = false
  lost = 0
  refused: string | undefined
  /** How many entries of the log it has read. */
  applied = 0
  /** When what it wrote last arrives at the log: what it writes keeps its order. */
  arrival = 0

  constructor(simulation: Simulation, name: string, config: string, passwords: Passwords) {
    this.name = name
    this.replica = new Replica({}, (error) => {
      throw error
    })
    this.engine = new SharedEngine({
      node: name,
      config,
      replica: this.replica,
      passwords,
      elapsed: () => simulation.now,
      write: (entry) => simulation.write(this, entry),
      lost: () => {
        this.lost += 1
      },
      refused: (why) => {
        this.refused = why
      },
    })
  }

  user(listener = 'test'): SimulatedUser {
    return new SimulatedUser(this, listener)
  }
}

/** Gateways around one log, with a network of random delays and a clock of its own. */
export class Simulation {
  now = 0
  readonly gateways: SimulatedGateway[] = []
  readonly log: { readonly time: number; readonly entry: Uint8Array }[] = []
  readonly #random: () => number
  readonly #settings: SimulationSettings
  #events: { readonly at: number; readonly act: () => void }[] = []

  constructor(settings: SimulationSettings) {
    this.#settings = settings
    this.#random = seeded(settings.seed)
  }

  gateway(name: string, config = 'same'): SimulatedGateway {
    const { passwords = memoryPorts().passwords } = this.#settings
    const gateway = new SimulatedGateway(this, name, config, passwords)
    this.gateways.push(gateway)
    this.#deliver(gateway, this.log.length)
    gateway.engine.rise()
    return gateway
  }

  write(from: SimulatedGateway, entry: Uint8Array): void {
    const { loss = 0, doubles = 0 } = this.#settings
    if (from.isCut || this.#random() < loss) return
    from.arrival = Math.max(from.arrival, this.now + this.#random() * SLOWEST)
    this.#at(from.arrival, () => this.#append(entry))
    if (this.#random() < doubles) this.#later(() => this.#append(entry))
  }

  /** Lets so many seconds pass. */
  pass(seconds: number): void {
    for (let second = 0; second < seconds; second++) {
      this.#runUntil(this.now + SECOND)
      for (const { engine, isCut } of this.gateways) {
        if (isCut) engine.tick()
        else engine.confirm()
      }
    }
  }

  /** The gateway is reached again, and reads what it has missed. */
  mend(gateway: SimulatedGateway): void {
    gateway.isCut = false
    this.#deliver(gateway, this.log.length)
  }

  #append(entry: Uint8Array): void {
    this.log.push({ time: this.now, entry })
    const upTo = this.log.length
    for (const gateway of this.gateways) this.#later(() => this.#deliver(gateway, upTo))
  }

  #deliver(gateway: SimulatedGateway, upTo: number): void {
    if (gateway.isCut) return
    for (; gateway.applied < upTo; gateway.applied++) {
      const next = this.log[gateway.applied]
      if (next !== undefined) {
        gateway.engine.apply(gateway.applied + 1, next.time, decodeOp(next.entry))
      }
    }
  }

  #later(act: () => void): void {
    this.#at(this.now + this.#random() * SLOWEST, act)
  }

  #at(at: number, act: () => void): void {
    this.#events.push({ at, act })
  }

  #runUntil(end: number): void {
    for (;;) {
      this.#events.sort((one, other) => one.at - other.at)
      const [next] = this.#events
      if (next === undefined || next.at > end) break
      this.#events.shift()
      this.now = next.at
      next.act()
    }
    this.now = end
  }
}
