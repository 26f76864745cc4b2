import type { CsvRow } from './csv-document.ts'

/** Places of columns, counted from 0. */
export interface WorksheetColumns {
  /** By which a student is known. */
  readonly id: number | undefined
  /** A name may stand in two columns, the last name first. */
  readonly names: readonly number[]
  readonly grade: number
  readonly feedback: number | undefined
  /** Where each row says the most points of the assignment. */
  readonly maximum: number | undefined
  /** Where each row says whether its grade may be changed. */
  readonly lock: number | undefined
}

/** The columns that a file's own headers tell; the grade may have to be said. */
type FoundColumns = Omit<WorksheetColumns, 'grade'> & {
  readonly grade: number | undefined
  /** Why the column of the grade is not known. */
  readonly why: string
}

/** The file of a learning platform into which grades are written. */
export interface WorksheetKind {
  readonly name: 'Moodle' | 'Canvas'
  isKindOf(header: readonly string[]): boolean
  columnsOf(header: readonly string[]): FoundColumns
  /** The ids that a cell may mean, the likeliest first. */
  idsOf(cell: string): readonly string[]
  /** Whether a row is about a student. */
  isStudent(row: CsvRow, columns: WorksheetColumns): boolean
  /** Cells that say the most points. */
  maximaOf(rows: readonly CsvRow[], columns: WorksheetColumns): readonly string[]
  /** Why a grade stays as it is, behind `its`; undefined where it may be changed. */
  lockOf(row: CsvRow, columns: WorksheetColumns): string | undefined
  /** A text as the platform shows it. */
  written(feedback: string): string
}

/** The value of a cell; empty where the row has none there. */
export function cellText({ cells }: CsvRow, column: number | undefined): string {
  return column === undefined ? '' : (cells[column]?.value ?? '')
}

/** The first column that has one of these headers, in lower case. */
export function columnNamed(
  header: readonly string[],
  names: readonly string[],
): number | undefined {
  const place = header.findIndex((one) => names.includes(one.trim().toLowerCase()))
  return place < 0 ? undefined : place
}
