import { expect, test } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import { comparisonOf, overheadOf } from './comparison.ts'

const names = ['llp', 'vu', 'ktn', 'ghostr', 'ghostr-text', 'toom']
const dialects: Dialect[] = []
for (const name of names) dialects.push((await import(`@parley/dialect-${name}`)).dialect)

const decoder = new TextDecoder()

function named(name: string): Dialect {
  const found = dialects.find((dialect) => dialect.name === name)
  if (found === undefined) throw new Error(`no dialect ${name}`)
  return found
}

test('a text to one as vu carries it, byte for byte', () => {
  const { said, saidBytes, overhead, login, send, list } = comparisonOf(
    named('vu'),
    dialects,
    'hi',
    'one',
  )
  expect(said?.map(({ from, bytes }) => `${from} ${decoder.decode(bytes)}`)).toEqual([
    'client SEND betty hi\n',
    'server SEND-OK\n',
  ])
  expect([saidBytes, overhead]).toEqual([14, 86])
  expect(login).toEqual({ bytes: 29, frames: 2, roundTrips: 1 })
  expect(send).toEqual({ bytes: 22, frames: 2, roundTrips: 1 })
  expect(list).toEqual({ bytes: 25, frames: 2, roundTrips: 1 })
})

test.each(names)('every dialect hears what %s says', (name) => {
  const { heard } = comparisonOf(named(name), dialects, 'hi', 'one')
  expect(heard.map(({ dialect, texts }) => `${dialect.name}: ${texts.join('|')}`)).toEqual(
    dialects.map((dialect) => `${dialect.name}: ${dialect.name === 'ktn' ? '(private) hi' : 'hi'}`),
  )
  expect(heard.every(({ bytes }) => bytes > 2)).toBe(true)
})

test('a text that a dialect cannot say has no bytes, and nobody hears it', () => {
  const { said, send, heard } = comparisonOf(named('vu'), dialects, 'two\nlines', 'one')
  expect([said, send]).toEqual([undefined, undefined])
  expect(heard.every(({ texts, frames }) => texts.length === 0 && frames.length === 0)).toBe(true)
})

test('overhead is what is not the text', () => {
  expect([overheadOf(10, 5), overheadOf(4, 4), overheadOf(3, 6)]).toEqual([50, 0, 0])
})

test('a reader who asks for messages gets all parts of a long one', () => {
  const [heard] = comparisonOf(named('vu'), [named('toom')], 'x'.repeat(2000), 'one').heard
  expect(heard?.texts.map((text) => text.length)).toEqual([1400, 600])
  expect(heard?.frames).toHaveLength(2)
})
