import { Share } from './share.ts'

test('a share is 128 KiB of each turn, and none is carried over', () => {
  const share = new Share()
  const spend = (turn: number, kib: number) => share.spend(turn, kib * 1024)
  expect([spend(1, 64), spend(1, 63), spend(1, 1), spend(1, 1)]).toEqual([false, false, true, true])
  expect([spend(2, 100), spend(3, 100), spend(3, 28)]).toEqual([false, false, true])
})
