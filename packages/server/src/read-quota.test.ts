import { ReadQuota } from './read-quota.ts'
import { Turn } from './turn.ts'

const KIB = 1024

let elapsed = 0

/** A turn of a clock that only this test moves. */
function newTurn(): Turn {
  elapsed = 0
  const turn = new Turn(
    () => {},
    () => {},
    { now: () => 0, elapsed: () => elapsed },
  )
  turn.begin()
  return turn
}

function awaitedTurn(): Turn {
  const turn = newTurn()
  turn.afterwards(() => {})
  return turn
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

/** Frames of `cost` milliseconds and `output` characters each until the share is spent, at most 10,000. */
function framesIn(turn: Turn, share: ReadQuota, cost: number, output = 0): number {
  share.begin()
  let frames = 0
  while (!share.spent && frames < 10_000) {
    elapsed += cost
    turn.weigh(output)
    share.worked()
    frames += 1
  }
  share.end()
  return frames
}

test('a share is 128 KiB of what a turn reads, and none is carried over', async () => {
  const turn = newTurn()
  const share = new ReadQuota(turn)
  const read = (kib: number) => share.read(kib * KIB)
  expect([read(64), read(63), read(1), read(1)]).toEqual([false, false, true, true])
  await nextTurn()
  turn.begin()
  expect(read(100)).toBe(false)
  await nextTurn()
  turn.begin()
  expect([read(100), read(28)]).toEqual([false, true])
})

test('while others wait a share is 2 ms of work, whatever its frames cost', () => {
  const turn = awaitedTurn()
  expect(framesIn(turn, new ReadQuota(turn), 0.125)).toBe(16)
  const other = awaitedTurn()
  expect(framesIn(other, new ReadQuota(other), 0.01)).toBe(208)
})

test('while nobody waits it is the whole turn of 8 ms; one frame is always taken', () => {
  const turn = newTurn()
  expect(framesIn(turn, new ReadQuota(turn), 0.125)).toBe(64)
  const other = newTurn()
  expect(framesIn(other, new ReadQuota(other), 1000, 100 * KIB)).toBe(1)
})

test('a share is a mebibyte of output', () => {
  const turn = newTurn()
  expect(framesIn(turn, new ReadQuota(turn), 0, 100 * KIB)).toBe(11)
})

test('what several reads of a turn cause counts together', () => {
  const turn = awaitedTurn()
  const share = new ReadQuota(turn)
  for (let read = 0; read < 3; read++) {
    share.begin()
    elapsed += 0.9
    turn.weigh(64 * KIB)
    share.worked()
    expect(share.spent).toBe(read === 2)
    share.end()
  }
})

test('in a turn that has worked for 8 ms each takes one frame', () => {
  const turn = awaitedTurn()
  for (let count = 0; count < 4; count++) framesIn(turn, new ReadQuota(turn), 0.125)
  expect(turn.spent).toBe(true)
  expect(framesIn(turn, new ReadQuota(turn), 0)).toBe(1)
})

test('who waits continues in a later turn, in the order of waiting and as far as there is time', async () => {
  const turn = newTurn()
  const resumed: string[] = []
  const wait = (name: string, cost: number) => {
    turn.afterwards(() => {
      resumed.push(`${name} ${turn.count}`)
      framesIn(turn, new ReadQuota(turn), cost, 100 * KIB)
    })
  }
  wait('ann', 5)
  wait('bob', 5)
  wait('carl', 5)
  await nextTurn()
  await nextTurn()
  await nextTurn()
  expect(resumed).toEqual(['ann 2', 'bob 2', 'carl 3'])
})

test('however long a turn has worked, those who wait have their time in it', async () => {
  const turn = newTurn()
  const resumed: number[] = []
  for (let count = 0; count < 4; count++) {
    turn.afterwards(() => {
      resumed.push(turn.count)
      framesIn(turn, new ReadQuota(turn), 0.125)
    })
  }
  await nextTurn()
  elapsed += 1000
  turn.weigh(100 * KIB)
  turn.worked()
  expect(turn.spent).toBe(true)
  await nextTurn()
  expect(resumed).toEqual([2, 2, 2, 2])
})
