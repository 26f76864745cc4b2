import type { Happened } from '@parley/kit'
import { shortened } from './difference.ts'
import { happenedText, isAlike, type LogEntry } from './wire-log.ts'
import { enumeration, timeText } from './wording.ts'

/** One line of a transcript; `fold` stands for several. */
export type TranscriptEntry = Happening | Fold

interface Happening extends LogEntry {
  readonly kind: 'happened'
  readonly time: number
  readonly isWrong: boolean
}

interface Fold {
  readonly kind: 'fold'
  readonly time: number
  readonly text: string
  readonly isWrong: boolean
}

/** An exchange of at most so many lines is told once where it comes at least so often. */
const LONGEST_EXCHANGE = 4
const LEAST_TIMES = 3

/** Connections that are named in a fold. */
const MOST_NAMED = 6

/** Of the lines that are too many, so many are kept at the beginning. */
const KEPT_AT_START = 3

/** The most messages of a connection that are what it begins with. */
const MOST_STEPS = 4

/** How much of the first message a fold shows, in characters. */
const MOST_OF_FIRST = 40

/**
 * The same exchange several times in a row becomes its first time and one line, on whatever
 * connection it was; `isPassing`: what is no part of an exchange, such as how it was closed.
 */
export function foldRepeats(
  entries: readonly TranscriptEntry[],
  isPassing: (happened: Happened) => boolean,
): readonly TranscriptEntry[] {
  const folded: TranscriptEntry[] = []
  let index = 0
  while (index < entries.length) {
    const run = runAt(entries, index, isPassing)
    if (run === undefined) {
      folded.push(...entries.slice(index, index + 1))
      index += 1
    } else {
      folded.push(...run.first, run.fold)
      index = run.end
    }
  }
  return folded
}

interface Run {
  readonly first: readonly Happening[]
  readonly fold: Fold
  /** The index of the entry behind it. */
  readonly end: number
}

function runAt(
  entries: readonly TranscriptEntry[],
  start: number,
  isPassing: (happened: Happened) => boolean,
): Run | undefined {
  const part: { readonly entry: Happening; readonly index: number }[] = []
  for (const [offset, entry] of entries.slice(start).entries()) {
    if (entry.kind === 'fold') break
    if (!isPassing(entry.happened)) part.push({ entry, index: start + offset })
    else if (part.length === 0) return undefined
  }
  for (let length = 1; length <= LONGEST_EXCHANGE; length += 1) {
    const first = part.slice(0, length).map(({ entry }) => entry)
    if (first[0]?.happened.kind !== 'sent' || first.length < length) return undefined
    const other = part.findIndex(({ entry }, index) => !isSame(entry, first[index % length]))
    const times = Math.floor((other === -1 ? part.length : other) / length)
    if (times < LEAST_TIMES || length === 1) continue
    const rest = part.slice(length, times * length)
    const last = rest.at(-1)
    const begin = rest.at(0)
    if (last === undefined || begin === undefined) continue
    return {
      first: first.map(unmarked),
      fold: foldOf(rest, times - 1, begin.entry),
      end: endOf(entries, last.index, isPassing),
    }
  }
  return undefined

  function foldOf(
    rest: readonly { readonly entry: Happening }[],
    times: number,
    begin: Happening,
  ): Fold {
    const wires = [...new Set(rest.map(({ entry }) => entry.happened.wire))]
    const named =
      wires.length <= MOST_NAMED ? `on ${enumeration(wires)}` : `on ${wires.length} connections`
    const until = timeText(rest.at(-1)?.entry.time ?? begin.time)
    return {
      kind: 'fold',
      time: begin.time,
      text: `the same ${times} times more, ${named}, until ${until}`,
      isWrong: rest.some(({ entry }) => entry.isWrong),
    }
  }
}

/** Behind the last of a run, and behind how its connection was closed. */
function endOf(
  entries: readonly TranscriptEntry[],
  last: number,
  isPassing: (happened: Happened) => boolean,
): number {
  const next = entries.findIndex(
    (entry, index) => index > last && (entry.kind === 'fold' || !isPassing(entry.happened)),
  )
  return next === -1 ? entries.length : next
}

function unmarked(entry: Happening): Happening {
  return { ...entry, isWrong: false }
}

function isSame({ happened }: Happening, other: Happening | undefined): boolean {
  return other !== undefined && isAlike({ ...happened, wire: '' }, { ...other.happened, wire: '' })
}

/**
 * What connections begin with in one line, such as their logins: as many messages as all of them say
 * alike, and one where there is only one connection. Not what went wrong, nor what comes behind it.
 */
export function foldSetUp(entries: readonly TranscriptEntry[]): readonly TranscriptEntry[] {
  const wrong = entries.findIndex(({ isWrong }) => isWrong)
  const before = entries.slice(0, wrong === -1 ? entries.length : wrong)
  const most = stepsInCommon(before)
  const said = new Map<string, number>()
  let end = 0
  for (const entry of before) {
    if (entry.kind === 'fold') break
    const { kind, wire } = entry.happened
    const count = said.get(wire) ?? 0
    if (kind === 'sent' && count < most && entry.count === 1) said.set(wire, count + 1)
    else if (kind !== 'came') break
    end += 1
  }
  const folded = before.slice(0, end)
  const first = folded.find((one) => one.kind === 'happened' && one.happened.kind === 'sent')
  if (first?.kind !== 'happened' || folded.length < LEAST_TIMES) return entries
  const wires = [...said.keys()]
  const start = shortened(happenedText(first.happened), MOST_OF_FIRST)
  const words = `${wires.length === 1 ? 'begins' : 'begin'}: ${start} and the like`
  const text = `${enumeration(wires)} ${words} (${folded.length} lines)`
  return [{ kind: 'fold', time: first.time, text, isWrong: false }, ...entries.slice(end)]
}

/** How many messages all connections that say anything begin with, but for names and numbers. */
function stepsInCommon(entries: readonly TranscriptEntry[]): number {
  const said = new Map<string, string[]>()
  for (const entry of entries) {
    if (entry.kind === 'fold' || entry.happened.kind !== 'sent') continue
    const { wire } = entry.happened
    said.set(wire, [...(said.get(wire) ?? []), withoutNames(happenedText(entry.happened))])
  }
  const [first = [], ...others] = said.values()
  if (others.length === 0) return 1
  const other = first.findIndex((text, step) => others.some((texts) => texts[step] !== text))
  return Math.min(MOST_STEPS, Math.max(1, other === -1 ? first.length : other))
}

/** Names and passwords that the kit has made are letters and digits; those of `--credentials` stay. */
function withoutNames(text: string): string {
  return text.replace(/\b(?:pw|[a-z]{3})[0-9a-z]{5,7}\b/g, '*').replace(/\d+/g, '#')
}

/** So many at the most: the first ones, and those up to the one that went wrong and a little behind it. */
export function windowAround(
  entries: readonly TranscriptEntry[],
  most: number,
): readonly TranscriptEntry[] {
  if (entries.length <= most) return entries
  const found = entries.findIndex(({ isWrong }) => isWrong)
  const end = found === -1 ? entries.length : found + 1
  const tail = more(entries.slice(end))
  const kept = most - KEPT_AT_START - 1 - tail.length
  const start = Math.max(KEPT_AT_START, end - kept)
  if (start === KEPT_AT_START) {
    return [...entries.slice(0, most - 1), ...more(entries.slice(most - 1))]
  }
  return [
    ...entries.slice(0, KEPT_AT_START),
    ...more(entries.slice(KEPT_AT_START, start)),
    ...entries.slice(start, end),
    ...tail,
  ]
}

function more(left: readonly TranscriptEntry[]): readonly TranscriptEntry[] {
  const [first] = left
  if (first === undefined || left.length === 1) return left
  return [{ kind: 'fold', time: first.time, text: `${left.length} lines more`, isWrong: false }]
}
