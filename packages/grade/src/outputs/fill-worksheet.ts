import type { Buffer } from 'node:buffer'
import type { Assignment } from '../assignment.ts'
import type { Result } from '../results.ts'
import type { Submission } from '../submissions.ts'
import { neutralised } from './csv.ts'
import type { CsvChange, CsvRow } from './csv-document.ts'
import { FEEDBACK_START, feedbackText } from './feedback-text.ts'
import { gradeOf } from './grade.ts'
import type { Worksheet } from './worksheet.ts'
import { cellText } from './worksheet-kind.ts'
import { matchRows } from './worksheet-match.ts'

/** A worksheet with the grades in it, and what somebody should look at, a sentence each. */
export interface FilledWorksheet {
  readonly bytes: Buffer
  readonly notes: readonly string[]
}

/**
 * Fills in grades and feedback; everything else stays to the byte. A grade that may not be changed,
 * that is not there, or of which nobody knows whose it is, is left as it was, and so is feedback that
 * somebody else has written.
 */
export function fillWorksheet(
  worksheet: Worksheet,
  submissions: readonly Submission[],
  results: readonly Result[],
  assignment: Pick<Assignment, 'presentation' | 'course'>,
): FilledWorksheet {
  const { kind, columns, document } = worksheet
  const { pairs, notes } = matchRows(worksheet, submissions)
  const filled: string[] = []
  const changes: CsvChange[] = []
  const hasComma = usesComma(worksheet)
  for (const { row, submission } of pairs) {
    const who = `${submission.name}, line ${row.line}`
    const result = results.find((one) => one.submission.id === submission.id)
    const lock = kind.lockOf(row, columns)
    const got = result === undefined ? undefined : gradeOf(result, assignment).got
    const grade = row.cells[columns.grade]
    if (lock !== undefined) filled.push(`left as it was, since the ${lock}: ${who}`)
    else if (result === undefined || got === undefined) {
      filled.push(
        `left as it was, since there is no grade (${result?.state ?? 'not tried'}): ${who}`,
      )
    } else if (grade === undefined) {
      filled.push(`left as it was, since the row is too short: ${who}`)
    } else {
      changes.push({ cell: grade, value: numberText(got, hasComma) })
      const feedback = feedbackChange(worksheet, row, feedbackText(result, assignment))
      if (feedback === 'kept') filled.push(`feedback of somebody else was kept: ${who}`)
      else if (feedback !== undefined) changes.push(feedback)
    }
  }
  const scale = scaleNote(worksheet, results, assignment)
  return { bytes: document.with(changes), notes: [...scale, ...notes, ...filled] }
}

function feedbackChange(
  { kind, columns }: Worksheet,
  row: CsvRow,
  text: string | undefined,
): CsvChange | 'kept' | undefined {
  const cell = columns.feedback === undefined ? undefined : row.cells[columns.feedback]
  if (cell === undefined || text === undefined) return undefined
  // Moodle's editor puts a text into a paragraph.
  const before = cell.value.replace(/^\s*<p[^>]*>/, '').trim()
  if (before !== '' && !before.startsWith(FEEDBACK_START)) return 'kept'
  return { cell, value: neutralised(kind.written(text)) }
}

function numberText(points: number, hasComma: boolean): string {
  const text = String(points)
  return hasComma ? text.replace('.', ',') : text
}

const decimal = /^-?\d+([.,])\d+$/

/** Whether numbers of the file have a comma before their decimals. */
function usesComma({ document, kind, columns, rows }: Worksheet): boolean {
  const numbers = [
    ...kind.maximaOf(rows, columns),
    ...rows.map((row) => cellText(row, columns.grade)),
  ]
  const marks = numbers.flatMap((text) => decimal.exec(text.trim())?.[1] ?? [])
  return marks.length === 0 ? document.hasSemicolons : marks[0] === ','
}

/** Says where the file has another maximum than the rubric: points are not made larger or smaller. */
function scaleNote(
  { kind, columns, rows }: Worksheet,
  results: readonly Result[],
  assignment: Pick<Assignment, 'presentation' | 'course'>,
): readonly string[] {
  const [said] = kind
    .maximaOf(rows, columns)
    .map((text) => text.trim())
    .filter((text) => /^\d+(?:[.,]\d+)?$/.test(text))
    .map((text) => Number(text.replace(',', '.')))
  const maximum = results.map((one) => gradeOf(one, assignment).maximum).find((one) => one)
  return said === undefined || maximum === undefined || said === maximum
    ? []
    : [`its maximum is ${said}, and there are ${maximum} points: they are written as they are`]
}
