import { textHtml } from '@parley/reports'
import { cellText, columnNamed, type WorksheetKind } from './worksheet-kind.ts'

/** What the headers are in English and in German, in lower case. */
const headers = {
  id: ['identifier', 'id'],
  name: ['full name', 'vollständiger name'],
  grade: ['grade', 'bewertung'],
  maximum: ['maximum grade', 'bestwertung'],
  lock: ['grade can be changed', 'bewertung kann geändert werden'],
  feedback: ['feedback comments', 'feedback als kommentar'],
  scale: ['scale', 'skala'],
} as const

const locked: readonly string[] = ['no', 'nein']

/**
 * The grading worksheet of Moodle, as `mod/assign/feedback/offline` reads it: an id as in
 * `Participant 1234` or `Teilnehmer/in1234` whose number is also in the names of the downloaded
 * folders, and feedback in HTML. Headers are in the language of whoever has downloaded it.
 */
export const moodleWorksheet: WorksheetKind = {
  name: 'Moodle',
  isKindOf(header) {
    const isThere = (names: readonly string[]) => columnNamed(header, names) !== undefined
    return isThere(headers.grade) && (isThere(headers.id) || isThere(headers.name))
  },
  columnsOf(header) {
    const hasScale = columnNamed(header, headers.scale) !== undefined
    const name = columnNamed(header, headers.name)
    return {
      id: columnNamed(header, headers.id),
      names: name === undefined ? [] : [name],
      grade: hasScale ? undefined : columnNamed(header, headers.grade),
      why: hasScale ? 'it grades by a scale, and not by points' : 'no column is called Grade',
      feedback: columnNamed(header, headers.feedback),
      maximum: columnNamed(header, headers.maximum),
      lock: columnNamed(header, headers.lock),
    }
  },
  idsOf(cell) {
    const [number] = /\d+$/.exec(cell.trim()) ?? []
    return [cell.trim(), ...(number === undefined ? [] : [number])]
  },
  isStudent: () => true,
  maximaOf: (rows, { maximum }) => rows.map((row) => cellText(row, maximum)),
  lockOf(row, { lock }) {
    return locked.includes(cellText(row, lock).trim().toLowerCase()) ? 'grade is locked' : undefined
  },
  written: textHtml,
}
