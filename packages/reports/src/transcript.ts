import { type Happened, readableBytes } from '@parley/kit'
import { piecesOf, shortened } from './difference.ts'
import { oneLine } from './one-line.ts'
import { foldRepeats, foldSetUp, type TranscriptEntry, windowAround } from './transcript-folds.ts'
import type { FailureView } from './view-model.ts'
import { foldedLog, happenedText, signs } from './wire-log.ts'
import { timeText } from './wording.ts'

/** Lines of a transcript; those that are folded count as one. */
const MOST_LINES = 15

/** A transcript that is no longer than this is shown from its beginning. */
const SHORT = 8

/** Lines that the one that went wrong may take. */
const MOST_ROWS = 4

/** How connections end where nothing is wrong with that. */
const ordinaryEnds = new Set(['the kit ended its side', 'the program closed', 'closed'])

/** All that happened in a check, but what is tried again and again in one entry; `wrong` is marked. */
export function wholeTranscript(
  log: readonly Happened[],
  wrong: Happened | undefined,
): readonly TranscriptEntry[] {
  const told = foldedLog(log).map((one): TranscriptEntry => {
    const isWrong = wrong !== undefined && one.members.includes(wrong)
    return { kind: 'happened', isWrong, ...one }
  })
  return foldRepeats(told, isOrdinaryEnd)
}

/**
 * What happened in a check, in few entries: what is tried again and again, and what each
 * connection begins with, in one; the one that went wrong is marked, and always there.
 */
function transcriptOf(
  log: readonly Happened[],
  failure: Pick<FailureView, 'came' | 'expected'> | undefined,
): readonly TranscriptEntry[] {
  const wrong = failure === undefined ? undefined : wrongOf(log, failure)
  const last = log.findLastIndex((one) => !isOrdinaryEnd(one))
  const repeats = wholeTranscript(log.slice(0, last + 1), wrong)
  const folded = repeats.length <= SHORT ? repeats : foldSetUp(repeats)
  return windowAround(folded, MOST_LINES)
}

/** A line for each, of `width` columns; only the one that went wrong may take several. */
export function transcriptLines(
  log: readonly Happened[],
  failure: Pick<FailureView, 'came' | 'expected'> | undefined,
  width: number,
): readonly string[] {
  const entries = transcriptOf(log, failure)
  const times = entries.map(({ time }) => timeText(time))
  const column = Math.max(0, ...times.map(({ length }) => length))
  return entries.flatMap((entry, index) => {
    const mark = entry.isWrong ? '✗' : ' '
    const start = `${mark} ${(times[index] ?? '').padStart(column)}  ${headOf(entry)} `
    const text = entry.kind === 'fold' ? oneLine(entry.text) : happenedText(entry.happened)
    const end = entry.kind === 'fold' || entry.count === 1 ? '' : ` (${entry.count} times)`
    const room = Math.max(16, width - start.length - end.length)
    if (!entry.isWrong) return [start + shortened(text, room) + end]
    const rows = rowsOf(text, room)
    return rows.map((row, number) =>
      number === 0 ? start + row + end : ' '.repeat(start.length) + row,
    )
  })
}

function headOf(entry: TranscriptEntry): string {
  if (entry.kind === 'fold') return signs.event
  return `${oneLine(entry.happened.wire)} ${signs[entry.happened.kind]}`
}

/** A text in rows of so many columns; what is left of a very long one is cut. */
export function rowsOf(text: string, room: number, most = MOST_ROWS): readonly string[] {
  const rows: string[] = []
  let row = ''
  let taken = 0
  for (const piece of piecesOf(text)) {
    if (row.length + piece.length > room) {
      if (rows.length === most - 1) return [...rows, shortened(text.slice(taken), room)]
      rows.push(row)
      taken += row.length
      row = ''
    }
    row += piece
  }
  return [...rows, row]
}

/** What came and was wrong; where nothing came that was expected, what was said last. */
export function wrongOf(
  log: readonly Happened[],
  { came, expected }: Pick<FailureView, 'came' | 'expected'>,
): Happened | undefined {
  if (came === undefined) return expected === undefined ? undefined : log.findLast(isOfKit)
  const text = readableBytes(came)
  const isIt = (one: Happened) => one.kind === 'came' && happenedText(one).includes(text)
  return log.findLast(isIt) ?? log.findLast(({ kind }) => kind === 'came')
}

function isOfKit({ kind }: Happened): boolean {
  return kind === 'sent' || kind === 'typed'
}

function isOrdinaryEnd(happened: Happened): boolean {
  return happened.kind === 'event' && ordinaryEnds.has(happened.text)
}
