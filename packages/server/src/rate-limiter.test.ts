import { TokenBucket } from './rate-limiter.ts'

function taken(allowance: TokenBucket, now: number): number {
  const wait = allowance.wait(now)
  if (wait === 0) allowance.take()
  return wait
}

test('a burst at once, then as many a second as allowed', () => {
  const allowance = new TokenBucket(3, 10, 0)
  expect([1, 2, 3].map(() => taken(allowance, 0))).toEqual([0, 0, 0])
  expect(taken(allowance, 0)).toBe(100)
  expect(taken(allowance, 60)).toBe(40)
  expect(taken(allowance, 100)).toBe(0)
  expect(taken(allowance, 100)).toBe(100)
})

test('rest fills it again, never beyond the burst', () => {
  const allowance = new TokenBucket(2, 10, 0)
  taken(allowance, 0)
  taken(allowance, 0)
  expect([1, 2, 3].map(() => taken(allowance, 60_000))).toEqual([0, 0, 100])
})

test('asking takes nothing', () => {
  const allowance = new TokenBucket(1, 10, 0)
  expect([1, 2, 3].map(() => allowance.wait(0))).toEqual([0, 0, 0])
})
