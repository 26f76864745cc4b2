import { Buffer } from 'node:buffer'
import { Malformed, NEED_MORE } from '@parley/contract'
import fc from 'fast-check'
import { type JsonItem, JsonSplitter } from './index.ts'
import { split, waysFor } from './testing/split.ts'

const limits = { bytes: 64, depth: 4 }
const lineEnd: JsonItem = { kind: 'line-end' }
const garbage: JsonItem = { kind: 'garbage' }
const notUtf8: JsonItem = { kind: 'not-utf8' }
const tooLong = new Malformed('frame-too-long')
const tooDeep = new Malformed('nested-too-deep')

const object = (text: string): JsonItem => ({ kind: 'object', text })

const rows: readonly (readonly [string, string, readonly unknown[]])[] = [
  ['one object', '{"a":1}', [object('{"a":1}')]],
  ['no end yet', '{"a":{"b":1}', []],
  ['several with nothing between', '{}{"a":1}{}', [object('{}'), object('{"a":1}'), object('{}')]],
  ['blanks and NUL between', ' {}\t\0 {}\0', [object('{}'), object('{}')]],
  [
    'the first line end behind an object',
    '{}\n{}\n{}',
    [object('{}'), lineEnd, object('{}'), object('{}')],
  ],
  ['a carriage return is a line end', '{}\r\n{}', [object('{}'), lineEnd, object('{}')]],
  ['a line end before all objects is none', '\n\r\n{}', [object('{}')]],
  ['blanks before a line end', '{} \n', [object('{}'), lineEnd]],
  [
    'braces and brackets in strings',
    '{"a":"}{][","b":"\\"}"}',
    [object('{"a":"}{][","b":"\\"}"}')],
  ],
  ['a string that ends in a backslash', '{"a":"\\\\"}{}', [object('{"a":"\\\\"}'), object('{}')]],
  ['nested', '{"a":[{"b":[]}]}', [object('{"a":[{"b":[]}]}')]],
  ['line ends inside', '{\n"a"\r\n:1}', [object('{\n"a"\r\n:1}')]],
  ['characters of several bytes', '{"é":"☃😀"}', [object('{"é":"☃😀"}')]],
  ['garbage is told once, then reading goes on', 'hello\n, you{}', [garbage, object('{}')]],
  ['garbage between', '{}x{}y y{}', [object('{}'), garbage, object('{}'), garbage, object('{}')]],
  ['a list is garbage up to the next brace', '[1,{}]', [garbage, object('{}'), garbage]],
  ['a closing brace is garbage', '}{}', [garbage, object('{}')]],
  ['a byte order mark is garbage', '\ufeff{}', [garbage, object('{}')]],
  ['what is no JSON may be in braces', '{a]b}{}', [object('{a]b}'), object('{}')]],
  ['as long as the limit', `{"a":"${'x'.repeat(56)}"}`, [object(`{"a":"${'x'.repeat(56)}"}`)]],
  ['longer than the limit', `{"a":"${'x'.repeat(57)}"}`, [tooLong]],
  ['bytes count, not characters', `{"a":"${'é'.repeat(29)}"}`, [tooLong]],
  [
    'blanks and garbage do not count',
    `${' '.repeat(99)}${'x'.repeat(99)}{}`,
    [garbage, object('{}')],
  ],
  ['as deep as the limit', '{"a":{"a":{"a":{}}}}', [object('{"a":{"a":{"a":{}}}}')]],
  ['deeper', '{"a":{"a":{"a":{"a":{', [tooDeep]],
  ['deeper in lists', '{"a":[[[[', [tooDeep]],
  [
    'lists that are closed do not add up',
    '{"a":[[],[],[[]],[]]}',
    [object('{"a":[[],[],[[]],[]]}')],
  ],
  ['too many closing brackets', '{]]]]"a":[[]]}', [object('{]]]]"a":[[]]}')]],
]

describe.each(rows)('%s', (_title, text, items) => {
  const bytes = Buffer.from(text)
  test.each(waysFor(bytes.length))('$name', ({ cut }) => {
    expect(split(new JsonSplitter(limits), cut(bytes), 4096)).toEqual(items)
  })
})

describe('not UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xe9]), Buffer.from('"}{}')])
  test.each(waysFor(bytes.length))('$name', ({ cut }) => {
    expect(split(new JsonSplitter(limits), cut(bytes), 4096)).toEqual([notUtf8, object('{}')])
  })
})

describe('the host’s bound', () => {
  test('holds where it is less than the dialect’s', () => {
    const bytes = Buffer.from('{"a":12345}')
    expect(split(new JsonSplitter(limits), [bytes], 11)).toEqual([object('{"a":12345}')])
    expect(split(new JsonSplitter(limits), [bytes], 10)).toEqual([tooLong])
  })

  test('may become less while an object is unfinished', () => {
    const splitter = new JsonSplitter(limits)
    splitter.push(Buffer.from('{"a":12345'))
    expect(splitter.next(64)).toBe(NEED_MORE)
    expect(splitter.next(4)).toEqual(tooLong)
  })
})

test('finds the same objects however the bytes come', () => {
  const value = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.string({ unit: 'grapheme' }))
  const objects = fc.array(
    value.map((inner) => JSON.stringify({ inner })),
    { maxLength: 5 },
  )
  const between = fc.constantFrom('', ' ', '\0', '\t ')
  const property = fc.property(
    objects,
    between,
    fc.integer({ min: 1, max: 9 }),
    (all, gap, size) => {
      const bytes = Buffer.from(all.join(gap))
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => {
        return bytes.subarray(index * size, (index + 1) * size)
      })
      const splitter = new JsonSplitter({ bytes: 65_536, depth: 32 })
      expect(split(splitter, chunks, 65_536)).toEqual(all.map(object))
    },
  )
  fc.assert(property, { numRuns: 300, seed: 20_161_120 })
})
