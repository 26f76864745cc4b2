import { Buffer } from 'node:buffer'
import { type Command, type Dialect, Malformed, NEED_MORE, type Splitter } from '@parley/contract'
import { type Findings, Notes } from './findings.ts'
import { showBytes, showValue } from './notation.ts'
import { others } from './scripted-engine.ts'
import { beforehand, connectedPair, loginAs, type Setting, spoken, USER } from './session-pair.ts'

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
export function openedMessage(dialect: Dialect, chosen: Setting): Opened {
  const bytes =
    spoken(dialect, chosen, { kind: 'send', to: bob, text: MARK }) ??
    spoken(dialect, chosen, { kind: 'broadcast', text: MARK })
  const at = bytes?.indexOf(MARK) ?? -1
  if (bytes === undefined || at < 0)
    throw new Error('a text of letters is not on the wire as it is')
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
export function noticesOversize(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  for (const bound of [256, 4096, 65_536]) {
    notes.during(`a frame over ${bound} bytes`, () => {
      const splitter = dialect.splitter(chosen.options)
      splitter.push(openedMessage(dialect, chosen).head)
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
export function readsOnAfterOversize(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  notes.during('a frame over the bound', () => {
    const { head, tail } = openedMessage(dialect, chosen)
    const list = spoken(dialect, chosen, { kind: 'list' })
    if (list === undefined) throw new Error('the client cannot ask for the list')
    const { maxFrame } = dialect.wire(chosen.options)
    for (const chunk of [CHUNK, maxFrame + 2 * CHUNK]) {
      const { pipe, engine } = connectedPair(dialect, chosen)
      const filling = Buffer.alloc(chunk, FILLING)
      pipe.server.push(head)
      for (let fed = 0; fed <= maxFrame + CHUNK; fed += chunk) pipe.server.push(filling)
      for (const bytes of [list, tail, list]) pipe.server.push(bytes)
      const asked = engine.asks.map(({ kind }) => kind)
      const wanted = pipe.server.closed === undefined ? ['list'] : []
      notes.same(showValue(asked), showValue(wanted), `in chunks of ${chunk}: what is asked`)
    }
  })
  return notes.findings
}

const lineEnds = /^[\r\n\0]*$/
const wordEnd = /\w$/

/** What has come half when the connection ends is not carried out. */
export function leavesHalfFrames(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  const commands: readonly Command[] = [
    loginAs(USER),
    { kind: 'list' },
    { kind: 'send', to: bob, text: 'half' },
    { kind: 'broadcast', text: 'half' },
  ]
  for (const command of commands) {
    notes.during(command.kind, () => {
      const bytes = spoken(dialect, chosen, command) ?? Buffer.alloc(0)
      for (let length = 1; length < bytes.length; length++) {
        const half = bytes.subarray(0, length)
        const asked = asksAfter(dialect, chosen, command, half)
        const rest = bytes.subarray(length).toString('latin1')
        const isWhole = lineEnds.test(rest) && !wordEnd.test(half.toString('latin1'))
        notes.expect(isWhole || asked === 0, `carried out before its end: ${showBytes(half)}`)
      }
    })
  }
  return notes.findings
}

/** A login may come in several frames; what one by that name would meet is no half of it. */
function asksAfter(dialect: Dialect, chosen: Setting, command: Command, bytes: Buffer): number {
  const { pipe, engine } = beforehand(dialect, chosen, command)
  pipe.server.push(bytes)
  pipe.client.close()
  return engine.asks.filter((ask) => ask.kind !== 'enquire' || ask.name !== USER).length
}
