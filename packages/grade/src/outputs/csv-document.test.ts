import { Buffer } from 'node:buffer'
import { CsvDocument, CsvFault } from './csv-document.ts'

/** What becomes of the file where the last cell of its second row gets this value. */
function changed(file: Uint8Array | string, value: string): string {
  const document = new CsvDocument(Buffer.from(file))
  const cell = document.rows[1]?.cells.at(-1)
  if (cell === undefined) throw new Error('there is no second row')
  return document.with([{ cell, value }]).toString('latin1')
}

test.each([
  ['LF, and no line end at the end', 'a,b\n1,2', 'x', 'a,b\n1,x'],
  ['CRLF and an empty line at the end', 'a,b\r\n1,2\r\n\r\n', 'x', 'a,b\r\n1,x\r\n\r\n'],
  ['CR', 'a,b\r1,2\r3,4', 'x', 'a,b\r1,x\r3,4'],
  ['line ends of several kinds', 'a,b\n1,2\r\n3,4\n', 'x', 'a,b\n1,x\r\n3,4\n'],
  ['semicolons', 'a;b\n1;2\n', 'x,y', 'a;b\n1;x,y\n'],
  ['tabs', 'a\tb\n1\t2\n', 'x', 'a\tb\n1\tx\n'],
  ['a line that names the separator', 'sep=|\r\na|b\r\n1|2\r\n', 'x', 'sep=|\r\na|b\r\n1|x\r\n'],
  ['quotes where none are needed', '"a","b"\n"1","2"\n', 'x', '"a","b"\n"1","x"\n'],
  ['quotes only where they are needed', 'a,b\n"1,0",\n', 'x', 'a,b\n"1,0",x\n'],
  ['a separator in the new value', 'a,b\n1,\n', '7,5', 'a,b\n1,"7,5"\n'],
  ['a quote in the new value', 'a,b\n1,\n', 'say "x"', 'a,b\n1,"say ""x"""\n'],
  ['a quote in the middle of a value', 'a,b\n5"6,2\n', 'x', 'a,b\n5"6,x\n'],
  ['quotes and lines in a value', 'a,b\n"1 ""\n\r\n,",2\n', 'x', 'a,b\n"1 ""\n\r\n,",x\n'],
  ['spaces', ' a , b \n 1 , 2 \n', 'x', ' a , b \n 1 ,x\n'],
  ['an empty last cell', 'a,b\n1,', 'x', 'a,b\n1,x'],
  ['a byte order mark', '\ufeff"a,c",b\n1,2\n', 'x', '\u00ef\u00bb\u00bf"a,c",b\n1,x\n'],
  ['UTF-8', 'a,b\nÄ,2\n', 'ß', 'a,b\n\u00c3\u0084,\u00c3\u009f\n'],
])('all but the cell stays as it is: %s', (_what, file, value, expected) => {
  expect(changed(file, value)).toBe(expected)
})

test('a file in Windows-1252 stays one, and what it cannot say is a question mark', () => {
  const file = Buffer.from([...Buffer.from('a;b\n'), 0xc4, 0x80, 0x81, ...Buffer.from(';2\n')])
  expect(changed(file, 'ü€→')).toBe('a;b\n\u00c4\u0080\u0081;\u00fc\u0080?\n')
})

test('a file in UTF-16 stays one', () => {
  const file = Buffer.from('\ufeffa\tb\r\nÄ\t2\r\n', 'utf16le')
  const expected = Buffer.from('\ufeffa\tb\r\nÄ\tx\r\n', 'utf16le')
  expect(changed(file, 'x')).toBe(expected.toString('latin1'))
})

test('every byte that no cell of the change has comes back, whatever the file is', () => {
  const all = Buffer.from([
    ...Buffer.from('a,b\n1,'),
    ...Array.from({ length: 200 }, (_, i) => i + 56),
  ])
  expect(new CsvDocument(all).with([])).toEqual(all)
})

test.each([
  ['a,b\n1,"2\n3,4\n', 2, 'the quote that begins here is never closed'],
  ['a,b\n"1\n","2"x\n', 3, 'there is text behind the quote that closes a value'],
])('%j is refused with its line', (file, line, message) => {
  const read = () => new CsvDocument(Buffer.from(file))
  expect(read).toThrow(CsvFault)
  expect(read).toThrow(expect.objectContaining({ line, message }))
})

test('rows know their lines, and empty lines are none', () => {
  const { rows } = new CsvDocument(Buffer.from('a,b\n\n"1\n",2\r\n3,4\n'))
  expect(rows.map(({ line, cells }) => [line, ...cells.map(({ value }) => value)])).toEqual([
    [1, 'a', 'b'],
    [3, '1\n', '2'],
    [5, '3', '4'],
  ])
})

test('an empty file has no rows', () => {
  expect(new CsvDocument(Buffer.alloc(0)).rows).toEqual([])
})
