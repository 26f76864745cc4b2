import { expect, test } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import { comparisonOf } from './comparison.ts'
import { FrameReader } from './reader.ts'

const names = ['llp', 'vu', 'ktn', 'ghostr', 'ghostr-text', 'toom']
const dialects: Dialect[] = []
for (const name of names) dialects.push((await import(`@parley/dialect-${name}`)).dialect)

function named(name: string): Dialect {
  const found = dialects.find((dialect) => dialect.name === name)
  if (found === undefined) throw new Error(`no dialect ${name}`)
  return found
}

test.each(names)('reads what a client of %s has said', (name) => {
  const { said } = comparisonOf(named(name), [], 'grüße', 'one')
  const frames = said?.filter(({ from }) => from === 'client').map(({ bytes }) => bytes) ?? []
  const reader = new FrameReader()
  for (const _again of [1, 2]) {
    expect(reader.said(named(name), 'alice', frames)).toEqual({ text: 'grüße', audience: 'one' })
  }
})

test.each(names)('reads what a client of %s has heard', (name) => {
  const { heard } = comparisonOf(named('vu'), [named(name)], 'grüße', 'one')
  const frames = heard.flatMap((one) => one.frames.map(({ bytes }) => bytes))
  const text = name === 'ktn' ? '(private) grüße' : 'grüße'
  expect(new FrameReader().heard(named(name), 'betty', frames).map((one) => one.text)).toEqual([
    text,
  ])
})

test('what is no message is read as none, and does not stop what comes after it', () => {
  const reader = new FrameReader()
  const bytes = (text: string) => [new TextEncoder().encode(text)]
  expect(reader.said(named('ktn'), 'alice', bytes('{"request":'))).toBeUndefined()
  expect(reader.said(named('vu'), 'alice', bytes('LIST\n'))).toBeUndefined()
  const hi = { text: 'hi', audience: 'everyone' }
  expect(reader.said(named('vu'), 'alice', bytes('SEND * hi\n'))).toEqual(hi)
})
