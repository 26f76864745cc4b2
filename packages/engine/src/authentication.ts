import { type CommandOf, collide, type PasswordPolicy, type Refusal } from '@parley/contract'
import { addressKey } from './address.ts'
import { copyString } from './copy-string.ts'
import type { Account, Clock, Entrant, Ports, Waiting } from './ports.ts'
import { refused } from './results.ts'
import type { Seat } from './seat.ts'
import type { StoreGate } from './store-gate.ts'

/** The most characters of a password: hashing a longer one costs more than it is worth. */
export const LONGEST_PASSWORD = 128

/** Names and addresses whose wrong passwords are counted; past it the oldest count is forgotten. */
export const MOST_COUNTED = 10_000

/** One attempt to enter. `name` is canonical, `address` a key of `addressKey`. */
export interface LoginAttempt {
  readonly name: string
  readonly entrant: Entrant
  readonly address: string
  readonly password: string
  readonly policy: PasswordPolicy
  /** Told of an error of our own in a later turn, where nobody else would catch it. */
  readonly failed: (error: unknown) => void
  /** Told of what the verdict waits for. */
  readonly waits: (waiting: Waiting) => void
  readonly seat: Seat
}

type Verdict = (refusal: Refusal | undefined) => void

/** The attempt that a login makes; undefined where its dialect has no passwords. */
export function attemptOf(
  { password, policy }: CommandOf<'login'>,
  entrant: Entrant,
  seat: Seat,
): LoginAttempt | undefined {
  const { present, failed } = seat
  if (password === undefined || policy === undefined) return undefined
  const { name } = entrant.keys
  const address = addressKey(present.peer.address)
  const waits = (waiting: Waiting) => {
    seat.waiting = waiting
  }
  return { name, entrant, address, password, policy, failed, waits, seat }
}

function guarded<Value>(
  { failed }: LoginAttempt,
  act: (value: Value) => void,
): (value: Value) => void {
  return (value) => {
    try {
      act(value)
    } catch (error) {
      failed(error)
    }
  }
}

/**
 * Judges passwords. Whether a name has an account cannot be told from the time that a refusal
 * takes: a wrong name costs a hash too. Verdicts come in a later turn where the hashes do; one on an
 * account that was changed or removed meanwhile does not count.
 */
export class Authenticator {
  readonly #ports: Ports
  readonly #clock: Clock
  readonly #gate: StoreGate
  /** Wrong passwords in a row, by name or by name and address. */
  readonly #failures = new Map<string, number>()

  constructor(ports: Ports, clock: Clock, gate: StoreGate) {
    this.#ports = ports
    this.#clock = clock
    this.#gate = gate
  }

  get state(): readonly (readonly [string, number])[] {
    return [...this.#failures]
  }

  restore(state: readonly (readonly [string, number])[]): void {
    for (const [key, failures] of state) this.#count(key, failures)
  }

  /** `address`: a key of `addressKey`. */
  isLocked(name: string, address: string): boolean {
    return this.#ports.locks.find(name, address, this.#clock.now) !== undefined
  }

  /** Whether an account has the name, or one that collides with it. */
  isHeld({ keys, names }: Entrant): boolean {
    for (const other of this.#ports.accounts.alike(keys)) {
      if (collide(other, keys.name, names)) return true
    }
    return false
  }

  judge(attempt: LoginAttempt, then: Verdict): void {
    const { name, address, policy } = attempt
    if (this.isLocked(name, address)) return then(refused('locked'))
    const account = this.#ports.accounts.find(name)
    if (account === undefined && policy.unknown === 'register') this.#register(attempt, then)
    else this.#verify(attempt, account, then)
  }

  #register(attempt: LoginAttempt, then: Verdict): void {
    const { name, entrant, password, seat } = attempt
    const { accounts, roster, passwords } = this.#ports
    const newcomer = { ...entrant, proven: false }
    if (this.isHeld(entrant)) return then(refused('name-reserved'))
    if (roster.rival(newcomer) !== undefined) return then(refused('name-taken'))
    if (!isPassword(password)) return then(refused('password-invalid'))
    if (accounts.isFull()) return then(refused('full'))
    const hashed = (hash: string | undefined) => {
      if (hash === undefined) return then(refused('busy'))
      this.#gate.pass(seat, then, () => {
        if (accounts.has(name)) return this.judge(attempt, then)
        if (this.isHeld(entrant)) return then(refused('name-reserved'))
        if (roster.rival(newcomer) !== undefined) return then(refused('name-taken'))
        if (accounts.isFull()) return then(refused('full'))
        then(this.#made(name, hash) ? undefined : refused('store-failed'))
      })
    }
    attempt.waits(passwords.hash(password, guarded(attempt, hashed), attempt.address))
  }

  #made(name: string, hash: string): boolean {
    const { accounts, blocks, mailbox } = this.#ports
    // Left by a user whose account was removed while they were online.
    mailbox.drop(name, Number.MAX_SAFE_INTEGER)
    blocks.clear(name)
    return accounts.put({ name, hash, since: this.#clock.now })
  }

  #verify(attempt: LoginAttempt, account: Account | undefined, then: Verdict): void {
    const { name, address, password, policy } = attempt
    const tried = isPassword(password) ? password : ''
    const verified = (right: boolean | undefined) => {
      if (right === undefined) return then(refused('busy'))
      if (this.isLocked(name, address)) return then(refused('locked'))
      if (this.#ports.accounts.find(name)?.hash !== account?.hash) return this.judge(attempt, then)
      if (account === undefined && policy.unknown === 'refuse') {
        return then(refused('unknown-account'))
      }
      if (!right) return then(this.#failed(attempt))
      this.#failures.delete(keyOf(attempt))
      then(undefined)
    }
    const { passwords } = this.#ports
    attempt.waits(passwords.verify(tried, account?.hash, guarded(attempt, verified), address))
  }

  #failed(attempt: LoginAttempt): Refusal {
    const { name, address, policy } = attempt
    const key = keyOf(attempt)
    const failures = (this.#failures.get(key) ?? 0) + 1
    this.#failures.delete(key)
    if (failures < policy.attempts) {
      this.#count(key, failures)
      return { ok: false, error: 'wrong-password', left: policy.attempts - failures }
    }
    const since = this.#clock.now
    const until = since + policy.lockTime
    const locked = policy.lockout === 'name' ? undefined : address
    this.#ports.locks.put({ name, address: locked, since, until })
    return refused('locked-out')
  }

  #count(key: string, failures: number): void {
    this.#failures.set(copyString(key), failures)
    for (const [oldest] of this.#failures) {
      if (this.#failures.size <= MOST_COUNTED) return
      this.#failures.delete(oldest)
    }
  }
}

function isPassword(password: string): boolean {
  return password.length > 0 && password.length <= LONGEST_PASSWORD
}

function keyOf({ name, address, policy }: LoginAttempt): string {
  return policy.lockout === 'name' ? name : `${name} ${address}`
}
