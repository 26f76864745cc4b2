import { Buffer } from 'node:buffer'
import type { Annotate, Dialect, Part, ServerDialect } from '@parley/contract'
import { type Findings, Notes } from './findings.ts'
import type { Fixture } from './fixtures.ts'
import { showBytes } from './notation.ts'
import { PASSWORD, SessionPair, type Setting } from './session-pair.ts'

/** Frames are cut at so many places, from their beginning on. */
const MOST_CUTS = 300

/** So much of a password may be seen of one that has only begun, in characters. */
const SEEN = 3

/** A frame with its parts, as in `verb(SEND) field( ) name(bob) …`. */
export function partsText(frame: Uint8Array | string, parts: readonly Part[]): string {
  const bytes = Buffer.from(frame)
  return parts
    .map(({ from, to, role }) => `${role}(${showBytes(bytes.subarray(from, to))})`)
    .join(' ')
}

/**
 * The parts of every frame of the transcripts, and of each beginning of one, cover it without gap or
 * overlap. Where the dialect says that it has no secrets, none of them is one.
 */
export function partsCover(
  { annotate, hasSecrets }: Pick<ServerDialect, 'hasSecrets'> & { readonly annotate: Annotate },
  fixtures: readonly Fixture[],
): Findings {
  const notes = new Notes()
  for (const step of fixtures.flatMap(({ transcript }) => transcript?.steps ?? [])) {
    if (step.kind !== 'C' && step.kind !== 'S') continue
    const sentBy = step.kind === 'C' ? 'client' : 'server'
    for (const frame of [step.bytes, ...beginnings(step.bytes)]) {
      notes.during(`the parts of ${showBytes(frame, 80)}`, () => {
        const parts = annotate(frame, sentBy)
        notes.expect(covers(parts, frame.length), `${partsText(frame, parts)} does not cover it`)
        const isSecret = hasSecrets === false && parts.some(({ role }) => role === 'secret')
        notes.expect(!isSecret, `${partsText(frame, parts)}, though the dialect has no secrets`)
      })
    }
  }
  return notes.findings
}

function beginnings(frame: Uint8Array): readonly Uint8Array[] {
  const count = Math.min(MOST_CUTS, frame.length)
  return Array.from({ length: count }, (_, end) => frame.subarray(0, end))
}

function covers(parts: readonly Part[], length: number): boolean {
  let at = 0
  for (const { from, to } of parts) {
    if (from !== at || to <= from) return false
    at = to
  }
  return at === length
}

/** The password that a client logs in with is seen neither in what it writes nor in any beginning of that. */
export function passwordIsSecret(annotate: Annotate, dialect: Dialect, chosen: Setting): Findings {
  const notes = new Notes()
  const written: Uint8Array[] = []
  const pair = new SessionPair(dialect, chosen, (bytes, from) => {
    if (from === 'client') written.push(Uint8Array.from(bytes))
    return [bytes]
  })
  pair.open()
  pair.login()
  for (const frame of written) {
    for (const beginning of [...beginnings(frame), frame]) {
      const seen = hidden(annotate, beginning)
      const isSeen = seen.includes(PASSWORD.slice(0, SEEN + 1))
      notes.expect(!isSeen, `the password is seen in ${showBytes(Buffer.from(seen), 80)}`)
    }
  }
  return notes.findings
}

/** The frame without what is secret. */
function hidden(annotate: Annotate, frame: Uint8Array): string {
  const bytes = Buffer.from(frame)
  for (const { from, to, role } of annotate(frame, 'client')) {
    if (role === 'secret') bytes.fill(0, from, to)
  }
  return bytes.toString('latin1')
}
