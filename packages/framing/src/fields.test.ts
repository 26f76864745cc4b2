import { Buffer } from 'node:buffer'
import { Malformed, NEED_MORE } from '@parley/contract'
import fc from 'fast-check'
import { FieldSplitter } from './index.ts'
import { split, waysFor } from './testing/split.ts'

const tooLong = new Malformed('frame-too-long')
const malformed = new Malformed('malformed')

const field = (key: string, value: string, bytes: number) => ({ key, value, bytes })

const rows: readonly (readonly [string, string, readonly unknown[]])[] = [
  ['one field', 'WHO: hans;;', [field('WHO', 'hans', 11)]],
  ['no end yet', 'WHO: hans', []],
  ['half an end', 'WHO: hans;', []],
  ['several', 'A: b;;C: d;;', [field('A', 'b', 6), field('C', 'd', 6)]],
  ['white space between', ' A: b;;\r\n\t C: d;;\n', [field('A', 'b', 6), field('C', 'd', 6)]],
  ['a semicolon inside', 'A: b;c ;d;;', [field('A', 'b;c ;d', 11)]],
  ['a semicolon at the begin', 'A: ;b;;', [field('A', ';b', 7)]],
  ['semicolons behind the end', 'A: b;;;;; C: d;;', [field('A', 'b', 6), field('C', 'd', 6)]],
  ['an empty value', 'A: ;;', [field('A', '', 5)]],
  ['blanks belong to a value', 'A:  b ;;', [field('A', ' b ', 8)]],
  ['line ends belong to a value', 'A: \nb\r\n;;', [field('A', '\nb\r\n', 9)]],
  ['further colons belong to a value', 'A: b: c:d;;', [field('A', 'b: c:d', 11)]],
  ['characters of several bytes', 'A: é☃😀;;', [field('A', 'é☃😀', 14)]],
  ['no colon', 'A b;;C: d;;', [malformed]],
  ['no blank behind the colon', 'A:b;;', [malformed]],
  ['as long as the bound', `A: ${'x'.repeat(11)};;`, [field('A', 'x'.repeat(11), 16)]],
  ['longer than the bound', `A: ${'x'.repeat(12)};;`, [tooLong]],
  ['bytes count, not characters', `A: ${'é'.repeat(6)};;`, [tooLong]],
  ['too long without end', 'x'.repeat(99), [tooLong]],
  ['white space does not count', `${' '.repeat(99)}A: b;;`, [field('A', 'b', 6)]],
]

describe.each(rows)('%s', (_title, text, fields) => {
  const bytes = Buffer.from(text)
  test.each(waysFor(bytes.length))('$name', ({ cut }) => {
    expect(split(new FieldSplitter(), cut(bytes), 16)).toEqual(fields)
  })
})

describe('not UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from('A: '), Buffer.from([0xe9]), Buffer.from(';;')])
  test.each(waysFor(bytes.length))('$name', ({ cut }) => {
    expect(split(new FieldSplitter(), cut(bytes), 16)).toEqual([malformed])
  })
})

test('nothing is too long where nothing has come', () => {
  const splitter = new FieldSplitter()
  expect(splitter.next(0)).toBe(NEED_MORE)
  expect(splitter.next(-1)).toBe(NEED_MORE)
})

test('finds the same fields however the bytes come', () => {
  const value = fc
    .array(fc.constantFrom('a', ';', ' ', 'é', '😀', '\n', ': '), { maxLength: 12 })
    .map((parts) => parts.join('').replace(/;+/g, ';').replace(/;$/, ''))
  const property = fc.property(
    fc.array(value, { maxLength: 6 }),
    fc.integer({ min: 1, max: 9 }),
    (values, size) => {
      const bytes = Buffer.from(values.map((one) => `KEY: ${one};;`).join(''))
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => {
        return bytes.subarray(index * size, (index + 1) * size)
      })
      const found = split(new FieldSplitter(), chunks, 4096)
      expect(found).toEqual(
        values.map((one) => field('KEY', one, Buffer.byteLength(one) + 'KEY: ;;'.length)),
      )
    },
  )
  fc.assert(property, { numRuns: 300, seed: 20_161_120 })
})
