import type { Submission } from '../submissions.ts'
import type { CsvRow } from './csv-document.ts'
import type { Worksheet } from './worksheet.ts'
import { cellText, type WorksheetColumns } from './worksheet-kind.ts'

/** Whose row is whose submission. */
export interface Matched {
  readonly pairs: readonly { readonly row: CsvRow; readonly submission: Submission }[]
  /** A sentence for all that is to be looked at by somebody. */
  readonly notes: readonly string[]
}

/**
 * Finds the row of each submission: by its id, else by its name where only one row and only one
 * submission have that. Of several that may be meant none is.
 */
export function matchRows(
  { kind, columns, rows }: Pick<Worksheet, 'kind' | 'columns' | 'rows'>,
  submissions: readonly Submission[],
): Matched {
  const students = rows.filter((row) => kind.isStudent(row, columns))
  const notes: string[] = []
  const pairs: { row: CsvRow; submission: Submission }[] = []
  const open = new Set(submissions)
  const free = new Set(students)
  const add = (row: CsvRow, submission: Submission) => {
    pairs.push({ row, submission })
    open.delete(submission)
    free.delete(row)
  }
  const leave = (found: readonly CsvRow[], meant: readonly Submission[], why: string) => {
    notes.push(`${why}: ${[...meant.map(nameOf), ...found.map(rowName(columns))].join(', ')}`)
    for (const row of found) free.delete(row)
    for (const submission of meant) open.delete(submission)
  }
  for (const submission of submissions) {
    const byRank = [0, 1].map((rank) =>
      students.filter((row) => kind.idsOf(cellText(row, columns.id))[rank] === submission.id),
    )
    const found = byRank.find((some) => some.length > 0) ?? []
    const [row] = found
    if (row === undefined) continue
    if (found.length > 1) leave(found, [submission], 'several rows have one id')
    else if (free.has(row)) {
      add(row, submission)
      if (!isNamedAlike(namesIn(row, columns), submission.name)) {
        notes.push(
          `the id is the same, and the name is another: ${nameOf(submission)}, ${rowName(columns)(row)}`,
        )
      }
    }
  }
  for (const submission of [...open]) {
    if (!open.has(submission)) continue
    const found = [...free].filter((row) => hasName(row, columns, submission.name))
    const [row] = found
    if (row === undefined) continue
    const meant = [...open].filter(({ name }) => hasName(row, columns, name))
    if (found.length > 1 || meant.length > 1) {
      leave(found, meant, 'several have one name, and no id tells them apart')
    } else {
      add(row, submission)
      notes.push(`found by the name alone: ${nameOf(submission)}, ${rowName(columns)(row)}`)
    }
  }
  for (const submission of open) notes.push(`no row for the submission of ${nameOf(submission)}`)
  for (const row of free) notes.push(`no submission for ${rowName(columns)(row)}`)
  return { pairs, notes }
}

function nameOf({ id, name }: Submission): string {
  return id === name ? name : `${name} (${id})`
}

function rowName(columns: WorksheetColumns): (row: CsvRow) => string {
  return (row) => {
    const names = columns.names.map((column) => cellText(row, column)).join(', ')
    const name = names === '' ? cellText(row, columns.id) : names
    return `line ${row.line} (${name.trim()})`
  }
}

/** The names that a row may mean, the last name first or last. */
function namesIn(row: CsvRow, { names }: WorksheetColumns): readonly string[] {
  const parts = names.flatMap((column) => cellText(row, column).split(','))
  return [parts.join(' '), parts.toReversed().join(' ')].map(plainName)
}

function hasName(row: CsvRow, columns: WorksheetColumns, name: string): boolean {
  const plain = plainName(name)
  return plain !== '' && namesIn(row, columns).includes(plain)
}

/** Also where one has a group before it, or a part less. */
function isNamedAlike(names: readonly string[], name: string): boolean {
  const plain = plainName(name)
  return names.some((one) => one === '' || one.includes(plain) || plain.includes(one))
}

/** A name as Canvas has it in the names of files: letters and digits, in lower case. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}
