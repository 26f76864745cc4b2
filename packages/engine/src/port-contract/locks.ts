import { deepEqual, equal, ok } from 'node:assert/strict'
import { MOST_LOCKS } from '../lock-limits.ts'
import type { PortCase } from './port-case.ts'

export const lockCases: readonly PortCase[] = [
  {
    title: 'locks: past the most of them the one that was set first is lifted',
    check: ({ locks }) => {
      let since = 0
      const lock = (name: string) => {
        since += 1
        locks.put({ name, address: undefined, since, until: 1_000_000 })
      }
      lock('first')
      lock('again')
      for (let index = 3; index <= MOST_LOCKS; index++) lock(`name${index}`)
      lock('again')
      ok(locks.find('first', 'x', since))
      lock('last')
      equal(locks.find('first', 'x', since), undefined)
      ok(locks.find('again', 'x', since))
      ok(locks.find('last', 'x', since))
      equal([...locks.all(since)].length, MOST_LOCKS)
    },
  },
  {
    title: 'locks: for one address or for all, until their time is over',
    check: ({ locks }) => {
      const here = { name: 'ann', address: '::1', since: 10, until: 20 }
      const everywhere = { name: 'bob', address: undefined, since: 10, until: 30 }
      locks.put(everywhere)
      locks.put(here)
      deepEqual({ ...locks.find('ann', '::1', 19) }, here)
      equal(locks.find('ann', '::1', 20), undefined)
      equal(locks.find('ann', '::2', 15), undefined)
      deepEqual({ ...locks.find('bob', '::2', 29) }, everywhere)
      deepEqual(
        [...locks.all(15)].map(({ name }) => name),
        ['ann', 'bob'],
      )
      deepEqual(
        [...locks.all(25)].map(({ name }) => name),
        ['bob'],
      )
      locks.put({ ...here, until: 40 })
      equal(locks.find('ann', '::1', 35)?.until, 40)
      equal(locks.remove('ann'), true)
      equal(locks.remove('ann'), false)
      equal(locks.find('ann', '::1', 15), undefined)
    },
  },
]
