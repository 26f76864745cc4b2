import type { Buffer } from 'node:buffer'
import {
  cleanText,
  type ErrorCode,
  type Event,
  errorCodes,
  type ServerDialect,
} from '@parley/contract'
import { audiences, kindOf } from './capabilities.ts'
import { type Findings, Notes } from './findings.ts'
import { bodies } from './hostile-texts.ts'
import type { LearnedSide } from './learned-side.ts'
import { showBytes, showText, showValue } from './notation.ts'
import { others as users } from './scripted-engine.ts'
import { type Kind, MARK, told } from './served-messages.ts'
import {
  asText,
  contains,
  disguised,
  foreignIn,
  posesAs,
  type Reading,
  readingOf,
} from './served-reading.ts'
import type { Setting } from './session-pair.ts'
import { isErrorCode } from './type-guards.ts'

const [bob, carol] = users

/** So many generated texts beside the listed ones. */
const GENERATED = 100

/** A longer text is written in so many lines that a finding would not show it. */
const LONGEST = 10_000

/**
 * Whatever the text of a message, a reader who takes lines, JSON objects or known frames finds nothing in
 * its bytes that is not of that message: no other sender's, no answer, no notice. Nor is a notice read as
 * a message of a user. Where `strict`, nothing throws.
 */
export function cannotBeForged(
  side: LearnedSide,
  _dialect: ServerDialect,
  { options, strict }: Setting,
): Findings {
  const notes = new Notes()
  const { frames } = side
  const read = frames && ((written: Buffer) => frames.messagesIn(written, options))
  for (const audience of audiences) {
    const kind = kindOf(audience)
    notes.during(`a message to ${audience}`, () => {
      const written = side.user().hear(told(side, kind, bob, MARK))
      if (written.length === 0) return
      const reading = readingOf(written, MARK, read)
      if (reading === undefined) return notes.add(unreadable(written, frames !== undefined))
      if (!strict) notes.add(posingNotice(side, written, reading))
      const others = otherWrites(side, kind)
      for (const text of textsFor(others, reading)) {
        const what = `${showText(text)} to ${audience}`
        notes.during(what, () => {
          const heard = side.user().hear(told(side, kind, bob, text))
          if (!strict) notes.add(forged(heard, others, reading, what))
        })
      }
    })
  }
  return notes.findings
}

/** Why what is written for a message cannot be read. */
function unreadable(written: Buffer, isFramed: boolean): string {
  const shown = showBytes(written, 80)
  if (isFramed) {
    return `the text is in no message of a whole frame: say how a server's frames are read (\`read\`), or skip this check with a reason: ${shown}`
  }
  return `the text is in no line and no JSON object, so this check cannot read it: say how messages are framed (\`frame\`), or skip this check with a reason: ${shown}`
}

/** What the gateway itself says, in the very words of a user's message, is not read as one. */
function posingNotice(side: LearnedSide, written: Buffer, reading: Reading): string | undefined {
  const { time } = told(side, 'public', bob, MARK)
  const whole = asText(written, reading)
  for (const text of [whole, `x\n${whole}`]) {
    const heard = side.user().hear({ kind: 'notice', text, time })
    if (posesAs(heard, reading)) {
      return `a notice of the text ${showText(text)} is read as a message of ${bob}`
    }
  }
  return undefined
}

/** Hostile texts, and texts that try to pass for messages of somebody else. */
function textsFor(others: readonly Buffer[], reading: Reading): readonly string[] {
  const disguises = others.flatMap((other) => [
    `x\n${other}`,
    `x\n${disguised(other, reading)}`,
    other.toString(),
  ])
  const listed = bodies(GENERATED).filter((text) => text.length <= LONGEST)
  return [...listed, ...disguises].map(cleanText)
}

/** What is written for somebody else's message, and for the gateway's own. */
function otherWrites(side: LearnedSide, kind: Kind): readonly Buffer[] {
  const { time } = told(side, kind, carol, 'evil')
  const events: readonly Event[] = [
    told(side, kind, carol, 'evil'),
    { kind: 'notice', text: 'evil', time },
    { kind: 'joined', name: carol, via: 'vu', time },
  ]
  return events.map((event) => side.user().hear(event)).filter(({ length }) => length > 0)
}

function forged(
  written: Buffer,
  others: readonly Buffer[],
  reading: Reading,
  what: string,
): string | undefined {
  const foreign = foreignIn(written, reading)
  if (foreign !== undefined) return `${what}: a reader also finds ${showText(foreign)}`
  if (reading.form === 'messages') return undefined
  const other = others.find((one) => contains(written, one))
  return other === undefined ? undefined : `${what}: a reader also finds ${showBytes(other, 80)}`
}

/**
 * Whatever the engine refuses, and whyever, something is written, or the connection is closed. That it
 * does what it was asked may be acknowledged by nothing.
 */
export function writesEveryRefusal(side: LearnedSide): Findings {
  const notes = new Notes()
  for (const { command, writes } of side.sayings) {
    for (const error of Object.keys(errorCodes).filter(isErrorCode)) {
      notes.during(`${command.kind} refused as ${error}`, () => {
        notes.add(unsaid(side, command.kind, writes, error))
      })
    }
  }
  return notes.findings
}

function unsaid(
  side: LearnedSide,
  kind: LearnedSide['sayings'][number]['command']['kind'],
  writes: readonly Uint8Array[],
  error: ErrorCode,
): string | undefined {
  const user = side.user()
  user.engine.refusing = { kind, error }
  const written = user.say(writes)
  if (written.length > 0 || user.server.closed !== undefined) return undefined
  return `${kind} refused as ${error}: nothing is written for ${showValue(String(writes[0]))}`
}
