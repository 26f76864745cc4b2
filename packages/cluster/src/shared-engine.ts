import type { Answer, AnswerOf, Command, CommandKind, CommandOf, ErrorCode } from '@parley/contract'
import type { Attachment, Passwords, RoutingEngine, Seat } from '@parley/engine'
import type { AccountChange, AccountFault } from './account-change.ts'
import { LONGEST_OP, LOST_AFTER, REACHED_WITHIN, STALE_AFTER, WRITE_AGAIN } from './bounds.ts'
import { changesState } from './commands.ts'
import { judged, maskedCommand } from './judging.ts'
import { type Act, encodeOp, FORMAT, type Op } from './op.ts'
import { PendingOps } from './pending-ops.ts'
import type { LocalGateway, Replica, Taken } from './replica.ts'
import { ReplicaReader } from './replica-reader.ts'
import type { Asker, Client } from './shared-clients.ts'
import type { WantedVerdict } from './verdict-passwords.ts'

/** What a shared engine is given. */
export interface SharedEngineParts {
  /** The name of this gateway, which no other one has. */
  readonly node: string
  /** What must be the same in all gateways. */
  readonly config: string
  readonly replica: Replica
  /** Judges the passwords of this gateway's clients. */
  readonly passwords: Passwords
  /** Milliseconds on a clock that nothing sets back. */
  readonly elapsed: () => number
  /** Writes to the log. What is written may be lost, and may come late or twice. */
  readonly write: (entry: Uint8Array) => void
  /** The other gateways may have taken this one for gone: all its clients were closed. */
  readonly lost: () => void
  /** This gateway cannot come up beside the others. */
  readonly refused: (why: 'config-differs') => void
}

type Then<Kind extends CommandKind> = (answer: AnswerOf<Kind>) => void

function refusal(error: ErrorCode): Answer<never> {
  return { ok: false, error }
}

/**
 * The engine of one gateway among several. What changes something is written to the log, and carried out
 * and answered when it comes back from there, in the one order that all gateways see. What only
 * asks is answered at once. Without the log nothing is answered.
 */
export class SharedEngine extends ReplicaReader implements RoutingEngine, LocalGateway {
  readonly #parts: SharedEngineParts
  readonly #replica: Replica
  readonly #clients = new Map<Seat, Client>()
  readonly #pending = new PendingOps<Asker | undefined>()
  /** Who waits for a change to an account, by the number of its entry. */
  readonly #changes = new Map<number, (fault: AccountFault | undefined) => void>()
  #begin = (): void => {}
  #epoch: number | undefined
  #isUp = false
  #n = 0
  /** When the lease was confirmed last. */
  #confirmed: number
  #isResting = false
  /** What clients asked while nothing is answered. */
  #held: (() => void)[] = []

  constructor(parts: SharedEngineParts) {
    super(parts.replica.engine)
    this.#parts = parts
    this.#replica = parts.replica
    this.#confirmed = parts.elapsed()
  }

  /** `begin` is called before what comes from the log is carried out. */
  tellBefore(begin: () => void): void {
    this.#begin = begin
  }

  /** Undefined where this gateway is not in the cluster. */
  get epoch(): number | undefined {
    return this.#isUp ? this.#epoch : undefined
  }

  /** Whether it has not even begun to come up. */
  get isDown(): boolean {
    return this.#epoch === undefined
  }

  /** Whether what was written lately has come back, and the lease was renewed. */
  get isReached(): boolean {
    return this.#isUp && this.#silence < REACHED_WITHIN
  }

  /** How many clients are logged in. */
  get users(): number {
    let count = 0
    for (const { member } of this.#clients.keys()) if (member !== undefined) count += 1
    return count
  }

  /** How many entries were written and have not come back. */
  get unconfirmed(): number {
    return this.#pending.size
  }

  /** Comes up, in a new epoch. */
  rise(): void {
    this.#isUp = false
    this.#pending.clear()
    this.#epoch = this.#replica.highestEpoch + 1
    this.#n = 0
    this.#confirmed = this.#parts.elapsed()
    this.#write({ kind: 'node-up', config: this.#parts.config })
  }

  /** Answers nobody any more. */
  rest(): void {
    this.#isResting = true
  }

  /** Goes: the names of this gateway's users are free as soon as the others read it. */
  leave(): void {
    if (this.#epoch === undefined) return
    this.#write({ kind: 'node-down', node: this.#parts.node, epoch: this.#epoch })
  }

  /** For an operator. False: this gateway is not in the cluster, and `then` will not be called. */
  change(change: AccountChange, then: (fault: AccountFault | undefined) => void): boolean {
    if (this.#isSilent || !this.#write({ kind: 'account', change })) return false
    this.#changes.set(this.#n, then)
    return true
  }

  /** Tells everybody that another gateway has gone. */
  tellDown(node: string, epoch: number): void {
    if (this.#isUp) this.#write({ kind: 'node-down', node, epoch })
  }

  /** The lease of this gateway was renewed. */
  confirm(): void {
    this.#confirmed = this.#parts.elapsed()
    this.tick()
  }

  /** For every second or so. */
  tick(): void {
    if (this.#epoch === undefined) return
    const now = this.#parts.elapsed()
    if (this.#silence >= LOST_AFTER) return this.#lose()
    for (const op of this.#pending.overdue(now, WRITE_AGAIN)) this.#parts.write(encodeOp(op))
    if (!this.#isSilent) for (const ask of this.#held.splice(0)) ask()
  }

  /** One entry of the log, in order. */
  apply(sequence: number, time: number, op: Op): void {
    this.#begin()
    const taken = this.#replica.apply(sequence, time, op, this)
    if (this.#isOwn(op)) this.#came(op, taken)
    const { node } = this.#parts
    if (this.#isUp && this.#epoch !== undefined && !this.#replica.isUp(node, this.#epoch)) {
      this.#lose()
    }
  }

  seatOf(op: Op, number: number): Seat | undefined {
    const seat = this.#isOwn(op) ? this.#pending.get(op.n)?.asker?.client.seat : undefined
    return seat?.number === number ? seat : undefined
  }

  answered(op: Op, answer: Answer<unknown>, wanted: WantedVerdict | undefined): void {
    const asker = this.#isOwn(op) ? this.#pending.get(op.n)?.asker : undefined
    if (asker === undefined || asker.client.gone) return
    if (wanted === undefined || op.act.kind !== 'ask') return asker.answer(answer)
    const { act, epoch } = op
    judged(asker, wanted, this.#parts.passwords, (verdict) => {
      if (asker.client.gone || this.#epoch !== epoch) return
      this.#begin()
      if (verdict === undefined) asker.answer(answer)
      else this.#write({ ...act, verdict }, { ...asker, judged: asker.judged + 1 })
    })
  }

  changed(op: Op, fault: AccountFault | undefined): void {
    if (!this.#isOwn(op)) return
    this.#changes.get(op.n)?.(fault)
    this.#changes.delete(op.n)
  }

  attach(attachment: Attachment): Seat {
    const listener = `${this.#parts.node} ${attachment.listener}`
    const seat = this.#replica.engine.attach({ ...attachment, listener })
    const { via, peer, pulls, raw = false, names = 'alike' } = attachment
    const seating = { listener, via, peer, pulls, raw, names }
    this.#clients.set(seat, { seat, seating, epoch: undefined, gone: false, waiting: undefined })
    return seat
  }

  detach(seat: Seat, reason?: string): void {
    const client = this.#clients.get(seat)
    if (client === undefined) return
    this.#clients.delete(seat)
    client.gone = true
    client.waiting?.cancel()
    if (client.epoch === undefined) this.#replica.engine.detach(seat)
    else if (client.epoch === this.#epoch) {
      const why = reason === undefined ? {} : { reason }
      this.#write({ kind: 'close', seat: seat.number, ...why })
    }
  }

  peerEnded(seat: Seat): void {
    this.#clients.get(seat)?.waiting?.defer()
  }

  ask<Kind extends CommandKind>(seat: Seat, command: CommandOf<Kind>, then: Then<Kind>): void
  ask(seat: Seat, command: Command, then: Then<CommandKind>): void {
    const client = this.#clients.get(seat)
    if (client === undefined) return
    const isAllowed = (seat.member === undefined) === (command.kind === 'login')
    if (this.#isSilent) this.#putOff(seat, () => this.ask(seat, command, then), then)
    else if (!isAllowed || !changesState(command.kind)) {
      this.#replica.engine.ask(seat, command, then)
    } else this.#ask(client, command, then)
  }

  #ask(client: Client, command: Command, answer: Asker['answer']): void {
    const { seat, seating } = client
    const isLogin = command.kind === 'login'
    const said = isLogin ? maskedCommand(command) : command
    const act: Act = { kind: 'ask', seat: seat.number, command: said, ...(isLogin && { seating }) }
    const password = isLogin ? command.password : undefined
    if (this.#write(act, { client, password, judged: 0, answer })) client.epoch = this.#epoch
    else answer(refusal(isLogin ? 'name-invalid' : 'text-too-long'))
  }

  /** Nothing can be told now: who is logged in waits, and nobody can log in. */
  #putOff({ member }: Seat, again: () => void, then: Asker['answer']): void {
    if (member !== undefined || this.#isResting) this.#held.push(again)
    else then(refusal('store-failed'))
  }

  /** False where the entry would be too long. */
  #write(act: Act, asker?: Asker): boolean {
    const { node, elapsed, write } = this.#parts
    if (this.#epoch === undefined) return true
    const n = this.#n + 1
    const op: Op = { version: FORMAT, node, epoch: this.#epoch, n, act }
    const entry = encodeOp(op)
    if (entry.length > LONGEST_OP) return false
    this.#n = n
    this.#pending.add(op, asker, elapsed())
    write(entry)
    return true
  }

  #isOwn({ node, epoch }: Op): boolean {
    return node === this.#parts.node && epoch === this.#epoch
  }

  /** An entry of this gateway's own has come from the log. */
  #came(op: Op, taken: Taken): void {
    switch (taken) {
      case 'taken':
        this.#pending.delete(op.n)
        if (op.act.kind === 'node-up') this.#isUp = true
        return
      case 'epoch-passed':
        return this.rise()
      case 'config-differs':
        this.#epoch = undefined
        return this.#parts.refused(taken)
      case 'ignored':
    }
  }

  /** How long nothing has been confirmed, in milliseconds. */
  get #silence(): number {
    const now = this.#parts.elapsed()
    const since = this.#pending.oldest?.since ?? now
    return now - Math.min(since, this.#confirmed)
  }

  get #isSilent(): boolean {
    return this.#isResting || !this.#isUp || this.#silence >= STALE_AFTER
  }

  #lose(): void {
    const lost = this.#epoch
    this.#epoch = undefined
    this.#isUp = false
    this.#pending.clear()
    this.#held = []
    this.#changes.clear()
    this.#begin()
    for (const { seat, epoch } of [...this.#clients.values()]) {
      if (epoch === lost) seat.end('cluster-lost')
    }
    this.#parts.lost()
  }
}
