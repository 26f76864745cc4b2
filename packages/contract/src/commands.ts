import type { Answer, CloseReason } from './outcomes.ts'

/** Where a peer's connection comes from. */
export interface Peer {
  readonly address: string
  readonly port: number
}

/** A message to one recipient; also the event that tells the recipient of it. */
export interface DirectMessage {
  readonly kind: 'direct'
  /** Unique within the gateway; the same on both wires. */
  readonly id: number
  /** Milliseconds since the epoch, as every time in the contract. */
  readonly time: number
  readonly from: string
  readonly to: string
  readonly text: string
}

/** A message to everyone; also the event that tells of it. */
export interface PublicMessage {
  readonly kind: 'public'
  readonly id: number
  readonly time: number
  /** Its place in the timeline, counted from 1. */
  readonly number: number
  readonly from: string
  readonly text: string
}

/** A row of the roster, as `list` answers it: login order, each name once. */
export interface Present {
  readonly name: string
  /** The dialect that the name is spoken through. */
  readonly via: string
  readonly peer: Peer
  /** When the name logged in. */
  readonly since: number
}

export interface Posted {
  readonly message: PublicMessage
  /** How many other users it went to. */
  readonly reached: number
  /** How many online users did not get it because they have blocked its author. */
  readonly blocked: number
}

/** What each command asks and what it is answered: the one table behind `CommandOf` and `AnswerOf`. */
export interface Exchanges {
  /** `cap`: the most users that this listener takes; 0 = no limit. */
  login: { ask: { readonly name: string; readonly cap: number }; value: { readonly name: string } }
  logout: { ask: unknown; value: null }
  send: { ask: { readonly to: string; readonly text: string }; value: DirectMessage }
  broadcast: { ask: { readonly text: string }; value: Posted }
  list: { ask: unknown; value: readonly Present[] }
  /** The last `last` public messages, oldest first. */
  history: { ask: { readonly last: number }; value: readonly PublicMessage[] }
  block: { ask: { readonly name: string }; value: { readonly name: string } }
  unblock: { ask: { readonly name: string }; value: { readonly name: string } }
}

export type CommandKind = keyof Exchanges

/** What a session asks of the engine: `CommandOf<'send'>` is one kind, `Command` any of them. */
export type CommandOf<Kind extends CommandKind> = {
  [K in Kind]: { readonly kind: K } & Exchanges[K]['ask']
}[Kind]

export type Command = CommandOf<CommandKind>

export type AnswerOf<Kind extends CommandKind> = Answer<Exchanges[Kind]['value']>

/** What the engine tells a session unasked. */
export type Event =
  | DirectMessage
  | PublicMessage
  | { readonly kind: 'joined'; readonly name: string; readonly time: number }
  | { readonly kind: 'left'; readonly name: string; readonly time: number }
  /** From the gateway itself; said with a sender that no user can be. */
  | { readonly kind: 'notice'; readonly text: string; readonly time: number }
  /** The connection is about to be closed for this reason. */
  | { readonly kind: 'farewell'; readonly reason: CloseReason; readonly time: number }
