import { Buffer } from 'node:buffer'
import { type Deviation, Tolerance } from './tolerance.ts'

function read(tolerance: Tolerance, ...chunks: readonly string[]): readonly string[] {
  const reader = tolerance.readerFor('echo-1.1')()
  return chunks.map((chunk) => Buffer.from(reader(Buffer.from(chunk, 'latin1'))).toString('latin1'))
}

test.each<[Deviation, readonly string[], readonly string[]]>([
  ['zero-bytes', ['one\n\0', '\0two\n'], ['one\n', 'two\n']],
  ['crlf', ['one\r\ntwo\r', '\nthree\r', 'x'], ['one\ntwo', '\nthree', '\rx']],
  ['empty-lines', ['one\n\ntwo\n', '\nthree\n'], ['one\ntwo\n', 'three\n']],
])('%s: %j is read as %j once it is learnt', (deviation, chunks, expected) => {
  const tolerance = new Tolerance()
  expect(read(tolerance, ...chunks)).toEqual(chunks)
  tolerance.learn(deviation)
  expect(read(tolerance, ...chunks)).toEqual(expected)
})

test('a check that is about a deviation gets the bytes as they came', () => {
  const tolerance = new Tolerance([{ name: 'crlf', breaks: ['echo-1.1'] }])
  tolerance.learn('crlf')
  expect(read(tolerance, 'one\r\n')).toEqual(['one\r\n'])
})
