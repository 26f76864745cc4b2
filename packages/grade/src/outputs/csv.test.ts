import { csvRow } from './csv.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+49 30', "'+49 30"],
  ['-a', "'-a"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['Ann "Bo" Ek', '"Ann ""Bo"" Ek"'],
  ['=a,b', '"\'=a,b"'],
  ['a\nb', '"a\nb"'],
  ['Größe', 'Größe'],
])('the cell %j is written as %j', (value, written) => {
  expect(csvRow([value])).toBe(`${written}\r\n`)
})

test('a number stays one, and what is missing is empty', () => {
  expect(csvRow([-3.5, undefined, 0])).toBe('-3.5,,0\r\n')
})
