import { AdaptiveTimeouts } from './timeouts.ts'

function after(...needed: readonly number[]): AdaptiveTimeouts {
  const timeouts = new AdaptiveTimeouts()
  for (const time of needed) timeouts.answered(time)
  return timeouts
}

test('a program that has not answered yet has three seconds', () => {
  expect(new AdaptiveTimeouts().answer).toBe(3000)
})

test.each([
  ['a quick one has half a second', [1, 2, 1], 500],
  ['a slower one twenty times what it has needed', [20, 60, 30], 1200],
  ['none more than three seconds', [20, 1000], 3000],
])('%s', (_what, needed, time) => {
  expect(after(...needed).answer).toBe(time)
})

test('who never answers is not waited for long for ever', () => {
  const timeouts = new AdaptiveTimeouts()
  for (let missed = 0; missed < 3; missed += 1) timeouts.missed()
  expect(timeouts.answer).toBe(500)
})

test('who answers is waited for as long as ever, whatever else has not come', () => {
  const timeouts = after(1)
  for (let missed = 0; missed < 9; missed += 1) timeouts.missed()
  expect(timeouts.answer).toBe(500)
})

test('a slower program can be given more time', () => {
  const timeouts = new AdaptiveTimeouts(8000)
  expect(timeouts.answer).toBe(8000)
  timeouts.answered(4000)
  expect(timeouts.answer).toBe(8000)
})

test('one that waits longer hands on what it has measured', () => {
  const timeouts = after(1)
  const { slow } = timeouts
  expect([timeouts.isHasty, slow.isHasty, slow.answer, slow.between]).toEqual([
    true,
    false,
    3000,
    1,
  ])
  slow.answered(100)
  expect([timeouts.answer, slow.quiet]).toEqual([2000, 500])
})

test('one that waits longer was needed where something came that the usual one does not wait for', () => {
  const { slow } = after(1)
  slow.waited(500)
  expect(slow.wasNeeded).toBe(false)
  slow.waited(501)
  expect(slow.wasNeeded).toBe(true)
})

test('what was slow once is forgotten', () => {
  expect(after(1000, ...Array.from({ length: 32 }, () => 1)).answer).toBe(500)
})

test.each([
  [[1], 120],
  [[100], 500],
  [[900], 1000],
])('a silence behind answers after %j ms is %d ms', (needed, time) => {
  expect(after(...needed).quiet).toBe(time)
})

test.each([
  [[], 5],
  [[0.1, 7], 1],
  [[3, 7], 3],
  [[80], 5],
])('between two pieces behind answers after %j ms are %d ms', (needed, time) => {
  expect(after(...needed).between).toBe(time)
})

test.each([
  [[], 120],
  [[40], 200],
  [[900], 300],
])('what is late behind answers after %j ms is so by %d ms', (needed, time) => {
  expect(after(...needed).delay).toBe(time)
})
