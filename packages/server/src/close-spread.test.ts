import { closeSpread } from './close-spread.ts'

/** Closes so many, and gives how many were closed at the end of each step. */
async function stepsOf(count: number, time: number): Promise<number[]> {
  let closed = 0
  const one = {
    shut: (reason: string) => {
      expect(reason).toBe('shutdown')
      closed += 1
    },
  }
  const steps: number[] = []
  await closeSpread(
    Array.from({ length: count }, () => one),
    count,
    time,
    () => steps.push(closed),
  )
  return steps
}

test('connections are closed a few at a time, and all of them', async () => {
  expect(await stepsOf(5, 150)).toEqual([2, 4, 5])
})

test('each has a step of its own where there are few', async () => {
  expect(await stepsOf(2, 150)).toEqual([1, 2, 2])
})

test('without any time all are closed in one step, and without any connection there is nothing to wait for', async () => {
  expect(await stepsOf(3, 0)).toEqual([3, 3])
  expect(await stepsOf(0, 60_000)).toEqual([0])
})
