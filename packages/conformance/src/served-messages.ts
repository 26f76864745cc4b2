import { Buffer } from 'node:buffer'
import { type Command, cleanText, type Event, type ServerDialect } from '@parley/contract'
import { audiences, kindOf } from './capabilities.ts'
import { type Findings, Notes } from './findings.ts'
import { bodies } from './hostile-texts.ts'
import type { LearnedSide } from './learned-side.ts'
import { showBytes, showText, showValue } from './notation.ts'
import { others } from './scripted-engine.ts'
import { message, type Setting } from './session-pair.ts'

const [bob] = others

/** A text that is on the wire as it is in every dialect, to be found there. */
export const MARK = 'qqqqqqqqqqqqqqqq'

/** So many generated texts beside the listed ones; a longer one may not fit into a frame, in bytes. */
const GENERATED = 30
const LONGEST = 1000

/** What an unknown way of framing can carry: letters of two, three and four bytes. */
const letters = 'grüße ☃ 😀'

export type Kind = 'direct' | 'public'

/** The event that tells the user of a message. */
export function told(side: LearnedSide, kind: Kind, from: string, text: string): Event {
  const event = message(kind, from, text)
  return event.kind === 'direct' ? { ...event, to: side.name } : event
}

/**
 * Whether nothing need be written for a message when it comes: where the features say so, and users of
 * the dialect cannot send one to each other.
 */
function mayBeSilent(
  side: LearnedSide,
  dialect: ServerDialect,
  { options, strict }: Setting,
  kind: Kind,
): boolean {
  const { direct, broadcast } = dialect.carries(options).features
  const { grade } = kind === 'direct' ? direct : broadcast
  const command = kind === 'direct' ? 'send' : 'broadcast'
  const isSaid = !strict && side.sayings.some((saying) => saying.command.kind === command)
  return dialect.wire(options).pulls === true || (grade === 'none' && !isSaid)
}

/** What is written for a message has its text and its sender, and tells one to a user from one to all. */
export function tellsMessages(
  side: LearnedSide,
  dialect: ServerDialect,
  chosen: Setting,
): Findings {
  const notes = new Notes()
  const written = new Map<Kind, Buffer>()
  for (const audience of audiences) {
    const kind = kindOf(audience)
    const what = `a message to ${audience}`
    notes.during(what, () => {
      const heard = side.user().hear(told(side, kind, bob, MARK))
      if (heard.length === 0) {
        const isRight = mayBeSilent(side, dialect, chosen, kind)
        return notes.expect(isRight, `nothing is written for ${what}`)
      }
      written.set(kind, heard)
      const shown = showBytes(heard, 80)
      notes.expect(heard.includes(MARK), `the text is not in what is written for ${what}: ${shown}`)
      const hasSender = heard.includes(bob)
      notes.expect(hasSender, `the sender ${bob} is not in what is written for ${what}: ${shown}`)
    })
  }
  const direct = written.get('direct')
  if (direct !== undefined && written.get('public')?.equals(direct) === true) {
    notes.add(`a message to one is written as one to everyone is: ${showBytes(direct, 80)}`)
  }
  return notes.findings
}

/**
 * Whatever text is said, and whether it is taken or refused: what comes behind it is read, so that its
 * length was counted in bytes; and what the engine is asked is clean, but where `strict`.
 */
export function takesAnyText(
  side: LearnedSide,
  _dialect: ServerDialect,
  { strict }: Setting,
): Findings {
  const notes = new Notes()
  const kind = side.words({ kind: 'send', to: bob, text: letters }) ? 'send' : 'broadcast'
  const said = (text: string): Command =>
    kind === 'send' ? { kind, to: bob, text } : { kind, text }
  for (const text of side.frames === undefined ? [letters] : texts()) {
    const what = showText(text)
    notes.during(what, () => {
      const writes = side.words(said(text)) ?? []
      const user = side.user()
      user.say(writes)
      const { closed } = user.server
      const { asks } = user.engine
      const dirty = asks.find((ask) => !isClean('text' in ask ? ask.text : undefined))
      if (dirty !== undefined && !strict) {
        notes.add(`${what}: what is asked is not clean: ${showValue(dirty)}`)
      }
      if (closed !== undefined) {
        const isOdd = cleanText(text) !== text
        return notes.expect(isOdd, `${what}: the connection is closed as ${closed}`)
      }
      user.forget()
      user.say(side.words(said(side.knownText)) ?? [])
      const asked = user.engine.asks.map((ask) => ask.kind)
      notes.same(showValue(asked), showValue([kind]), `${what}: what is asked behind it`)
    })
  }
  return notes.findings
}

function texts(): readonly string[] {
  return [letters, ...bodies(GENERATED)].filter((text) => Buffer.byteLength(text) <= LONGEST)
}

function isClean(text = ''): boolean {
  return cleanText(text) === text
}
