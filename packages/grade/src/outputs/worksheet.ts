import type { Course } from '../course-file.ts'
import { canvasExport } from './canvas-export.ts'
import { CsvDocument, type CsvRow } from './csv-document.ts'
import { moodleWorksheet } from './moodle-worksheet.ts'
import type { WorksheetColumns, WorksheetKind } from './worksheet-kind.ts'

/** What the course says of the columns: headers, or places counted from 1. */
export type SaidColumns = Course['worksheet']['columns']

/** A file of a learning platform that is to be filled in. */
export interface Worksheet {
  /** The name of the file, without folders. */
  readonly name: string
  readonly document: CsvDocument
  readonly kind: WorksheetKind
  readonly columns: WorksheetColumns
  /** The rows below the header. */
  readonly rows: readonly CsvRow[]
}

/** A file that cannot be filled in as the course file says; or, without a key, as it is itself. */
export class WorksheetFault extends Error {
  /** The key in `worksheet.columns` of the course file. */
  readonly key: keyof SaidColumns | undefined

  constructor(message: string, key?: keyof SaidColumns) {
    super(message)
    this.key = key
  }
}

/** Reads a worksheet; throws a `CsvFault` or a `WorksheetFault`. */
export function parseWorksheet(name: string, bytes: Uint8Array, said: SaidColumns): Worksheet {
  const document = new CsvDocument(bytes)
  const [head, ...rows] = document.rows
  if (head === undefined) throw new WorksheetFault('the file is empty')
  const header = head.cells.map(({ value }) => value)
  const kind = [canvasExport, moodleWorksheet].find((one) => one.isKindOf(header))
  if (kind === undefined && said.grade === undefined) {
    throw new WorksheetFault(
      `this is neither a worksheet of Moodle nor a gradebook of Canvas by its columns (${list(header)}); worksheet.columns in the course file may say which is which`,
    )
  }
  const columns = columnsOf(kind ?? moodleWorksheet, header, said)
  return { name, document, kind: kind ?? moodleWorksheet, columns, rows }
}

function columnsOf(
  kind: WorksheetKind,
  header: readonly string[],
  said: SaidColumns,
): WorksheetColumns {
  const { why, ...found } = kind.columnsOf(header)
  const name = placeOf('name', header, said)
  const grade = placeOf('grade', header, said) ?? found.grade
  if (grade === undefined) {
    throw new WorksheetFault(
      `${why}; worksheet.columns.grade in the course file says which column has the grades`,
    )
  }
  const columns = {
    ...found,
    id: placeOf('id', header, said) ?? found.id,
    names: name === undefined ? found.names : [name],
    grade,
    feedback: placeOf('feedback', header, said) ?? found.feedback,
  }
  if (columns.id !== undefined || columns.names.length > 0) return columns
  throw new WorksheetFault(
    `no column says who a row is about (${list(header)}); worksheet.columns.id in the course file may`,
  )
}

function placeOf(
  key: keyof SaidColumns,
  header: readonly string[],
  said: SaidColumns,
): number | undefined {
  const wanted = said[key]
  if (wanted === undefined) return undefined
  if (typeof wanted === 'number') {
    if (wanted <= header.length) return wanted - 1
    throw new WorksheetFault(`there are ${header.length} columns`, key)
  }
  const places = header.flatMap((one, place) => (one.trim() === wanted.trim() ? [place] : []))
  const [place, ...others] = places
  if (place !== undefined && others.length === 0) return place
  const many = 'several columns are called this; say which by its number'
  throw new WorksheetFault(
    place === undefined ? `no column is called this (${list(header)})` : many,
    key,
  )
}

/** The most headers that a message lists. */
const MOST_LISTED = 20

function list(header: readonly string[]): string {
  const more = header.length > MOST_LISTED ? ', …' : ''
  return (
    header
      .slice(0, MOST_LISTED)
      .map((one) => JSON.stringify(one))
      .join(', ') + more
  )
}
