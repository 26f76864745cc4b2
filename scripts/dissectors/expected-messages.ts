import { Buffer } from 'node:buffer'
import { readdirSync, readFileSync } from 'node:fs'
import {
  type Dialect,
  type Framing,
  Malformed,
  NEED_MORE,
  type Part,
  type Splitter,
} from '@parley/contract'
import { readTranscript, type Transcript } from '../../packages/conformance/src/transcript.ts'

export type Side = 'client' | 'server'

/** A field of a message: what it is, where it begins in the message, and its bytes in hexadecimal. */
export type ShownField = readonly [what: string, at: number, bytes: string]

export interface ShownMessage {
  readonly length: number
  readonly fields: readonly ShownField[]
}

/** What one side of a conversation says. */
export interface Stream {
  readonly bytes: Buffer
  readonly messages: readonly ShownMessage[]
  /** By message: where it begins in the bytes. */
  readonly starts: readonly number[]
  /** Whether the splitter has given up before the end. */
  readonly broken: boolean
}

/** A fixture as a conversation. */
export interface Conversation {
  readonly name: string
  readonly dialect: Dialect
  readonly steps: readonly { readonly from: Side; readonly bytes: Buffer }[]
  readonly client: Stream
  readonly server: Stream
}

const roles: Readonly<Partial<Record<Part['role'], string>>> = {
  verb: 'verb',
  name: 'name',
  body: 'text',
  secret: 'password',
}

/** The conversations of all fixtures of a dialect, each with what its splitters and `annotate` find. */
export async function conversationsOf(dialect: Dialect): Promise<readonly Conversation[]> {
  const dissector = await dialect.dissector?.()
  if (dissector === undefined) return []
  const folder = new URL(`../../packages/dialect-${dialect.name}/fixtures/`, import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  return names.sort().map((file) => {
    const transcript = readTranscript(readFileSync(new URL(file, folder), 'utf8'))
    return conversationOf(dialect, dissector.framing, `${dialect.name} ${file}`, transcript)
  })
}

function conversationOf(
  dialect: Dialect,
  framing: Framing,
  name: string,
  transcript: Transcript,
): Conversation {
  const options = dialect.options.parse(transcript.options)
  const steps = transcript.steps.flatMap((step): Conversation['steps'] => {
    if (step.kind === 'C') return [{ from: 'client', bytes: step.bytes }]
    return step.kind === 'S' ? [{ from: 'server', bytes: step.bytes }] : []
  })
  const said = (side: Side) => steps.flatMap(({ from, bytes }) => (from === side ? [bytes] : []))
  const annotated = (frame: Uint8Array, side: Side) => dialect.annotate?.(frame, side) ?? []
  const clientBytes = Buffer.concat(said('client'))
  const clientCut = cut(dialect.splitter(options), clientBytes)
  const asked = trimmed(clientBytes, clientCut.ends, framing)
  const client = {
    ...streamOf(clientBytes, asked, (from, to) =>
      annotated(clientBytes.subarray(from, to), 'client').map((part) => moved(part, from)),
    ),
    broken: clientCut.broken,
  }
  const serverBytes = Buffer.concat(said('server'))
  const serverCut = cut(dialect.client.splitter(options), serverBytes)
  let at = 0
  const written = said('server').flatMap((frame) => {
    const from = at
    at += frame.length
    return annotated(frame, 'server').map((part) => moved(part, from))
  })
  const told = joinedBlocks(serverBytes, trimmed(serverBytes, serverCut.ends, framing))
  const server = {
    ...streamOf(serverBytes, told, (from, to) => within(written, from, to)),
    broken: serverCut.broken,
  }
  return { name, dialect, steps, client, server }
}

/** Where each frame of a stream ends, given byte by byte. */
function cut(splitter: Splitter<unknown>, bytes: Uint8Array) {
  const ends: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    splitter.push(bytes.subarray(at, at + 1))
    for (;;) {
      const frame = splitter.next(Number.POSITIVE_INFINITY)
      if (frame === NEED_MORE) break
      if (frame instanceof Malformed) return { ends, broken: true }
      ends.push(at + 1 - (splitter.unread ?? 0))
    }
  }
  return { ends, broken: false }
}

type Range = readonly [from: number, to: number]

/** Frames without what is passed over before them; those that are nothing else are left out. */
function trimmed(bytes: Buffer, ends: readonly number[], { family }: Framing): readonly Range[] {
  let from = 0
  return ends.flatMap((to) => {
    const text = bytes.toString('latin1', from, to)
    const skipped =
      family === 'json' ? text.indexOf('{') : family === 'fields' ? text.indexOf('TYPE: ') : 0
    const begin = from + skipped
    from = to
    return skipped < 0 || begin >= to ? [] : [[begin, to] as const]
  })
}

/** The lines of a message of llp’s server as one. */
function joinedBlocks(bytes: Buffer, ranges: readonly Range[]): readonly Range[] {
  const joined: Range[] = []
  let begun: number | undefined
  for (const [from, to] of ranges) {
    const line = bytes.toString('latin1', from, to)
    if (line.startsWith('> INBOUND MESSAGE - SENDER: ')) begun ??= from
    if (begun === undefined) joined.push([from, to])
    else if (line === '> XOXOXO\n') {
      joined.push([begun, to])
      begun = undefined
    }
  }
  return joined
}

function streamOf(
  bytes: Buffer,
  ranges: readonly Range[],
  partsOf: (from: number, to: number) => readonly Part[],
) {
  const messages = ranges.map(([from, to]) => {
    const fields = partsOf(from, to).flatMap((part): readonly ShownField[] => {
      const what = roles[part.role]
      if (what === undefined) return []
      return [[what, part.from - from, bytes.toString('hex', part.from, part.to)]]
    })
    return { length: to - from, fields }
  })
  return { bytes, messages, starts: ranges.map(([from]) => from) }
}

function moved(part: Part, by: number): Part {
  return { ...part, from: part.from + by, to: part.to + by }
}

function within(parts: readonly Part[], from: number, to: number): readonly Part[] {
  return parts.filter((part) => part.from >= from && part.to <= to)
}
