import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '../errors.ts'
import { readWorksheet } from './worksheet-file.ts'

/** The folder in which a worksheet and a course file are. */
function folderWith(worksheet: string, columns: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  writeFileSync(join(folder, 'moodle.csv'), worksheet)
  const course = `assignment: { dialect: vu }\nworksheet:\n  columns:\n${columns}`
  writeFileSync(join(folder, 'course.yaml'), course)
  return folder
}

test.each([
  ['ID,Bewertung\n1,"2\n', '    id: ID\n', 'moodle.csv, line 2: the quote that begins here'],
  ['ID,Grad\n', '    id: ID\n', 'moodle.csv, line 1: this is neither'],
  ['ID,Grade\n', '    id: ID\n    grade: 7\n', 'course.yaml, line 5: worksheet.columns.grade: in '],
  ['ID,Grade\n', '    id: ID\n    grad: 7\n', 'course.yaml, line 5: worksheet.columns.grad'],
  ['ID,Grade\n', '    id: 0\n', 'course.yaml, line 4: worksheet.columns.id'],
])('%j with the columns %j is refused: where it says so', async (worksheet, columns, place) => {
  const folder = folderWith(worksheet, columns)
  const read = readWorksheet(join(folder, 'moodle.csv'), join(folder, 'course.yaml'))
  await expect(read).rejects.toThrow(UsageError)
  await expect(read).rejects.toThrow(place)
})

test.each([
  ['missing.csv', 'cannot read'],
  ['', 'it is a folder'],
])('the worksheet %j is no file', async (name, why) => {
  const folder = folderWith('', '    id: ID\n')
  const read = readWorksheet(join(folder, name), join(folder, 'course.yaml'))
  await expect(read).rejects.toThrow(why)
})
