import { expect, test } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import { goodCuts, rightOf, roomiest, stepsOf, streamOf } from './lab.ts'

const names = ['llp', 'vu', 'ktn', 'ghostr', 'ghostr-text', 'toom']
const dialects: Dialect[] = []
for (const name of names) dialects.push((await import(`@parley/dialect-${name}`)).dialect)

const texts = ['hi', 'grüße', 'bye']
const rows = dialects.map((dialect) => [dialect.name, dialect] as const)

function vu(): Dialect {
  const found = dialects.find(({ name }) => name === 'vu')
  if (found === undefined) throw new Error('no vu')
  return found
}

test.each(rows)('wherever %s is cut, the splitter finds every message once', (_name, dialect) => {
  const stream = streamOf(dialect, texts)
  expect([stream.ends.length, stream.ends.at(-1)]).toEqual([3, stream.bytes.length])
  const everywhere = Array.from({ length: stream.bytes.length }, (_, at) => at)
  for (const cuts of [[], stream.ends, everywhere, [1, stream.bytes.length - 1]]) {
    const steps = stepsOf(dialect, stream, cuts)
    expect(steps.flatMap(({ splitter }) => splitter.texts)).toEqual(texts)
    expect(steps.at(-1)?.splitter.held).toBe(0)
  }
})

test.each(rows)('of %s a naive reader gets right only what came one a read', (_name, dialect) => {
  const stream = streamOf(dialect, texts)
  const [first = 0, second = 0] = stream.ends
  const apart = stepsOf(dialect, stream, stream.ends)
  expect(apart.map(({ naive }) => naive)).toEqual(
    texts.map((text) => ({ outcome: 'right', shown: text })),
  )
  const outcomes = (cuts: readonly number[]) => {
    return stepsOf(dialect, stream, cuts).map(({ naive }) => naive.outcome)
  }
  expect(outcomes([])).toEqual(['several'])
  expect(outcomes([first, first + 3, second])).toEqual(['right', 'part', 'part', 'right'])
  expect(rightOf(stepsOf(dialect, stream, [second]))).toBe(1)
})

test('what is held after each read, in bytes', () => {
  const stream = streamOf(vu(), ['hi', 'yo'])
  expect(new TextDecoder().decode(stream.bytes)).toBe('SEND betty hi\nSEND betty yo\n')
  const steps = stepsOf(vu(), stream, [4, 20])
  expect(steps.map(({ splitter: { frames, held, texts: read } }) => [frames, held, read])).toEqual([
    [0, 4, []],
    [1, 6, ['hi']],
    [1, 0, ['yo']],
  ])
  expect(steps.map(({ naive }) => naive)).toEqual([
    { outcome: 'part', shown: 'SEND' },
    { outcome: 'several', shown: ' betty hi\\nSEND b' },
    { outcome: 'part', shown: 'etty yo\\n' },
  ])
})

test('cuts outside the stream do not count, nor twice', () => {
  expect(goodCuts([9, 3, 3, 0, -1, 10, 11, 2.5, Number.NaN], 10)).toEqual([3, 9])
})

test('a further cut halves the longest piece', () => {
  expect([roomiest([], 10), roomiest([2], 10), roomiest([8], 10)]).toEqual([5, 6, 4])
})
