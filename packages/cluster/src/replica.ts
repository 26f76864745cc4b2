import type { Answer } from '@parley/contract'
import {
  type Attachment,
  Engine,
  type MemoryLimits,
  type MemoryPorts,
  memoryPorts,
  type Seat,
  type SeatState,
} from '@parley/engine'
import { type AccountFault, changeAccount } from './account-change.ts'
import { type Act, FORMAT, type Op, type Seating } from './op.ts'
import type { ReplicaState } from './replica-state.ts'
import { VerdictPasswords, type WantedVerdict } from './verdict-passwords.ts'

/** The gateway that a replica is in, as far as an entry of its own concerns it. */
export interface LocalGateway {
  /** The seat of its connection; undefined where the entry is not of this gateway's present epoch. */
  seatOf(op: Op, number: number): Seat | undefined
  /** What an entry of its own was answered. `wanted`: a password has to be judged first. */
  answered(op: Op, answer: Answer<unknown>, wanted: WantedVerdict | undefined): void
  /** What became of a change to an account that it has written; undefined: done. */
  changed(op: Op, fault: AccountFault | undefined): void
}

/** What became of an entry. */
export type Taken =
  | 'taken'
  /** It had been taken before, one before it is missing, or its gateway is down. */
  | 'ignored'
  /** A gateway cannot come up: its epoch is not higher than all others. */
  | 'epoch-passed'
  /** A gateway cannot come up: another one is up that has another configuration. */
  | 'config-differs'

/** A gateway that is up. */
export interface LiveNode {
  readonly node: string
  readonly epoch: number
  readonly config: string
  /** When it came up, on the clock of the log. */
  readonly since: number
}

interface NodeState extends LiveNode {
  /** The number of its last entry. */
  last: number
  /** Of its connections that have tried to log in. */
  readonly seats: Map<number, Seat>
}

/**
 * One gateway's copy of what all gateways share: an engine that is fed with the entries of the log in
 * their order. Whoever applies the same entries has the same users, the same timeline and the same mail:
 * the clock of an entry is the log's, and the id of a message is the entry's sequence.
 */
export class Replica {
  readonly engine: Engine
  readonly ports: MemoryPorts
  readonly #passwords = new VerdictPasswords()
  readonly #clock = { now: 0 }
  readonly #nodes = new Map<string, NodeState>()
  readonly #failed: (error: unknown) => void
  #sequence = 0
  #highestEpoch = 0

  /**
   * `failed` gets errors of our own that come up for connections of other gateways. `moderators` must be
   * the same in all gateways, as `limits`.
   */
  constructor(
    limits: Partial<MemoryLimits>,
    failed: (error: unknown) => void,
    moderators: ReadonlySet<string> = new Set(),
  ) {
    this.#failed = failed
    this.ports = { ...memoryPorts(limits, this.#passwords), moderators }
    this.engine = new Engine(this.ports, this.#clock, { next: () => this.#sequence })
  }

  /** The sequence of the last entry that was applied. */
  get sequence(): number {
    return this.#sequence
  }

  get highestEpoch(): number {
    return this.#highestEpoch
  }

  get nodes(): readonly LiveNode[] {
    return [...this.#nodes.values()].map(({ node, epoch, config, since }) => {
      return { node, epoch, config, since }
    })
  }

  isUp(node: string, epoch: number): boolean {
    return this.#nodes.get(node)?.epoch === epoch
  }

  /** All that follows from what was applied so far; it holds until the next entry is applied. */
  get state(): ReplicaState {
    const seats: Seat[] = []
    const nodes = [...this.#nodes.values()].map((state) => {
      const { node, epoch, config, since, last } = state
      const numbered = [...state.seats].map(([number, seat]) => {
        return [number, seats.push(seat) - 1] as const
      })
      return { node, epoch, config, since, last, seats: numbered }
    })
    return {
      version: FORMAT,
      sequence: this.#sequence,
      now: this.#clock.now,
      highestEpoch: this.#highestEpoch,
      nodes,
      engine: this.engine.state(seats),
      ports: this.ports.state(),
    }
  }

  /** Goes on where another replica was; before any entry is applied. */
  restore({ sequence, now, highestEpoch, nodes, engine, ports }: ReplicaState): void {
    this.#sequence = sequence
    this.#clock.now = now
    this.#highestEpoch = highestEpoch
    this.ports.restore(ports)
    const attachmentOf = (seat: SeatState) => this.#unheard(seat)
    const seats = this.engine.restore(engine, attachmentOf, this.ports.enterAgain)
    for (const { seats: numbered, ...node } of nodes) {
      const known = numbered.flatMap(([number, at]) => {
        const seat = seats[at]
        return seat === undefined ? [] : [[number, seat] as const]
      })
      this.#nodes.set(node.node, { ...node, seats: new Map(known) })
    }
  }

  /** `time`: of the log, in milliseconds since the epoch. Entries come in the order of their sequences. */
  apply(sequence: number, time: number, op: Op, local?: LocalGateway): Taken {
    if (sequence <= this.#sequence) return 'ignored'
    this.#sequence = sequence
    this.#clock.now = Math.max(this.#clock.now, time)
    if (op.act.kind === 'node-up') return this.#up(op, op.act.config)
    const state = this.#nodes.get(op.node)
    if (state?.epoch !== op.epoch || op.n !== state.last + 1) return 'ignored'
    state.last = op.n
    this.#carryOut(state, op, op.act, local)
    return 'taken'
  }

  #up({ node, epoch, n }: Op, config: string): Taken {
    if (epoch <= this.#highestEpoch) {
      return this.isUp(node, epoch) ? 'ignored' : 'epoch-passed'
    }
    for (const other of this.#nodes.values()) {
      if (other.node !== node && other.config !== config) return 'config-differs'
    }
    this.#down(node)
    this.#highestEpoch = epoch
    const since = this.#clock.now
    this.#nodes.set(node, { node, epoch, config, since, last: n, seats: new Map() })
    return 'taken'
  }

  #down(node: string): void {
    const state = this.#nodes.get(node)
    if (state === undefined) return
    this.#nodes.delete(node)
    for (const seat of state.seats.values()) this.engine.detach(seat)
  }

  #carryOut(
    state: NodeState,
    op: Op,
    act: Exclude<Act, { kind: 'node-up' }>,
    local?: LocalGateway,
  ) {
    switch (act.kind) {
      case 'node-down':
        if (this.isUp(act.node, act.epoch)) this.#down(act.node)
        return
      case 'account': {
        const fault = changeAccount(this.ports, act.change, this.#clock.now)
        return local?.changed(op, fault)
      }
      case 'close':
        return this.#close(state, act.seat, act.reason)
      case 'ask': {
        const seat = this.#seat(state, op, act.seat, act.seating, local)
        if (seat === undefined) return
        this.#passwords.verdict = act.verdict
        try {
          this.engine.ask(seat, act.command, (answer) => {
            local?.answered(op, answer, this.#passwords.wanted)
          })
        } catch (error) {
          seat.failed(error)
        }
      }
    }
  }

  #close(state: NodeState, number: number, reason: string | undefined): void {
    const seat = state.seats.get(number)
    if (seat === undefined) return
    state.seats.delete(number)
    this.engine.detach(seat, reason)
  }

  #seat(
    state: NodeState,
    op: Op,
    number: number,
    seating: Seating | undefined,
    local: LocalGateway | undefined,
  ): Seat | undefined {
    const known = state.seats.get(number)
    if (known !== undefined || seating === undefined) return known
    const seat = local?.seatOf(op, number) ?? this.#foreign(seating)
    state.seats.set(number, seat)
    return seat
  }

  /** The seat of another gateway's connection: what it hears is told there. */
  #foreign(seating: Seating): Seat {
    return this.engine.attach(this.#unheard(seating))
  }

  #unheard({ listener, via, peer, pulls, raw, names }: Seating): Attachment {
    const seating = { listener, via, peer, pulls, ...(raw && { raw }), ...(names && { names }) }
    return { ...seating, presence: false, hear: () => {}, failed: this.#failed }
  }
}
