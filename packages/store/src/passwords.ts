import { Buffer } from 'node:buffer'
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { Passwords } from '@parley/engine'

/** Bytes. */
const SALT = 16
const KEY = 32

/** So many at a time: Node has four threads for such work. */
export const AT_ONCE = 4

/** Work that a stored hash may ask for at the most; one that asks for more is not one of ours. */
const HIGHEST = { cost: 2 ** 20, blockSize: 32, parallelization: 16 } as const

export interface ScryptOptions {
  /** N of RFC 7914: a power of two. 2^15 takes 32 MiB and 75 ms or so. */
  readonly cost?: number
  /** r. */
  readonly blockSize?: number
  /** p. */
  readonly parallelization?: number
  /** Passwords that may wait for their turn; one more is refused at once. */
  readonly mostWaiting?: number
}

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
  readonly password: string
  readonly work: Work
  readonly salt: Buffer
  /** Undefined where the key cannot be made. */
  done(key: Buffer | undefined): void
}

/**
 * Passwords hashed with scrypt (RFC 7914), off the event loop. A hash is written
 * `scrypt$N$r$p$salt$key`, salt and key in base64url.
 */
export function scryptPasswords(options: ScryptOptions = {}): Passwords {
  return new ScryptPasswords(options)
}

class ScryptPasswords implements Passwords {
  readonly #work: Work
  readonly #mostWaiting: number
  /** Checked in the place of a hash that there is not, so that it takes as long. */
  readonly #nobody: Hash
  readonly #waiting: Job[] = []
  #running = 0

  constructor(options: ScryptOptions) {
    const { cost = 2 ** 15, blockSize = 8, parallelization = 1, mostWaiting = 1_000 } = options
    this.#work = { cost, blockSize, parallelization }
    this.#mostWaiting = mostWaiting
    this.#nobody = { work: this.#work, salt: randomBytes(SALT), key: Buffer.alloc(KEY) }
  }

  hash(password: string, then: (hash: string | undefined) => void): void {
    const salt = randomBytes(SALT)
    const work = this.#work
    this.#take({
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
  ): void {
    const known = hash === undefined ? undefined : read(hash)
    const { work, salt, key: expected } = known ?? this.#nobody
    this.#take({
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

  #take(job: Job): void {
    if (this.#running < AT_ONCE) this.#run(job)
    else if (this.#waiting.length < this.#mostWaiting) this.#waiting.push(job)
    else job.done(undefined)
  }

  #run({ password, work, salt, done }: Job): void {
    this.#running += 1
    const { cost, blockSize, parallelization } = work
    const maxmem = 256 * blockSize * (cost + parallelization)
    const options = { cost, blockSize, parallelization, maxmem }
    scrypt(password, salt, KEY, options, (error, key) => {
      this.#running -= 1
      const next = this.#waiting.shift()
      if (next !== undefined) this.#run(next)
      done(error === null ? key : undefined)
    })
  }
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
