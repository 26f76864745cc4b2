import { TokenBucket } from './rate-limiter.ts'

function taken(bucket: TokenBucket, now: number): number {
  const wait = bucket.wait(now)
  if (wait === 0) bucket.take()
  return wait
}

test('a burst at once, then as many a second as allowed', () => {
  const bucket = new TokenBucket(3, 10, 0)
  expect([1, 2, 3].map(() => taken(bucket, 0))).toEqual([0, 0, 0])
  expect(taken(bucket, 0)).toBe(100)
  expect(taken(bucket, 60)).toBe(40)
  expect(taken(bucket, 100)).toBe(0)
  expect(taken(bucket, 100)).toBe(100)
})

test('rest fills it again, never beyond the burst', () => {
  const bucket = new TokenBucket(2, 10, 0)
  taken(bucket, 0)
  taken(bucket, 0)
  expect([1, 2, 3].map(() => taken(bucket, 60_000))).toEqual([0, 0, 100])
})

test('asking takes nothing', () => {
  const bucket = new TokenBucket(1, 10, 0)
  expect([1, 2, 3].map(() => bucket.wait(0))).toEqual([0, 0, 0])
})
