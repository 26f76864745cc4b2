import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Accounts, Passwords, Waiting } from '@parley/engine'
import { accountLike, type BadLine, type Credential } from './credentials.ts'

/** Passwords that are hashed at once: half of the threads that Node has for it, so that logins have the others. */
const AT_ONCE = 2

/** Begins what an account has in the place of a hash until its password is hashed. No password fits it. */
const PENDING = 'pending$'

/** Bytes of the random text behind it, by which the password is found. */
const TOKEN_BYTES = 16

/** What an import came to, or has come to so far, in accounts. */
export interface Imported {
  readonly made: number
  /** They were there before, and keep their password. */
  readonly before: number
  /** Not yet hashed, or not to be kept: made by the next import. */
  readonly left: number
}

/** Whether an account of this hash waits for an import to go on. */
export function isPending(hash: string): boolean {
  return hash.startsWith(PENDING)
}

/**
 * Makes the accounts of a credentials file while the gateway serves. `hold` makes each account at once,
 * with a token in the place of a hash, so that nobody else can take its name; `run` then hashes one
 * password after another, when no login wants to. Until then the password is compared as it stands in
 * the file, which is in memory only. An import that is stopped, or killed, is taken up by the next one.
 */
export class CredentialImport {
  readonly #accounts: Accounts
  readonly #waiting = new Map<string, Credential>()
  readonly #hashing = new Set<Waiting>()
  #made = 0
  #before = 0
  #lost = 0
  #state: 'running' | 'over' = 'running'

  constructor(accounts: Accounts) {
    this.#accounts = accounts
  }

  /** `over`: all is made, or it was stopped. */
  get state(): 'running' | 'over' {
    return this.#state
  }

  get imported(): Imported {
    return { made: this.#made, before: this.#before, left: this.#waiting.size + this.#lost }
  }

  /**
   * Makes the accounts that are not there yet; their names are held from now on. Gives the lines whose
   * names could be taken for those of other accounts.
   */
  hold(credentials: readonly Credential[], now: number): readonly BadLine[] {
    const bad: BadLine[] = []
    for (const credential of credentials) {
      const { name, line } = credential
      const known = this.#accounts.find(name)
      const other = known === undefined ? accountLike(name, this.#accounts) : undefined
      if (known !== undefined && !isPending(known.hash)) this.#before += 1
      else if (other === undefined) this.#hold(credential, known?.since ?? now)
      else bad.push({ line, fault: `the name is too similar to ${other}, which has an account` })
    }
    return bad
  }

  #hold(credential: Credential, since: number): void {
    const token = PENDING + randomBytes(TOKEN_BYTES).toString('base64url')
    const isKept = this.#accounts.put({ name: credential.name, hash: token, since })
    if (isKept) this.#waiting.set(token, credential)
    else this.#lost += 1
  }

  /** What judges the passwords of accounts that wait, too; it takes as long as for any other. */
  judging(passwords: Passwords): Passwords {
    return {
      hash: (password, then, address) => passwords.hash(password, then, address),
      verify: (password, hash, then, address) => {
        const known = hash === undefined ? undefined : this.#waiting.get(hash)
        if (known === undefined) return passwords.verify(password, hash, then, address)
        const isRight = isSame(password, known.password)
        const judged = (right: boolean | undefined) => then(right === undefined ? right : isRight)
        return passwords.verify(password, undefined, judged, address)
      },
    }
  }

  /** Hashes one after another; `onProgress` is called after each. Resolves once all are made, or it is stopped. */
  async run(passwords: Passwords, onProgress: (imported: Imported) => void): Promise<void> {
    const entries = this.#waiting.entries()
    const work = async () => {
      for (const [token, credential] of entries) {
        if (this.#state === 'over') return
        await this.#make(passwords, token, credential)
        onProgress(this.imported)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    this.#state = 'over'
  }

  /** Begins nothing more. What is made stays, what is not is made by the next import. */
  stop(): void {
    this.#state = 'over'
    for (const waiting of this.#hashing) waiting.cancel()
  }

  /** What was held could not be kept. */
  giveUp(): void {
    this.#lost += this.#waiting.size
    this.#waiting.clear()
  }

  /** Takes back what `hold` has made. */
  release(): void {
    for (const [token, { name }] of this.#waiting) {
      if (this.#accounts.find(name)?.hash === token) this.#accounts.remove(name)
    }
    this.#waiting.clear()
  }

  async #make(passwords: Passwords, token: string, credential: Credential): Promise<void> {
    const { name, password } = credential
    const { promise, resolve } = withResolvers()
    const waiting = passwords.hash(password, (hash) => {
      this.#keep(token, name, hash)
      resolve()
    })
    waiting.defer()
    this.#hashing.add(waiting)
    await promise
    this.#hashing.delete(waiting)
  }

  /** Within the turn of the hash, which commits it. Another process may have changed the account meanwhile. */
  #keep(token: string, name: string, hash: string | undefined): void {
    const account = this.#accounts.find(name)
    if (account?.hash !== token) this.#waiting.delete(token)
    else if (hash !== undefined && this.#accounts.put({ ...account, hash })) {
      this.#waiting.delete(token)
      this.#made += 1
    }
  }
}

/** A promise that is resolved from outside. */
function withResolvers() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}
