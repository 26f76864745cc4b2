import { Buffer } from 'node:buffer'
import * as z from 'zod'
import { type RecordedEvent, type Recorder, type RecordingHeader, VERSION } from './event.ts'

const count = z.number().int().nonnegative()
const place = z.strictObject({ address: z.string(), port: z.number().int().min(0).max(65_535) })
const at = { t: count, c: count.min(1) }
const data = { s: z.string().optional(), b64: z.base64().optional() }
/** Of the chat messages that one frame is about. */
const ids = z.union([z.null(), count, z.array(count)])

type Ids = z.infer<typeof ids>

interface Data {
  readonly s?: string | undefined
  readonly b64?: string | undefined
}

const eitherOne = 'expected either s or b64'
const hasOne = ({ s, b64 }: Data) => (s === undefined) !== (b64 === undefined)

const header = z.strictObject({
  parley: z.literal('recording'),
  version: z.number().int().min(1).max(VERSION),
  started: z.iso.datetime(),
  by: z.enum(['gateway', 'proxy']),
  secrets: z.enum(['masked', 'kept']),
  dialects: z.record(z.string(), z.strictObject({ options: z.record(z.string(), z.unknown()) })),
})

const event = z.discriminatedUnion('k', [
  z.strictObject({
    ...at,
    k: z.literal('open'),
    dialect: z.string(),
    peer: place,
    local: place,
    upstream: place.optional(),
    over: z.literal('udp').optional(),
    call: count.min(1).optional(),
  }),
  z.strictObject({ ...at, k: z.literal('in'), ...data }).refine(hasOne, eitherOne),
  z
    .strictObject({
      ...at,
      k: z.literal('out'),
      ...data,
      n: z.array(count).optional(),
      m: z.array(ids).optional(),
    })
    .refine(hasOne, eitherOne)
    .refine(({ n, m }) => m === undefined || m.length === (n ?? [0]).length, {
      message: 'm: expected as many as there are frames',
    }),
  z.strictObject({ ...at, k: z.literal('took'), m: z.array(ids) }),
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
  const { version: written, started, by, secrets, dialects } = checked(header, value)
  return { version: written, started: Date.parse(started), by, secrets, dialects }
}

/** Throws an error that says what is wrong. `by`: who has recorded. */
export function parseEvent(value: unknown, by: Recorder): RecordedEvent {
  const line = checked(event, value)
  const at = { time: line.t, connection: line.c }
  switch (line.k) {
    case 'open': {
      const { k: kind, dialect, peer, local, upstream, over, call } = line
      const via = upstream === undefined ? {} : { upstream }
      const udp = over === undefined ? {} : { over }
      const of = call === undefined ? {} : { call }
      return { ...at, kind, dialect, peer, local, ...via, ...udp, ...of }
    }
    case 'in':
      return { ...at, kind: line.k, bytes: bytesOf(line) }
    case 'out': {
      const bytes = bytesOf(line)
      const { k: kind, n = [bytes.length], m = [] } = line
      const frames = n.map((length, index) => ({ length, messages: listOf(m[index] ?? null) }))
      return { ...at, kind, bytes, frames: by === 'gateway' ? frames : undefined }
    }
    case 'took':
      return { ...at, kind: line.k, messages: line.m.map(listOf) }
    case 'end':
      return { ...at, kind: line.k, by: line.by }
    case 'close':
      return { ...at, kind: line.k, reason: line.reason }
  }
}

function bytesOf({ s, b64 }: Data): Uint8Array {
  return s === undefined ? Buffer.from(b64 ?? '', 'base64') : Buffer.from(s)
}

function listOf(ids: Ids): readonly number[] {
  if (ids === null) return []
  return typeof ids === 'number' ? [ids] : ids
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
