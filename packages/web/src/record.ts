import { partsOf } from '@parley/framing'
import type { OpenListener } from '@parley/server'
import type { FeedRecord } from './protocol.ts'

/** Bytes as they were kept: a string is UTF-8. */
export type Data = Uint8Array | string

/** A connection that the feed tells of. */
export interface Subject {
  readonly id: number
  readonly dialect: string
  /** Undefined where its listener is not known. */
  readonly listener: OpenListener | undefined
  /** Of the user, once logged in. */
  readonly name: string | undefined
}

/** What happened, with its bytes as they were kept; what is secret in them is hidden already. */
export type KeptEvent =
  | {
      readonly kind: 'opened'
      readonly address: string
      readonly port: number
      /** It is a connection of the gateway’s own checks. */
      readonly check?: true
    }
  | { readonly kind: 'read' | 'write'; readonly data: Data }
  | { readonly kind: 'frame-in'; readonly data: Data; message: number | undefined }
  | {
      readonly kind: 'frame-out'
      readonly data: Data
      readonly message: number | undefined
      readonly told: readonly number[]
      /** It answers nothing, and is about no message. */
      readonly unasked: boolean
    }
  | {
      readonly kind: 'command'
      readonly name: string
      readonly message: number | undefined
      readonly error: string | undefined
    }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'closed'; readonly reason: string }

/** One record of the feed before anybody has asked for it. */
export interface KeptRecord {
  readonly sequence: number
  readonly time: number
  readonly subject: Subject
  readonly event: KeptEvent
}

/** How many bytes it holds. */
export function sizeOf(event: KeptEvent): number {
  return 'data' in event ? event.data.length : 0
}

/** As it is sent to viewers. */
export function feedRecord({ sequence, time, subject, event }: KeptRecord): FeedRecord {
  const at = { sequence, time, connection: subject.id }
  switch (event.kind) {
    case 'opened':
      return { ...at, ...event, dialect: subject.dialect }
    case 'named':
    case 'closed':
      return { ...at, ...event }
    case 'command': {
      const { name, message, error } = event
      const about = message === undefined ? {} : { message }
      const outcome = error === undefined ? { ok: true } : { ok: false, error }
      return { ...at, kind: 'command', name, ...about, ...outcome }
    }
    case 'read':
    case 'write':
      return { ...at, kind: event.kind, bytes: bytesOf(event.data).toString('base64') }
    case 'frame-in':
      return { ...at, kind: event.kind, ...contentOf(event, subject, 'client') }
    case 'frame-out': {
      const { kind, told, unasked } = event
      const further = told.length === 0 ? {} : { told }
      const cause = unasked ? { unasked: true as const } : {}
      return { ...at, kind, ...contentOf(event, subject, 'server'), ...further, ...cause }
    }
  }
}

function contentOf(
  { data, message }: { readonly data: Data; readonly message: number | undefined },
  subject: Subject,
  sentBy: 'client' | 'server',
) {
  const bytes = bytesOf(data)
  const parts = partsOf(subject.listener?.speaks.annotate, bytes, sentBy)
  const about = message === undefined ? {} : { message }
  return { bytes: bytes.toString('base64'), parts, ...about }
}

export function bytesOf(data: Data): Buffer {
  if (typeof data === 'string') return Buffer.from(data)
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength)
}
