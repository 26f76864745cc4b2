import { Buffer } from 'node:buffer'
import * as z from 'zod'
import { type RecordedEvent, type RecordingHeader, VERSION } from './event.ts'

const count = z.number().int().nonnegative()
const place = z.strictObject({ address: z.string(), port: z.number().int().min(0).max(65_535) })
const at = { t: count, c: count.min(1) }

const header = z.strictObject({
  parley: z.literal('recording'),
  version: z.literal(VERSION),
  started: z.iso.datetime(),
  by: z.enum(['gateway', 'proxy']),
  secrets: z.enum(['masked', 'kept']),
  dialects: z.record(z.string(), z.strictObject({ options: z.record(z.string(), z.unknown()) })),
})

const event = z.discriminatedUnion('k', [
  z.strictObject({ ...at, k: z.literal('open'), dialect: z.string(), peer: place, local: place }),
  z
    .strictObject({
      ...at,
      k: z.enum(['in', 'out']),
      s: z.string().optional(),
      b64: z.base64().optional(),
    })
    .refine(({ s, b64 }) => (s === undefined) !== (b64 === undefined), 'expected either s or b64'),
  z.strictObject({
    ...at,
    k: z.enum(['frame-in', 'frame-out']),
    n: count,
    m: count.optional(),
    told: z.array(count).optional(),
  }),
  z.strictObject({ ...at, k: z.literal('end'), by: z.enum(['client', 'server']) }),
  z.strictObject({ ...at, k: z.literal('close'), reason: z.string() }),
])

/** Throws an error that says what is wrong. */
export function parseHeader(value: unknown): RecordingHeader {
  const version = ofRecording(value)
  if (typeof version === 'number' && version > VERSION) {
    throw new Error(
      `version ${version} of recordings is newer than this program: it reads ${VERSION}`,
    )
  }
  const { started, by, secrets, dialects } = checked(header, value)
  return { version: VERSION, started: Date.parse(started), by, secrets, dialects }
}

/** Throws an error that says what is wrong. */
export function parseEvent(value: unknown): RecordedEvent {
  const line = checked(event, value)
  const at = { time: line.t, connection: line.c }
  switch (line.k) {
    case 'open': {
      const { k: kind, dialect, peer, local } = line
      return { ...at, kind, dialect, peer, local }
    }
    case 'in':
    case 'out': {
      const { k: kind, s, b64 } = line
      const bytes = s === undefined ? Buffer.from(b64 ?? '', 'base64') : Buffer.from(s)
      return { ...at, kind, bytes }
    }
    case 'frame-in':
    case 'frame-out': {
      const { k: kind, n: length, m: message, told } = line
      const about = message === undefined ? {} : { message }
      return { ...at, kind, length, ...about, ...(told === undefined ? {} : { told }) }
    }
    case 'end':
      return { ...at, kind: line.k, by: line.by }
    case 'close':
      return { ...at, kind: line.k, reason: line.reason }
  }
}

/** The version of what says that it is a recording. */
function ofRecording(value: unknown): unknown {
  const isOne = typeof value === 'object' && value !== null && 'parley' in value
  if (!isOne || value.parley !== 'recording') throw new Error('this is no recording of Parley')
  return 'version' in value ? value.version : undefined
}

function checked<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `
  throw new Error(`${where}${issue?.message ?? 'this is wrong'}`)
}
