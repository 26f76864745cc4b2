import { deepEqual, equal } from 'node:assert/strict'
import type { RoomRecord, Timeline } from '../ports.ts'
import type { PortCase } from './port-case.ts'

const tea: RoomRecord = { key: '#tea', name: '#Tea', used: 5 }
const art: RoomRecord = { key: '#art', name: '#art', used: 4 }

function post(timeline: Timeline, id: number): number | undefined {
  return timeline.append({ id, time: id, from: 'ann', text: `m${id}` }, 'account 1')
}

const shown = (timeline: Timeline) =>
  timeline.last(9).map(({ number, text }) => `${number} ${text}`)

export const roomCases: readonly PortCase[] = [
  {
    title: 'rooms: each has numbered messages of its own, apart from the lobby’s',
    check: ({ rooms, timeline }) => {
      for (const one of [tea, art]) rooms.put(one)
      const [inTea, inArt] = [rooms.timeline('#tea'), rooms.timeline('#art')]
      post(timeline, 1)
      deepEqual(
        [2, 3, 4].map((id) => post(inTea, id)),
        [1, 2, 3],
      )
      equal(post(inArt, 5), 1)
      inTea.edit(2, 'new', 9)
      inTea.remove(1)
      deepEqual([shown(inTea), shown(inArt)], [['1 new', '2 m4'], ['1 m5']])
      deepEqual(
        shown(timeline)
          .slice(-1)
          .map((text) => text.slice(-2)),
        ['m1'],
      )
      deepEqual(
        inTea.since(4, 9).messages.map(({ id }) => id),
        [4, 3],
      )
      equal(inTea.ownerOf(1), 'account 1')
      equal(inTea.find(3), undefined)
    },
  },
  {
    title: 'rooms: one that is removed begins anew',
    check: ({ rooms, commit }) => {
      rooms.put(tea)
      post(rooms.timeline('#tea'), 2)
      rooms.timeline('#tea').remove(1)
      post(rooms.timeline('#tea'), 3)
      commit()
      rooms.remove('#tea')
      rooms.put(tea)
      deepEqual(shown(rooms.timeline('#tea')), [])
      equal(post(rooms.timeline('#tea'), 4), 1)
      commit()
    },
  },
]
