import type { Command } from '@parley/contract'
import type { Attachment } from '@parley/engine'
import type { AccountChange } from './account-change.ts'

/** The version of the format of the log. */
export const FORMAT = 1

/** What all gateways must know of a connection: `Attachment` without what it can do. */
export type Seating = Pick<Attachment, 'listener' | 'via' | 'peer' | 'pulls' | 'raw' | 'names'>

/**
 * What the gateway of a client found out about its password. `of`: the hash it was compared with, null
 * where there was no account: the verdict holds only for that one.
 */
export type Verdict =
  | { readonly kind: 'hash'; readonly hash: string }
  | { readonly kind: 'verify'; readonly of: string | null; readonly right: boolean }

/** One entry of the log, without who wrote it. */
export type Act =
  /** A gateway begins a new epoch. What `config` tells must be the same in all gateways. */
  | { readonly kind: 'node-up'; readonly config: string }
  /** A gateway ends, or is found to have ended: its users are gone, and whatever it writes later is void. */
  | { readonly kind: 'node-down'; readonly node: string; readonly epoch: number }
  /** A connection asks for something. `seating` is in the first login and in each later one. */
  | {
      readonly kind: 'ask'
      readonly seat: number
      readonly command: Command
      readonly seating?: Seating
      readonly verdict?: Verdict
    }
  /** An operator changes an account. */
  | { readonly kind: 'account'; readonly change: AccountChange }
  /** A connection is gone; `reason`: what others are told of why. */
  | { readonly kind: 'close'; readonly seat: number; readonly reason?: string }

/** One entry of the log. */
export interface Op {
  readonly version: number
  /** The gateway that wrote it. */
  readonly node: string
  /** Which of its lives; higher than every earlier one of any gateway. */
  readonly epoch: number
  /** Counted from 1 in each epoch, without a gap. */
  readonly n: number
  readonly act: Act
}

export function encodeOp(op: Op): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(op))
}

/** Throws where that is not an entry of this format: nobody but gateways may write to the log. */
export function decodeOp(bytes: Uint8Array): Op {
  const op: Op = JSON.parse(new TextDecoder().decode(bytes))
  if (op.version !== FORMAT) {
    throw new Error(`the log has an entry of version ${op.version}, and not of ${FORMAT}`)
  }
  return op
}
