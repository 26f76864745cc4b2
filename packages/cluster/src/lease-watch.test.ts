import { GONE_AFTER } from './bounds.ts'
import { LeaseWatch, PAUSED_AFTER } from './lease-watch.ts'

const SECOND = 1000
const up = ['a', 'b'].map((node, at) => ({ node, epoch: at + 1, config: '', since: 0 }))

/** Looks each second; gives who was late, and when. */
function watched(
  seconds: number,
  each: (second: number, watch: LeaseWatch) => boolean | undefined,
) {
  const watch = new LeaseWatch()
  const found: string[] = []
  for (let second = 0; second <= seconds; second++) {
    const isReached = each(second, watch) ?? true
    const late = watch.late(up, 'a', second * SECOND, isReached)
    for (const { node, epoch } of late) found.push(`${second}: ${node} ${epoch}`)
  }
  return found
}

test('a gateway that has never renewed its lease is late after the whole time', () => {
  const seconds = GONE_AFTER / SECOND
  expect(watched(seconds, () => undefined)).toEqual([`${seconds}: b 2`])
})

test('each renewal gives the whole time again', () => {
  const seconds = GONE_AFTER / SECOND
  const found = watched(seconds + 5, (second, watch) => {
    if (second === 5) watch.seen('b', second * SECOND)
    return undefined
  })
  expect(found).toEqual([`${seconds + 5}: b 2`])
})

test('a gateway that reached nobody itself gives the others the whole time', () => {
  const seconds = GONE_AFTER / SECOND
  expect(watched(seconds + 5, (second) => second !== 6)).toEqual([])
})

test('a gateway that was paused gives the others the whole time', () => {
  const watch = new LeaseWatch()
  watch.late(up, 'a', 0, true)
  watch.late(up, 'a', SECOND, true)
  const later = GONE_AFTER + PAUSED_AFTER
  expect(watch.late(up, 'a', later, true)).toEqual([])
})
