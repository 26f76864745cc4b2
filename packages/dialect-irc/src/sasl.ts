/** SASL PLAIN (2.8): who logs in, and the account’s password. */
import { Buffer } from 'node:buffer'
import { decodeBytes, NOT_UTF8 } from '@parley/framing'

/** A chunk of this length says that another one follows. */
const CHUNK = 400

/** The most characters of base64 in all chunks. */
const MOST_BASE64 = 1600

export interface Credentials {
  readonly name: string
  readonly password: string
}

export type SaslStep =
  /** `AUTHENTICATE PLAIN`: the client is to go on. */
  | { readonly kind: 'continue' }
  /** A chunk that another one follows. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'credentials'; readonly credentials: Credentials }
  | { readonly kind: 'aborted' | 'too-long' | 'failed' | 'unknown-mechanism' }

/** The exchange of one client. */
export class SaslExchange {
  /** What has come; undefined before `AUTHENTICATE PLAIN`. */
  #base64: string | undefined

  take(argument: string): SaslStep {
    const soFar = this.#base64
    if (soFar === undefined) return this.#begin(argument)
    if (argument === '*') return this.#end({ kind: 'aborted' })
    if (argument.length > CHUNK || soFar.length + argument.length > MOST_BASE64) {
      return this.#end({ kind: 'too-long' })
    }
    const whole = argument === '+' ? soFar : soFar + argument
    if (argument.length === CHUNK) {
      this.#base64 = whole
      return { kind: 'wait' }
    }
    const credentials = plainCredentials(whole)
    return this.#end(
      credentials === undefined ? { kind: 'failed' } : { kind: 'credentials', credentials },
    )
  }

  #begin(mechanism: string): SaslStep {
    if (mechanism === '*') return { kind: 'aborted' }
    if (mechanism.toUpperCase() !== 'PLAIN') return { kind: 'unknown-mechanism' }
    this.#base64 = ''
    return { kind: 'continue' }
  }

  #end(step: SaslStep): SaslStep {
    this.#base64 = undefined
    return step
  }
}

/** RFC 4616: `authzid NUL authcid NUL passwd`; nobody may act for somebody else. */
function plainCredentials(base64: string): Credentials | undefined {
  if (!/^[A-Za-z\d+/]+={0,2}$/.test(base64)) return undefined
  const text = decodeBytes(Buffer.from(base64, 'base64'))
  if (text === NOT_UTF8) return undefined
  const [actsFor, name, password, ...rest] = text.split('\0')
  if (name === undefined || password === undefined || rest.length > 0) return undefined
  if (actsFor !== '' && actsFor !== name) return undefined
  return { name, password }
}
