import { deepEqual, equal } from 'node:assert/strict'
import { nameKeys } from '@parley/contract'
import type { Ports, Restriction } from '../ports.ts'
import { MOST_OF_ROOM } from '../restrictions.ts'
import type { PortCase } from './port-case.ts'

const ban: Restriction = {
  kind: 'ban',
  room: '',
  name: 'bob',
  address: '10.0.0.1',
  by: 'mod',
  since: 100,
  until: 200,
  reason: 'spam',
}

function found({ restrictions }: Ports, name: string, address?: string, now = 150) {
  return restrictions.find('ban', '', { keys: nameKeys(name), address }, now)?.name
}

export const restrictionCases: readonly PortCase[] = [
  {
    title:
      'restrictions: hold against names that are alike and against an address, until they are over',
    check: (ports) => {
      const { restrictions } = ports
      equal(restrictions.none, true)
      equal(restrictions.put(ban), true)
      equal(restrictions.none, false)
      equal(found(ports, 'B0b'), 'bob')
      equal(found(ports, 'other', '10.0.0.1'), 'bob')
      equal(found(ports, 'other', '10.0.0.2'), undefined)
      equal(found(ports, 'bob', '10.0.0.1', 200), undefined)
      equal(restrictions.find('mute', '', { keys: nameKeys('bob') }, 150), undefined)
      equal(restrictions.find('ban', '#tea', { keys: nameKeys('bob') }, 150), undefined)
    },
  },
  {
    title: 'restrictions: are listed by name, replaced, taken back and cleared with their room',
    check: ({ restrictions }) => {
      const inTea = { kind: 'mute', room: '#tea', by: 'ann', since: 1 } as const
      for (const name of ['zoe', 'bob']) restrictions.put({ ...inTea, name })
      restrictions.put({ ...inTea, name: 'zoe', since: 2, reason: 'again' })
      deepEqual(
        restrictions.of('mute', '#tea', 9).map(({ name, reason }) => [name, reason]),
        [
          ['bob', undefined],
          ['zoe', 'again'],
        ],
      )
      equal(restrictions.remove('mute', '#tea', nameKeys('Bob')), true)
      equal(restrictions.remove('mute', '#tea', nameKeys('bob')), false)
      restrictions.clear('#tea')
      deepEqual(restrictions.of('mute', '#tea', 9), [])
      equal(restrictions.none, true)
    },
  },
  {
    title: 'restrictions: of one room no more than the most, and those that are over do not count',
    check: ({ restrictions }) => {
      const put = (number: number, since: number) => {
        const name = `user-${number}-x`
        return restrictions.put({ kind: 'ban', room: '#tea', name, by: 'ann', since, until: 50 })
      }
      for (let number = 1; number <= MOST_OF_ROOM; number++) equal(put(number, 1), true)
      equal(put(0, 1), false)
      equal(put(0, 60), true)
    },
  },
]
