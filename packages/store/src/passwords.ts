import { Buffer } from 'node:buffer'
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Passwords, Waiting } from '@parley/engine'
import { FairQueue } from './fair-queue.ts'

/** Bytes. */
const SALT = 16
const KEY = 32

/**
 * So many at a time, and no more than there are processors, beside which they would only slow each
 * other down. Node has four threads for such work: one is left for files.
 */
export const AT_ONCE = 3

/** Work that a stored hash may ask for at the most; one that asks for more is not one of ours. */
const HIGHEST = { cost: 2 ** 20, blockSize: 32, parallelization: 16 } as const

export interface ScryptOptions {
  /** N of RFC 7914: a power of two. 2^15 takes 32 MiB and 75 ms or so. */
  readonly cost?: number
  /** r. */
  readonly blockSize?: number
  /** p. */
  readonly parallelization?: number
  /** Passwords that may wait for their turn; past it the address that has most is refused. */
  readonly mostWaiting?: number
  /** Passwords of one address that may wait; one more is refused at once. */
  readonly mostForAddress?: number
  /** Passwords that are hashed at the same time; by default `AT_ONCE`, or one for each processor. */
  readonly atOnce?: number
}

/** 1,000 clients that wait are no more memory than their connections are. */
export const MOST_WAITING = 1_000

/** About 5 s of work on two cores with hashes of 75 ms: longer nobody should wait for a refusal. */
export const MOST_FOR_ADDRESS = 128

/** The address of what the gateway's operator asks for. */
const OPERATOR = ''

interface Work {
  readonly cost: number
  readonly blockSize: number
  readonly parallelization: number
}

interface Hash {
  readonly work: Work
  readonly salt: Buffer
  readonly key: Buffer
}

interface Job {
  readonly address: string
  readonly password: string
  readonly work: Work
  readonly salt: Buffer
  /** Undefined where the key cannot be made. */
  done(key: Buffer | undefined): void
}

/**
 * Passwords hashed with scrypt (RFC 7914), off the event loop. A hash is written
 * `scrypt$N$r$p$salt$key`, salt and key in base64url. Addresses take turns.
 */
export function scryptPasswords(options: ScryptOptions = {}): Passwords {
  return new ScryptPasswords(options)
}

class ScryptPasswords implements Passwords {
  readonly #work: Work
  /** Checked in the place of a hash that there is not, so that it takes as long. */
  readonly #nobody: Hash
  readonly #atOnce: number
  readonly #waiting: FairQueue<Job>
  /** Of clients that may be gone. */
  readonly #deferred: FairQueue<Job>
  #running = 0

  constructor(options: ScryptOptions) {
    const { cost = 2 ** 15, blockSize = 8, parallelization = 1 } = options
    const { mostWaiting = MOST_WAITING, mostForAddress = MOST_FOR_ADDRESS } = options
    const { atOnce = Math.min(AT_ONCE, availableParallelism()) } = options
    const bounds = { most: mostWaiting, mostForKey: mostForAddress }
    this.#work = { cost, blockSize, parallelization }
    this.#atOnce = atOnce
    this.#waiting = new FairQueue(bounds)
    this.#deferred = new FairQueue(bounds)
    this.#nobody = { work: this.#work, salt: randomBytes(SALT), key: Buffer.alloc(KEY) }
  }

  hash(
    password: string,
    then: (hash: string | undefined) => void,
    address: string = OPERATOR,
  ): Waiting {
    const salt = randomBytes(SALT)
    const work = this.#work
    return this.#take({
      address,
      password,
      work,
      salt,
      done: (key) => then(key === undefined ? undefined : written({ work, salt, key })),
    })
  }

  verify(
    password: string,
    hash: string | undefined,
    then: (right: boolean | undefined) => void,
    address: string = OPERATOR,
  ): Waiting {
    const known = hash === undefined ? undefined : read(hash)
    const { work, salt, key: expected } = known ?? this.#nobody
    return this.#take({
      address,
      password,
      work,
      salt,
      done: (key) => {
        if (key === undefined) return then(undefined)
        const isSame = timingSafeEqual(key, expected)
        then(isSame && known !== undefined)
      },
    })
  }

  #take(job: Job): Waiting {
    const { address } = job
    if (this.#running < this.#atOnce) this.#run(job)
    else refuse(this.#waiting.add(address, job))
    return {
      cancel: () => {
        if (!this.#waiting.remove(address, job)) this.#deferred.remove(address, job)
      },
      defer: () => {
        if (this.#waiting.remove(address, job)) refuse(this.#deferred.add(address, job))
      },
    }
  }

  #run({ password, work, salt, done }: Job): void {
    this.#running += 1
    const { cost, blockSize, parallelization } = work
    const maxmem = 256 * blockSize * (cost + parallelization)
    const options = { cost, blockSize, parallelization, maxmem }
    scrypt(password, salt, KEY, options, (error, key) => {
      this.#running -= 1
      const next = this.#waiting.next() ?? this.#deferred.next()
      if (next !== undefined) this.#run(next)
      done(error === null ? key : undefined)
    })
  }
}

/** Not at once: whoever hears of it may ask again, and refuse the next one by that. */
function refuse(job: Job | undefined): void {
  if (job !== undefined) queueMicrotask(() => job.done(undefined))
}

function written({ work, salt, key }: Hash): string {
  const { cost, blockSize, parallelization } = work
  const bytes = `${salt.toString('base64url')}$${key.toString('base64url')}`
  return `scrypt$${cost}$${blockSize}$${parallelization}$${bytes}`
}

/** Undefined where it is not such a hash. */
function read(hash: string): Hash | undefined {
  const [kind, n, r, p, saltText, keyText, ...more] = hash.split('$')
  if (kind !== 'scrypt' || saltText === undefined || keyText === undefined || more.length > 0) {
    return undefined
  }
  const work = { cost: Number(n), blockSize: Number(r), parallelization: Number(p) }
  const salt = Buffer.from(saltText, 'base64url')
  const key = Buffer.from(keyText, 'base64url')
  return isWork(work) && key.length === KEY ? { work, salt, key } : undefined
}

function isWork({ cost, blockSize, parallelization }: Work): boolean {
  return (
    isWithin(cost, 2, HIGHEST.cost) &&
    Number.isInteger(Math.log2(cost)) &&
    isWithin(blockSize, 1, HIGHEST.blockSize) &&
    isWithin(parallelization, 1, HIGHEST.parallelization)
  )
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}
