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

/** Where a length stands before a frame, it may be one without an end. */
const DIGIT = '1'.charCodeAt(0)
const DIGITS_BOUND = 256

/** What a frame that grows is fed in, in bytes. */
const CHUNK = 1000

/** A message on the wire, in the parts before and behind its text. */
interface Opened {
  readonly head: Buffer
  readonly tail: Buffer
}

/**
 * A message of a text of `length` letters. Where the framing is known, the head says that length;
 * otherwise nothing of the head depends on it. Throws where the text is not to be found.
 */
export function openedMessage(side: ServerSide, length: number): Opened {
  const text = side.frames === undefined ? MARK : 'q'.repeat(Math.max(length, MARK.length))
  const writes =
    side.words({ kind: 'send', to: bob, text }) ?? side.words({ kind: 'broadcast', text })
  const bytes = Buffer.concat(writes ?? [])
  const at = bytes.indexOf(MARK)
  if (at < 0) throw new Error('a text of letters is not on the wire as it is')
  const head = Buffer.from(bytes.subarray(0, at))
  return { head, tail: Buffer.from(bytes.subarray(at + text.length)) }
}

/**
 * The same with a text that may be longer than a length before it can say: undefined where the framing
 * has no frame of that length, as two bytes before it have none of 65536.
 */
export function longMessage(
  side: ServerSide,
  dialect: ServerDialect,
  { options }: Setting,
  length: number,
): Opened | undefined {
  const short = openedMessage(side, MARK.length)
  if (side.frames === undefined) return short
  const opened = openedIfPossible(side, length)
  if (opened === undefined) return undefined
  const splitter = dialect.splitter(options)
  splitter.push(opened.head)
  readAll(splitter, Number.MAX_SAFE_INTEGER)
  splitter.push(Buffer.concat([Buffer.alloc(length, FILLING), opened.tail]))
  const { frames, ended } = readAll(splitter, Number.MAX_SAFE_INTEGER)
  return ended || frames === 1 ? opened : undefined
}

/** Undefined where the framing throws. */
function openedIfPossible(side: ServerSide, length: number): Opened | undefined {
  try {
    return openedMessage(side, length)
  } catch {
    return undefined
  }
}

/** How many frames the splitter has, and whether the stream cannot be read on behind them. */
function readAll(splitter: Splitter<unknown>, bound: number) {
  for (let frames = 0; ; frames++) {
    const frame = splitter.next(bound)
    if (frame === NEED_MORE) return { frames, ended: false }
    if (frame instanceof Malformed) return { frames, ended: true }
  }
}

/** The same, with 1 more where the stream cannot be read on. */
function countFrames(splitter: Splitter<unknown>, bound: number): number {
  const { frames, ended } = readAll(splitter, bound)
  return ended ? frames + 1 : frames
}

/** Whether a splitter tells in time that what begins so, and goes on with one letter, is over the bound. */
function noticed(
  dialect: ServerDialect,
  { options }: Setting,
  bound: number,
  head: Buffer,
  letter: number,
): boolean {
  const splitter = dialect.splitter(options)
  splitter.push(head)
  if (readAll(splitter, bound).ended) return true
  const chunk = Buffer.alloc(CHUNK, letter)
  for (let fed = 0; fed <= bound + CHUNK; fed += CHUNK) {
    splitter.push(chunk)
    if (countFrames(splitter, bound) > 0) return true
  }
  return false
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
      const head = longMessage(side, dialect, chosen, bound + 2 * CHUNK)?.head
      if (head === undefined) return
      const isNoticed = noticed(dialect, chosen, bound, head, FILLING)
      notes.expect(isNoticed, `${bound + CHUNK} bytes of one frame pass a bound of ${bound}`)
    })
  }
  if (side.frames !== undefined) {
    notes.during('digits without end', () => {
      const isNoticed = noticed(dialect, chosen, DIGITS_BOUND, Buffer.alloc(0), DIGIT)
      notes.expect(isNoticed, `digits without end pass a bound of ${DIGITS_BOUND}`)
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
    const next = nextCommand(side)
    const { maxFrame } = dialect.wire(chosen.options)
    for (const chunk of [CHUNK, maxFrame + 2 * CHUNK]) {
      const chunks = Math.floor((maxFrame + CHUNK) / chunk) + 1
      const length = chunks * chunk + next.bytes.length
      const message = longMessage(side, dialect, chosen, length)
      if (message === undefined) continue
      const { head, tail } = message
      const { server, engine } = side.user()
      const filling = Buffer.alloc(chunk, FILLING)
      server.push(head)
      for (let fed = 0; fed < chunks; fed++) server.push(filling)
      for (const bytes of [next.bytes, tail, next.bytes]) server.push(bytes)
      const asked = engine.asks.map(({ kind }) => kind).filter((kind) => kind !== 'moderators')
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
    { kind: 'send', to: bob, text: side.knownText },
    { kind: 'broadcast', text: side.knownText },
  ]
  for (const command of commands) {
    notes.during(command.kind, () => {
      const writes = side.words(command) ?? []
      if (command.kind !== 'login') {
        return halved(notes, side, command, [], Buffer.concat(carriedOut(side, command, writes)))
      }
      writes.forEach((bytes, index) => {
        halved(notes, side, command, writes.slice(0, index), Buffer.from(bytes))
      })
    })
  }
  return notes.findings
}

/** Without the last writes of which nothing comes: a client may ask, behind a command, whether it was done. */
function carriedOut(
  side: ServerSide,
  command: Command,
  writes: readonly Uint8Array[],
): readonly Uint8Array[] {
  const asked = asksAfter(side, command, writes)
  let end = writes.length
  while (end > 1 && asksAfter(side, command, writes.slice(0, end - 1)) === asked) end -= 1
  return writes.slice(0, end)
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
