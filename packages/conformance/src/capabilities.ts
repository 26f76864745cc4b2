import type { Audience, Command, Dialect, LineNames, Report } from '@parley/contract'
import { type Findings, Notes } from './findings.ts'
import { bodies } from './hostile-texts.ts'
import { lengthsAround } from './length-boundaries.ts'
import { canonical, showText, showValue } from './notation.ts'
import { others } from './scripted-engine.ts'
import {
  type Cut,
  connectedPair,
  message,
  type SessionPair,
  type Setting,
  USER,
} from './session-pair.ts'

/** So many generated texts beside the listed ones. */
const GENERATED = 100

/** Texts longer than this, in UTF-16 units, are not sent a byte at a time. */
const BYTEWISE = 1000

/** Longer ones are heard in the usual setting only. */
const MIDDLING = 10_000

/** No longer text is tried to find where a text is cut, or is too long to be said, in letters. */
export const CUT_BEFORE = 8192
const LIMITED_BEFORE = 2 * 1024 * 1024

export const audiences = ['one', 'everyone'] as const
const [bob] = others

/** The names that stand on a line which the user reads. */
export function lineNames(from: string): LineNames {
  return { from, reader: USER }
}

const usualNames = lineNames(bob)

const whole: Cut = (bytes) => [bytes]

const bytewise: Cut = (bytes) => Array.from(bytes, (byte) => Uint8Array.of(byte))

/** A pair for each text in turn; after a finding, or a throw, the next one begins afresh. */
export class SessionPairs {
  readonly #open: () => SessionPair
  #pair: SessionPair | undefined

  constructor(open: () => SessionPair) {
    this.#open = open
  }

  with(notes: Notes, what: string, part: (pair: SessionPair) => void): void {
    const before = notes.findings.length
    notes.during(what, () => {
      this.#pair ??= this.#open()
      part(this.#pair)
    })
    if (notes.findings.length > before) this.#pair = undefined
  }
}

/**
 * Whatever the text of a message, the dialect’s own reader hears what `carries.hears` says, from
 * the true sender, and nothing besides.
 */
export function heardAsDeclared(dialect: Dialect, chosen: Setting): Findings {
  const { hears } = dialect.carries(chosen.options)
  const listed = bodies(GENERATED)
  const cuts = audiences.flatMap((to) =>
    lengthsAround(CUT_BEFORE, (text) => hears(text, to, usualNames).length > 1),
  )
  const texts = [...(chosen.usual ? listed : listed.filter(isMiddling)), ...cuts]
  return heard(dialect, chosen, whole, texts)
}

/** The same where the client reads one byte at a time. */
export function heardByteByByte(dialect: Dialect, chosen: Setting): Findings {
  return heard(dialect, chosen, bytewise, bodies(GENERATED).filter(isShort))
}

function heard(dialect: Dialect, chosen: Setting, cut: Cut, texts: readonly string[]): Findings {
  const notes = new Notes()
  const { hears } = dialect.carries(chosen.options)
  const pairs = new SessionPairs(() => connectedPair(dialect, chosen, cut))
  for (const text of texts) {
    for (const audience of audiences) {
      const what = `${showText(text)} to ${audience}`
      pairs.with(notes, what, (pair) => {
        const reports = pair.deliver(message(kindOf(audience), bob, text))
        notes.same(shown(reports, audience), expected(hears(text, audience, usualNames)), what)
      })
    }
  }
  return notes.findings
}

/** The same while the client waits for an answer: it is still that command’s. */
export function heardWhileWaiting(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  const { hears } = dialect.carries(chosen.options)
  const pairs = new SessionPairs(() => connectedPair(dialect, chosen))
  const commands: readonly Command[] = [{ kind: 'list' }, { kind: 'send', to: bob, text: 'hi' }]
  for (const text of bodies(GENERATED)) {
    for (const command of commands) {
      const what = `${showText(text)} while ${command.kind} is unanswered`
      pairs.with(notes, what, (pair) => {
        const { pipe, engine } = pair
        engine.late = true
        if (!pipe.say(command)) return
        pipe.hear(message('direct', bob, text))
        while (engine.waiting > 0) engine.answer()
        pipe.settle()
        engine.late = false
        const reports = [...pipe.takeReports(), ...pair.pulled()]
        const heard = reports.filter((report) => report.kind === 'heard')
        const rest = reports.filter((report) => report.kind !== 'heard').map(outcomeOf)
        notes.same(shown(heard, 'one'), expected(hears(text, 'one', usualNames)), what)
        notes.same(showValue(rest), showValue([`done ${command.kind}`]), what)
      })
    }
  }
  return notes.findings
}

/**
 * Whatever text a client is asked to say, the engine is asked what `carries.says` says; where that
 * is undefined the client refuses and writes nothing.
 */
export function saidAsDeclared(dialect: Dialect, chosen: Setting): Findings {
  const { says } = dialect.carries(chosen.options)
  const limits = audiences.flatMap((to) =>
    lengthsAround(LIMITED_BEFORE, (text) => says(text, to) === undefined),
  )
  return said(dialect, chosen, whole, [...bodies(GENERATED), ...limits])
}

/** The same where the server reads one byte at a time. */
export function saidByteByByte(dialect: Dialect, chosen: Setting): Findings {
  return said(dialect, chosen, bytewise, bodies(GENERATED).filter(isShort))
}

function said(dialect: Dialect, chosen: Setting, cut: Cut, texts: readonly string[]): Findings {
  const notes = new Notes()
  const { says } = dialect.carries(chosen.options)
  const pairs = new SessionPairs(() => connectedPair(dialect, chosen, cut))
  for (const text of texts) {
    for (const audience of audiences) {
      const what = `${showText(text)} said to ${audience}`
      pairs.with(notes, what, (pair) => {
        say(notes, pair, what, commandFor(audience, text), says(text, audience))
      })
    }
  }
  return notes.findings
}

function say(
  notes: Notes,
  pair: SessionPair,
  what: string,
  command: Command,
  text: string | undefined,
): void {
  const { engine } = pair
  engine.asks = []
  pair.said = []
  const reports = pair.after(command)
  if (text === undefined) {
    notes.expect(reports === undefined, `${what}: cannot be said, but the client says it`)
    notes.same(canonical(engine.asks), '[]', what)
    notes.expect(pair.said.length === 0, `${what}: cannot be said, but bytes were written`)
  } else {
    notes.expect(reports !== undefined, `${what}: can be said, but the client refuses`)
    const asks = engine.asks.filter(({ kind }) => kind !== 'received' && kind !== 'whois')
    notes.same(canonical(asks), canonical([{ ...command, text }]), what)
    notes.same(canonical(reports), canonical([{ kind: 'done', command: command.kind }]), what)
  }
}

/** A user who writes to themselves has the answer, then hears what they said. */
export function hearsItself(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  const { says, hears } = dialect.carries(chosen.options)
  const pairs = new SessionPairs(() => connectedPair(dialect, chosen))
  for (const text of bodies(GENERATED).filter(isShort)) {
    const what = `${showText(text)} said to oneself`
    const due = says(text, 'one')
    if (due === undefined) continue
    pairs.with(notes, what, (pair) => {
      const outcome = pair.after({ kind: 'send', to: USER, text })
      notes.same(showValue(outcome), showValue([{ kind: 'done', command: 'send' }]), what)
      const reports = pair.deliver(message('direct', USER, due))
      notes.same(shown(reports, 'one'), expected(hears(due, 'one', lineNames(USER)), USER), what)
    })
  }
  return notes.findings
}

/** In `strict`, where the original may be forged: nothing throws, whatever is said and heard. */
export function survivesBodies(dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  const pairs = new SessionPairs(() => connectedPair(dialect, chosen))
  for (const text of bodies(GENERATED)) {
    for (const audience of audiences) {
      pairs.with(notes, `${showText(text)} to ${audience}`, (pair) => {
        pair.deliver(message(kindOf(audience), bob, text))
        pair.after(commandFor(audience, text))
      })
    }
  }
  return notes.findings
}

export function kindOf(audience: Audience): 'direct' | 'public' {
  return audience === 'one' ? 'direct' : 'public'
}

function commandFor(audience: Audience, text: string): Command {
  return audience === 'one' ? { kind: 'send', to: bob, text } : { kind: 'broadcast', text }
}

function isMiddling(text: string): boolean {
  return text.length <= MIDDLING
}

function isShort(text: string): boolean {
  return text.length <= BYTEWISE
}

export function expected(texts: readonly string[], from: string = bob): string {
  return canonical(texts.map((text) => ({ kind: 'heard', from, text })))
}

/** Reports as canonical text, without `to` where it is right. */
export function shown(reports: readonly Report[], audience: Audience): string {
  const right = audience === 'one' ? 'me' : 'everyone'
  return canonical(
    reports.map((report) => {
      if (report.kind !== 'heard' || report.to !== right) return report
      const { kind, from, text } = report
      return { kind, from, text }
    }),
  )
}

function outcomeOf(report: Report): string {
  return report.kind === 'done' ? `done ${report.command}` : showValue(report)
}
