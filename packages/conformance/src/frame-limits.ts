import { Buffer } from 'node:buffer'
import {
  type Command,
  type CommandKind,
  Malformed,
  NEED_MORE,
  type ServerDialect,
  type Splitter,
} from '@parley/contract'
import { type Findings, Notes } from './findings.ts'
import { showBytes, showValue } from './notation.ts'
import { others } from './scripted-engine.ts'
import { type ServerSide, usualLogin, whoMaySay } from './server-side.ts'
import type { Setting } from './session-pair.ts'

const [bob] = others

/** A text that is on the wire as it is in every dialect, to be found and made longer there. */
const MARK = 'qqqqqqqqqqqqqqqq'
const FILLING = 'q'.charCodeAt(0)

/** What a frame that grows is fed in, in bytes. */
const CHUNK = 1000

/** A message on the wire, in the parts before and behind its text. */
interface Opened {
  readonly head: Buffer
  readonly tail: Buffer
}

/** Throws where the text is not to be found. */
export function openedMessage(side: ServerSide): Opened {
  const writes =
    side.words({ kind: 'send', to: bob, text: MARK }) ??
    side.words({ kind: 'broadcast', text: MARK })
  const bytes = Buffer.concat(writes ?? [])
  const at = bytes.indexOf(MARK)
  if (at < 0) throw new Error('a text of letters is not on the wire as it is')
  return { head: bytes.subarray(0, at), tail: bytes.subarray(at + MARK.length) }
}

/** How many frames the splitter has; 1 more where the stream cannot be read on. */
function countFrames(splitter: Splitter<unknown>, bound: number): number {
  for (let frames = 0; ; frames++) {
    const frame = splitter.next(bound)
    if (frame === NEED_MORE) return frames
    if (frame instanceof Malformed) return frames + 1
  }
}

/** A frame that passes the bound is noticed one chunk later at the latest. */
export function noticesOversize(
  side: ServerSide,
  dialect: ServerDialect,
  chosen: Setting,
): Findings {
  const notes = new Notes()
  for (const bound of [256, 4096, 65_536]) {
    notes.during(`a frame over ${bound} bytes`, () => {
      const splitter = dialect.splitter(chosen.options)
      splitter.push(openedMessage(side).head)
      countFrames(splitter, bound)
      const chunk = Buffer.alloc(CHUNK, FILLING)
      let noticed = 0
      for (let fed = 0; fed <= bound + CHUNK && noticed === 0; fed += CHUNK) {
        splitter.push(chunk)
        noticed = countFrames(splitter, bound)
      }
      notes.expect(noticed > 0, `${bound + CHUNK} bytes of one frame pass a bound of ${bound}`)
    })
  }
  return notes.findings
}

/**
 * What is over the bound is not carried out, nor what looks like a command inside it; what stands
 * behind it is, or the connection ends.
 */
export function readsOnAfterOversize(
  side: ServerSide,
  dialect: ServerDialect,
  chosen: Setting,
): Findings {
  const notes = new Notes()
  notes.during('a frame over the bound', () => {
    const { head, tail } = openedMessage(side)
    const next = nextCommand(side)
    const { maxFrame } = dialect.wire(chosen.options)
    for (const chunk of [CHUNK, maxFrame + 2 * CHUNK]) {
      const { server, engine } = side.user()
      const filling = Buffer.alloc(chunk, FILLING)
      server.push(head)
      for (let fed = 0; fed <= maxFrame + CHUNK; fed += chunk) server.push(filling)
      for (const bytes of [next.bytes, tail, next.bytes]) server.push(bytes)
      const asked = engine.asks.map(({ kind }) => kind)
      const wanted = server.closed === undefined ? [next.kind] : []
      notes.same(showValue(asked), showValue(wanted), `in chunks of ${chunk}: what is asked`)
    }
  })
  return notes.findings
}

/** What is said behind the frame that is too long: the list is asked for, or a message is sent. */
function nextCommand(side: ServerSide): { readonly kind: CommandKind; readonly bytes: Buffer } {
  const commands: readonly Command[] = [
    { kind: 'list' },
    { kind: 'send', to: bob, text: 'hi' },
    { kind: 'broadcast', text: 'hi' },
  ]
  for (const command of commands) {
    const writes = side.words(command)
    if (writes !== undefined) return { kind: command.kind, bytes: Buffer.concat(writes) }
  }
  throw new Error('nothing can be said behind it')
}

const lineEnds = /^[\r\n\0]*$/
const wordEnd = /\w$/

/** What has come half when the connection ends is not carried out. */
export function leavesHalfFrames(side: ServerSide): Findings {
  const notes = new Notes()
  const commands: readonly Command[] = [
    usualLogin,
    { kind: 'list' },
    { kind: 'send', to: bob, text: 'half' },
    { kind: 'broadcast', text: 'half' },
  ]
  for (const command of commands) {
    notes.during(command.kind, () => {
      const writes = side.words(command) ?? []
      if (command.kind !== 'login') return halved(notes, side, command, [], Buffer.concat(writes))
      writes.forEach((bytes, index) => {
        halved(notes, side, command, writes.slice(0, index), Buffer.from(bytes))
      })
    })
  }
  return notes.findings
}

/** A login may have several acts: each is tried behind those `before` it, and may not be half. */
function halved(
  notes: Notes,
  side: ServerSide,
  command: Command,
  before: readonly Uint8Array[],
  bytes: Buffer,
): void {
  const asked = asksAfter(side, command, before)
  for (let length = 1; length < bytes.length; length++) {
    const half = bytes.subarray(0, length)
    const more = asksAfter(side, command, [...before, half]) - asked
    const rest = bytes.subarray(length).toString('latin1')
    const isWhole = lineEnds.test(rest) && !wordEnd.test(half.toString('latin1'))
    notes.expect(isWhole || more === 0, `carried out before its end: ${showBytes(half)}`)
  }
}

/** A login may come in several frames; what one by that name would meet is no half of it. */
function asksAfter(side: ServerSide, command: Command, writes: readonly Uint8Array[]): number {
  const { server, engine } = whoMaySay(side, command)
  for (const bytes of writes) server.push(bytes)
  server.shut('peer-ended')
  return engine.asks.filter((ask) => ask.kind !== 'enquire' || ask.name !== side.name).length
}
