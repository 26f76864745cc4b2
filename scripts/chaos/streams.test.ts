import { Receipts, readHeard, Stream } from './streams.ts'

function said(count: number): Stream {
  const stream = new Stream('p1a', 'run1')
  for (let number = 1; number <= count; number++) {
    stream.next(0, 5)
    stream.answered(number, true)
  }
  return stream
}

function heard(...numbers: readonly number[]): Receipts {
  const receipts = new Receipts()
  for (const number of numbers) receipts.take(number)
  return receipts
}

test('a message tells its stream and its number', () => {
  const { number, text } = new Stream('p1a', 'run1').next(0, 3)
  expect({ number, text }).toEqual({ number: 1, text: 'chaos-run1 p1a 1 xxx.' })
  expect(readHeard(text, 'run1')).toEqual({ stream: 'p1a', number: 1 })
})

test('what a dialect puts before a text is passed over', () => {
  const { text } = new Stream('p1a', 'run1').next(0, 3)
  expect(readHeard(`(aside) ${text}`, 'run1')).toEqual({ stream: 'p1a', number: 1 })
})

test('messages of another run, and other texts, are not counted', () => {
  expect(readHeard('chaos-run2 p1a 1 ', 'run1')).toBeUndefined()
  expect(readHeard('buy now', 'run1')).toBeUndefined()
})

test.each([
  { name: 'all in order', numbers: [1, 2, 3, 4], lost: 0, doubled: 0, reordered: 0 },
  { name: 'one missing in the middle', numbers: [1, 3, 4], lost: 1, doubled: 0, reordered: 0 },
  { name: 'the last ones missing', numbers: [1, 2], lost: 2, doubled: 0, reordered: 0 },
  { name: 'one twice', numbers: [1, 2, 2, 3, 4], lost: 0, doubled: 1, reordered: 0 },
  { name: 'two exchanged', numbers: [1, 3, 2, 4], lost: 0, doubled: 0, reordered: 1 },
  {
    name: 'exchanged, and one of them twice',
    numbers: [1, 3, 2, 2, 4],
    lost: 0,
    doubled: 1,
    reordered: 1,
  },
])('what a receiver has heard: $name', ({ numbers, lost, doubled, reordered }) => {
  const receipts = heard(...numbers)
  expect({
    lost: receipts.lost(said(4)),
    doubled: receipts.doubled,
    reordered: receipts.reordered,
  }).toEqual({
    lost,
    doubled,
    reordered,
  })
})

test('what was refused, or is not answered, is not lost', () => {
  const stream = said(2)
  stream.next(0, 5)
  stream.answered(3, false)
  stream.next(0, 5)
  expect(heard(1, 2).lost(stream)).toBe(0)
  expect({ refused: stream.refused, unanswered: stream.unanswered }).toEqual({
    refused: 1,
    unanswered: 1,
  })
})

test('the age of a message is known while it may be under way', () => {
  const stream = new Stream('p1a', 'run1', 2)
  for (const now of [100, 200, 300]) stream.next(now, 0)
  expect([1, 2, 3].map((number) => stream.age(number, 1000))).toEqual([undefined, 800, 700])
})
