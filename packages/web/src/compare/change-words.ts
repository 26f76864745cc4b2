import type { Change, Reason, Segment } from './changes.ts'

/** Changes of one kind, in words. */
export interface ChangeNote {
  /** As in `U+0001 became U+FFFD`. */
  readonly words: string
  /** How often it is in the text. */
  readonly count: number
  readonly reasons: readonly Reason[]
}

/** Changes that have the same reasons. */
export interface ChangeGroup {
  readonly notes: readonly ChangeNote[]
  readonly reasons: readonly Reason[]
}

/** The changes of a text by their reasons, so that each reason is said once. */
export function groupsOf(notes: readonly ChangeNote[]): readonly ChangeGroup[] {
  const groups = new Map<string, ChangeNote[]>()
  for (const note of notes) {
    const key = note.reasons.map(({ dialect, rule, how }) => `${dialect} ${rule} ${how}`).join('\n')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [note])
    else group.push(note)
  }
  return [...groups.values()].map((group) => ({ notes: group, reasons: group[0]?.reasons ?? [] }))
}

/** More of a text is not quoted, in characters. */
const QUOTED = 24

/** What nobody sees, or takes for something else, is named by its number. */
const unseen = /[\p{C}\p{Z}\ufffd\u2236\u2800\u3164]/u

/** The changes of a text, those that read the same together. */
export function notesOf(segments: readonly Segment[]): readonly ChangeNote[] {
  const notes = new Map<string, ChangeNote>()
  for (const [index, segment] of segments.entries()) {
    if (segment.kind === 'same') continue
    const words =
      segments.length === 1 ? wordsOf(segment) : wordsOf(segment, segments[index + 1] ?? 'end')
    const key = [words, ...segment.reasons.map(({ rule }) => rule)].join('\n')
    const count = (notes.get(key)?.count ?? 0) + 1
    notes.set(key, { words, count, reasons: segment.reasons })
  }
  return [...notes.values()]
}

function wordsOf({ before, after }: Change, behind?: Segment | 'end'): string {
  const [first = '', ...more] = after
  if (more.length > 0) return endedIn(before, after)
  if (before === '') return `${named(first)} is put in${placeOf(behind)}`
  if (first === '') return `${named(before)} is left out`
  return `${named(before)} became ${named(first)}`
}

/** Where one message ends and the next begins. */
function endedIn(before: string, after: readonly string[]): string {
  const texts = after.filter((text) => text !== '')
  const beside = texts.length === 0 ? '' : `, with ${texts.map(named).join(' and ')}`
  const cut = before === '' ? 'the text is cut' : `${named(before)} became the end of a message`
  return `${cut}${beside}`
}

/** Of a text that has nothing else there is no place to name. */
function placeOf(behind: Segment | 'end' | undefined): string {
  if (behind === undefined) return ''
  if (behind === 'end') return ' at the end'
  if (behind.kind !== 'same') return ''
  const [word = ''] = /^\s*\S*/.exec(behind.text) ?? []
  return ` before ${quoted(Array.from(word === '' ? behind.text : word))}`
}

/** A text in quotes, or the numbers of its characters where they cannot be told by the eye. */
function named(text: string): string {
  const characters = Array.from(text)
  if (characters.some((one) => !unseen.test(one))) return quoted(characters)
  const shown = characters.slice(0, 4).map(numberOf)
  const more = characters.length - shown.length
  return more > 0 ? `${shown.join(' ')} and ${more} more` : shown.join(' ')
}

function quoted(characters: readonly string[]): string {
  const shown = characters.slice(0, QUOTED).map((one) => {
    return one !== ' ' && unseen.test(one) ? `\\u{${codeOf(one)}}` : one
  })
  return `“${shown.join('')}${characters.length > QUOTED ? '…' : ''}”`
}

function numberOf(character: string): string {
  return `U+${codeOf(character).toUpperCase().padStart(4, '0')}`
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16)
}
