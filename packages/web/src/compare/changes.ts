import type { Capabilities, ChangeKind, Dialect, Feature } from '@parley/contract'
import { differencesOf } from './difference.ts'
import type { Said } from './reader.ts'

/** Why a text was changed: a rule that says in which other form a dialect carries something. */
export interface Reason {
  readonly dialect: string
  readonly feature: Feature
  /** A section of the dialect's specification. */
  readonly rule: string
  /** Why the text is changed so, in a sentence. */
  readonly how: string
}

/** A place where the text as received is not the text as sent. */
export interface Change {
  readonly kind: 'changed'
  readonly before: string
  /** What stands there instead; several where one message ends and the next begins. */
  readonly after: readonly string[]
  /** Empty where neither dialect declares it. */
  readonly reasons: readonly Reason[]
}

/** A stretch of a text: the same at both ends, or changed on the way. */
export type Segment = { readonly kind: 'same'; readonly text: string } | Change

/** The way of a text from its sender to one reader. */
export interface Passage {
  readonly sender: Dialect
  readonly reader: Dialect
  /** As the sender's frames have it. */
  readonly sent: string
  /** As it reached the gateway. */
  readonly said: Said
  /** The texts of the messages that the reader gets. */
  readonly heard: readonly string[]
}

/** Stands between the characters of two messages: no character is empty. */
const NEXT = ''

/** One difference of either half of the way, by its place in the text that reached the gateway. */
interface Edit {
  readonly lo: number
  readonly hi: number
  /** What the text of the other end has there. */
  readonly instead: readonly string[]
  readonly half: 'sending' | 'reading'
  readonly reasons: readonly Reason[]
}

/** Edits that lie over each other. */
interface Place {
  readonly lo: number
  hi: number
  readonly edits: Edit[]
}

/**
 * The text as sent beside the text as received, by one rule: the parts that are the same and the changes,
 * in order. All that is the same and all that stood before give the text as sent; all that is the same
 * and all that stands instead give the texts as received.
 */
export function segmentsOf(passage: Passage): readonly Segment[] {
  const said = Array.from(passage.said.text)
  const edits = [...sendingEdits(passage, said), ...readingEdits(passage, said)]
  const segments: Segment[] = []
  let at = 0
  for (const place of placesOf(edits)) {
    if (place.lo > at) segments.push(same(said.slice(at, place.lo)))
    segments.push(changeAt(place, said))
    at = place.hi
  }
  if (at < said.length) segments.push(same(said.slice(at)))
  return segments
}

function same(characters: readonly string[]): Segment {
  return { kind: 'same', text: characters.join('') }
}

function sendingEdits({ sender, sent, said }: Passage, gateway: readonly string[]): Edit[] {
  const original = Array.from(sent)
  return differencesOf(original, gateway).map(({ from, to, at: lo, end: hi }) => {
    const instead = original.slice(from, to)
    const features: Feature[] = []
    if (lo === 0 && hi === 0) features.push(isBlank(instead) ? 'outer-spaces' : audienceOf(said))
    if (lo === gateway.length && isBlank(instead)) features.push('outer-spaces')
    const kind = kindOf(instead, gateway.slice(lo, hi))
    const reasons = reasonsOf(sender, [[...features, 'any-unicode']], kind)
    return { lo, hi, instead, half: 'sending', reasons }
  })
}

function readingEdits({ reader, said, heard }: Passage, gateway: readonly string[]): Edit[] {
  const received = heard.flatMap((text, index) => [...(index === 0 ? [] : [NEXT]), ...text])
  const capabilities = carriedBy(reader)
  return cutOff(gateway, received).map(({ from: lo, to: hi, at, end }) => {
    const instead = received.slice(at, end)
    const edit = { lo, hi, instead }
    const causes = causesOf(edit, said, gateway, capabilities)
    const reasons = reasonsOf(reader, causes, kindOf(gateway.slice(lo, hi), instead))
    return { ...edit, half: 'reading', reasons }
  })
}

/** The differences; where the end alone is missing, that, whatever the end is like. */
function cutOff(gateway: readonly string[], received: readonly string[]) {
  const to = received.length
  const isBeginning = to < gateway.length && received.every((one, at) => one === gateway[at])
  if (!isBeginning) return differencesOf(gateway, received)
  return [{ from: to, to: gateway.length, at: to, end: to }]
}

/** Of each cause the features that may be it, the likeliest first. */
function causesOf(
  { lo, hi, instead }: Pick<Edit, 'lo' | 'hi' | 'instead'>,
  said: Said,
  gateway: readonly string[],
  capabilities: Capabilities,
): readonly (readonly Feature[])[] {
  if (gateway.length === 0) {
    return [isBlank(instead) ? ['empty', 'any-unicode'] : [audienceOf(said), 'empty']]
  }
  const hasBreak = gateway.slice(lo, hi).some((one) => lineBreak.test(one))
  if (instead.includes(NEXT)) {
    const isMarked = instead.at(-1) !== NEXT && !isBlank(instead)
    const cut: readonly Feature[] = [hasBreak ? 'multi-line' : 'length', 'any-unicode']
    return isMarked ? [cut, [audienceOf(said)]] : [cut]
  }
  if (hasBreak) return [['multi-line', 'any-unicode']]
  const features: Feature[] = []
  if (lo === 0 && hi === 0) features.push(audienceOf(said))
  const isAtEnd = hi === gateway.length
  if (isAtEnd && isTooLong(said, capabilities)) features.push('length')
  if ((lo === 0 || isAtEnd) && isBlank(gateway.slice(lo, hi))) features.push('outer-spaces')
  return [[...features, 'any-unicode']]
}

/** Whether the reader would not get a text of that length whole, whatever stands in it. */
function isTooLong({ text, audience }: Said, { hears }: Capabilities): boolean {
  const plain = 'x'.repeat(new TextEncoder().encode(text).length)
  const [heard = '', ...more] = hears(plain, audience)
  return more.length > 0 || !heard.endsWith(plain)
}

function audienceOf({ audience }: Said): Feature {
  return audience === 'one' ? 'direct' : 'broadcast'
}

function isBlank(characters: readonly string[]): boolean {
  return characters.every((one) => one.trim() === '')
}

function carriedBy(dialect: Dialect): Capabilities {
  return dialect.carries(dialect.options.parse({}))
}

const lineBreak = /[\n\r\v\f\u0085\u2028\u2029]/

/** What became of the characters that stood there `before`. */
function kindOf(before: readonly string[], after: readonly string[]): ChangeKind {
  if (after.includes(NEXT)) return 'split'
  if (before.length === 0) return 'added'
  if (before.some((one) => lineBreak.test(one))) return 'line-break'
  if (after.length === 0) return 'removed'
  return before.every((one) => /\p{Cc}/u.test(one)) ? 'control' : 'respelled'
}

/** What the dialect declares of each cause; behind the first one, of what is put in between two messages. */
function reasonsOf(
  dialect: Dialect,
  causes: readonly (readonly Feature[])[],
  kind: ChangeKind,
): readonly Reason[] {
  const { features } = carriedBy(dialect)
  return causes.flatMap((candidates, index) => {
    for (const feature of candidates) {
      const grade = features[feature]
      if (grade.grade !== 'changed') continue
      const how = grade.because?.[index === 0 ? kind : 'added'] ?? `${feature}: ${grade.how}`
      return [{ dialect: dialect.name, feature, rule: grade.rule, how }]
    }
    return []
  })
}

/** Edits of both halves, with those that lie over each other together, in the order of the text. */
function placesOf(edits: readonly Edit[]): readonly Place[] {
  const places: Place[] = []
  for (const edit of edits.toSorted((one, other) => one.lo - other.lo || one.hi - other.hi)) {
    const last = places.at(-1)
    if (last !== undefined && edit.lo < last.hi) {
      last.edits.push(edit)
      last.hi = Math.max(last.hi, edit.hi)
    } else places.push({ lo: edit.lo, hi: edit.hi, edits: [edit] })
  }
  return places
}

function changeAt({ lo, hi, edits }: Place, said: readonly string[]): Change {
  const before = spliced(
    said,
    lo,
    hi,
    edits.filter(({ half }) => half === 'sending'),
  )
  const after = spliced(
    said,
    lo,
    hi,
    edits.filter(({ half }) => half === 'reading'),
  )
  const reasons = edits.flatMap((edit) => edit.reasons)
  return { kind: 'changed', before: before.join(''), after: messagesOf(after), reasons }
}

function spliced(
  said: readonly string[],
  lo: number,
  hi: number,
  edits: readonly Edit[],
): readonly string[] {
  const found: string[] = []
  let at = lo
  for (const edit of edits) {
    found.push(...said.slice(at, edit.lo), ...edit.instead)
    at = edit.hi
  }
  return [...found, ...said.slice(at, hi)]
}

function messagesOf(characters: readonly string[]): readonly string[] {
  const messages = ['']
  for (const one of characters) {
    if (one === NEXT) messages.push('')
    else messages[messages.length - 1] += one
  }
  return messages
}
