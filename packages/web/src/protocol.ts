/**
 * What the gateway and its page say to each other, over the WebSocket `/feed` and over HTTP. Every message
 * is one JSON object. It holds types alone, so that the page can use it as the server does.
 */

import type { Part } from '@parley/contract'

/** Bytes as base64. */
export type Base64 = string

/** A listener of the gateway. */
export interface DialectInfo {
  readonly name: string
  readonly host: string
  readonly port: number
  /** One line that shows what the format looks like. */
  readonly shape: string
}

/** A connection that is open. */
export interface ConnectionRecord {
  readonly id: number
  readonly dialect: string
  readonly address: string
  readonly port: number
  /** When it was opened, in milliseconds since the epoch. */
  readonly since: number
  /** Of the user who has logged in. */
  readonly name?: string
  /** The gateway has opened it itself, to check that listener. */
  readonly check?: true
}

/** A time while somebody looked, in milliseconds since the epoch; without `to`: it goes on. */
export interface Watched {
  readonly from: number
  readonly to?: number
}

/** What happened at a connection. */
export type FeedEvent =
  | {
      readonly kind: 'opened'
      readonly dialect: string
      readonly address: string
      readonly port: number
      /** The gateway has opened it itself, to check that listener. */
      readonly check?: true
    }
  /** One read of the socket. */
  | { readonly kind: 'read'; readonly bytes: Base64 }
  /**
   * One frame of the client, as it was on the wire, when the gateway carries it out. Where a message is made
   * of several frames, `message` stands at the last of them.
   */
  | {
      readonly kind: 'frame-in'
      readonly bytes: Base64
      readonly parts: readonly Part[]
      readonly message?: number
    }
  /** What the frame asked of the engine, and how it was answered. */
  | {
      readonly kind: 'command'
      readonly name: string
      readonly message?: number
      readonly ok?: boolean
      readonly error?: string
    }
  /**
   * One protocol message to the client. `told`: where the client is told only what it asks for, the
   * further messages that this reply tells of. `unasked`: it answers nothing, and is about no message: the
   * client is told that somebody came, say.
   */
  | {
      readonly kind: 'frame-out'
      readonly bytes: Base64
      readonly parts: readonly Part[]
      readonly message?: number
      readonly told?: readonly number[]
      readonly unasked?: true
    }
  /** One write to the socket. */
  | { readonly kind: 'write'; readonly bytes: Base64 }
  /** The user has logged in. */
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'closed'; readonly reason: string }

/** `sequence`: counted from 1. `time`: in milliseconds since the epoch. */
export type FeedRecord = FeedEvent & {
  readonly sequence: number
  readonly time: number
  readonly connection: number
}

/**
 * What a viewer gets on `/feed`. A `hello` comes first, and again where records were missed: its lists
 * replace what was known.
 */
export type ServerMessage =
  | {
      readonly kind: 'hello'
      readonly version: string
      /** Of the newest record; 0 where there is none. */
      readonly sequence: number
      /** Of the oldest record that is still kept. */
      readonly oldest: number
      readonly dialects: readonly DialectInfo[]
      readonly connections: readonly ConnectionRecord[]
      /** Connections that are closed, of which records are kept, but not that of their beginning. */
      readonly former: readonly ConnectionRecord[]
      /** The times of which records are kept, oldest first, and how many bytes of them at the most. */
      readonly kept: { readonly times: readonly Watched[]; readonly bytes: number }
      /** Of this machine in its local network. */
      readonly addresses: readonly string[]
      /** What is shown is a recording that is played, and no gateway. */
      readonly recorded?: true
    }
  | { readonly kind: 'records'; readonly records: readonly FeedRecord[] }
  /** So many records are missing here: they were evicted, or the viewer was too slow for them. */
  | { readonly kind: 'gap'; readonly count: number }

/** Records that match all that is said; `text` is looked for in their bytes. */
export interface FeedFilter {
  readonly dialect?: string
  readonly name?: string
  readonly connection?: number
  readonly text?: string
}

/** What a viewer says on `/feed`: records behind `after` are sent. The first one begins the feed. */
export interface PageMessage {
  readonly kind: 'resume'
  readonly after: number
  readonly filter?: FeedFilter
}

/** `GET /api/status`, which needs no token. */
export interface Status {
  readonly version: string
  readonly dialects: readonly DialectInfo[]
  /** Whether visitors without a token may join. */
  readonly guests: boolean
  /** Whether this visitor has the token. */
  readonly operator: boolean
  /** Whether programs can be checked from the page. */
  readonly checks: boolean
  /** Of this machine in its local network. */
  readonly addresses: readonly string[]
  /** What is shown is a recording that is played, and no gateway. */
  readonly recorded?: true
}

/** What the page says on `/checks`: the kit is run against the address. One run at a time. */
export interface CheckMessage {
  readonly kind: 'check'
  readonly side: 'server'
  readonly dialect: string
  readonly address: string
  /** What the server is set to, of the dialect's options: `key=value` each. */
  readonly options?: readonly string[]
}

/** A check as the JSON report has it, of `total` in all. */
export interface CheckRow {
  readonly total: number
  readonly verdict: 'pass' | 'fail' | 'warn' | 'skip' | 'error'
  readonly id?: string
  readonly group?: string
  readonly title?: string
  readonly rule?: { readonly id: string; readonly level: string; readonly sentence: string }
  readonly failure?: {
    readonly expected?: string
    /** null: nothing came. */
    readonly came: { readonly visible: string; readonly base64: Base64 } | null
    /** Offset in `came` of the first wrong byte. */
    readonly at?: number
    readonly why?: string
    readonly recognised: readonly string[]
  }
  readonly reason?: string
  readonly hint?: string
  readonly command?: string
}

/** What the page gets on `/checks`: a row of the report for each check as it ends, then `end`. */
export type CheckReply =
  | (CheckRow & { readonly kind: 'verdict' })
  /** `busy`: another run is not over; `failed`: for this `reason`. */
  | { readonly kind: 'end'; readonly outcome: string; readonly reason?: string }
