import { cellText, columnNamed, type WorksheetKind } from './worksheet-kind.ts'

/** A header of an assignment ends with its id. */
const assignmentHeader = /\(\d+\)\s*$/

/** What stands for a grade where somebody is excused, or the assignment is not theirs. */
const settled: ReadonlyMap<string, string> = new Map([
  ['EX', 'student is excused (EX)'],
  ['N/A', 'student does not have this assignment (N/A)'],
])

/**
 * The gradebook of Canvas as it is exported, with English headers in every language: students by id, a
 * column for each assignment, and above them rows without an id, of which one has the most points. It
 * has no column for feedback.
 */
export const canvasExport: WorksheetKind = {
  name: 'Canvas',
  isKindOf(header) {
    const [first = ''] = header
    const isNamed = ['student', 'lastname'].includes(first.trim().toLowerCase())
    return isNamed && columnNamed(header, ['id']) !== undefined
  },
  columnsOf(header) {
    const names = ['student', 'lastname', 'firstname'].flatMap(
      (name) => columnNamed(header, [name]) ?? [],
    )
    const assignments = header.flatMap((name, column) =>
      assignmentHeader.test(name) ? [{ name, column }] : [],
    )
    const [only, ...others] = assignments
    const all = assignments.map(({ name }) => JSON.stringify(name)).join(', ')
    return {
      id: columnNamed(header, ['id']),
      names,
      grade: others.length === 0 ? only?.column : undefined,
      why: all === '' ? 'it has no column of an assignment' : `it has several assignments: ${all}`,
      feedback: undefined,
      maximum: undefined,
      lock: undefined,
    }
  },
  idsOf: (cell) => [cell.trim()],
  isStudent: (row, { id }) => cellText(row, id).trim() !== '',
  maximaOf(rows, { id, grade }) {
    const above = rows.filter((row) => cellText(row, id).trim() === '')
    return above.map((row) => cellText(row, grade))
  },
  lockOf: (row, { grade }) => settled.get(cellText(row, grade).trim().toUpperCase()),
  written: (feedback) => feedback,
}
