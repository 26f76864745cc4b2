import { deepEqual, equal, ok } from 'node:assert/strict'
import type { PublicMessage } from '@parley/contract'
import { MOST_KEPT_TEXT, MOST_READ_TEXT } from '../past-text.ts'
import type { PortCase } from './port-case.ts'
import { upFrom } from './samples.ts'

export const timelineCases: readonly PortCase[] = [
  {
    title: 'timeline: numbers from 1 and gives the newest, oldest first',
    check: ({ timeline }) => {
      deepEqual(timeline.last(5), [])
      for (const id of [7, 8, 9]) {
        equal(timeline.append({ id, time: id, from: 'ann', text: `m${id}` }), id - 6)
      }
      deepEqual(timeline.last(2), [
        { kind: 'public', id: 8, time: 8, number: 2, from: 'ann', text: 'm8' },
        { kind: 'public', id: 9, time: 9, number: 3, from: 'ann', text: 'm9' },
      ])
      equal(timeline.last(0).length, 0)
      equal(timeline.last(99).length, 3)
    },
  },
  {
    title: 'timeline: finds by number, from a time on, and not what there is not',
    check: ({ timeline }) => {
      for (const id of [1, 2, 3, 4]) timeline.append({ id, time: id * 10, from: 'ann', text: 't' })
      equal(timeline.find(2)?.id, 2)
      for (const none of [0, -1, 5, 1.5, Number.NaN]) equal(timeline.find(none), undefined)
      const { messages, total } = timeline.since(20, 2)
      deepEqual(
        messages.map(({ number }) => number),
        [2, 3],
      )
      equal(total, 3)
      equal(timeline.since(41, 2).total, 0)
    },
  },
  {
    title: 'timeline: an edit gives a text and a time, and the message keeps its number',
    check: ({ timeline }) => {
      for (const id of [1, 2, 3]) timeline.append({ id, time: id, from: 'ann', text: `m${id}` })
      timeline.edit(2, 'new', 50)
      const edited = { kind: 'public', id: 2, time: 50, number: 2, from: 'ann', text: 'new' }
      deepEqual({ ...timeline.find(2) }, { ...edited, edited: true })
      deepEqual(
        timeline.last(3).map(({ text }) => text),
        ['m1', 'new', 'm3'],
      )
      deepEqual(
        timeline.since(3, 9).messages.map(({ number }) => number),
        [3, 2],
      )
    },
  },
  {
    title: 'timeline: after a removal the messages behind it move up by one',
    check: ({ timeline }) => {
      const post = (id: number) => timeline.append({ id, time: id, from: 'ann', text: `m${id}` })
      for (const id of [1, 2, 3, 4, 5]) post(id)
      timeline.remove(2)
      timeline.remove(3)
      deepEqual(
        timeline.last(9).map(({ number, text }) => `${number} ${text}`),
        ['1 m1', '2 m3', '3 m5'],
      )
      equal(timeline.find(3)?.id, 5)
      equal(timeline.find(4), undefined)
      equal(post(6), 4)
      timeline.edit(4, 'new', 9)
      equal(timeline.find(4)?.text, 'new')
    },
  },
  {
    title: 'timeline: a giant text is kept shortened and hides no other',
    check: ({ timeline }) => {
      const text = '\u{1f600}'.repeat(MOST_KEPT_TEXT)
      for (const id of [1, 2, 3]) {
        timeline.append({ id, time: id, from: 'ann', text: id === 2 ? text : 'small' })
      }
      const cut = `${'\u{1f600}'.repeat(MOST_KEPT_TEXT / 2 - 1)}\u2026`
      const texts = (messages: readonly PublicMessage[]) => messages.map((one) => one.text)
      deepEqual(texts(timeline.last(9)), ['small', cut, 'small'])
      deepEqual(texts(timeline.since(1, 9).messages), ['small', cut, 'small'])
      timeline.edit(3, text, 4)
      deepEqual(texts(timeline.last(1)), [cut])
    },
  },
  {
    title: 'timeline: an answer ends where its texts are too long together, and the total is given',
    check: ({ timeline }) => {
      const fit = MOST_READ_TEXT / MOST_KEPT_TEXT
      const text = 'x'.repeat(MOST_KEPT_TEXT)
      for (let id = 1; id <= fit * 3; id++) timeline.append({ id, time: id, from: 'ann', text })
      const numbers = (messages: readonly PublicMessage[]) => messages.map((one) => one.number)
      deepEqual(numbers(timeline.last(1000)), upFrom(fit * 2 + 1, fit))
      deepEqual(numbers(timeline.last(2)), upFrom(fit * 3 - 1, 2))
      const { messages, total } = timeline.since(3, 1000)
      deepEqual(numbers(messages), upFrom(3, fit))
      equal(total, fit * 3 - 2)
    },
  },
  {
    title: 'timeline: from a time on, by time and then by number, whatever was edited or removed',
    check: ({ timeline }) => {
      for (const [index, time] of [5, 3, 3, 9, 1].entries()) {
        timeline.append({ id: index + 1, time, from: 'ann', text: 't' })
      }
      const numbers = (time: number, most = 9) => {
        const { messages, total } = timeline.since(time, most)
        return [messages.map(({ number }) => number), total]
      }
      deepEqual(numbers(2), [[2, 3, 1, 4], 4])
      timeline.edit(2, 'new', 5)
      deepEqual(numbers(2), [[3, 1, 2, 4], 4])
      timeline.remove(1)
      deepEqual(numbers(2), [[2, 1, 3], 3])
      deepEqual(numbers(2, -1), [[], 3])
    },
  },
  {
    title: 'timeline: a message keeps its form, also when it is edited',
    check: ({ timeline }) => {
      timeline.append({ id: 1, time: 1, from: 'ann', text: 'waves', form: 'action' })
      timeline.append({ id: 2, time: 2, from: 'ann', text: 'hi' })
      timeline.edit(1, 'nods', 3)
      deepEqual(
        timeline.last(2).map(({ form }) => form),
        ['action', undefined],
      )
      equal(timeline.last(2).filter((message) => 'form' in message).length, 1)
    },
  },
  {
    title: 'timeline: a message keeps its owner',
    check: ({ timeline }) => {
      timeline.append({ id: 1, time: 1, from: 'ann', text: 'a' }, 'account 1')
      timeline.append({ id: 2, time: 2, from: 'bob', text: 'b' })
      timeline.append({ id: 3, time: 3, from: 'ann', text: 'c' }, 'run 7')
      const owners = () => [1, 2, 3, 4].map((number) => timeline.ownerOf(number))
      deepEqual(owners(), ['account 1', undefined, 'run 7', undefined])
      timeline.edit(1, 'new', 9)
      timeline.remove(2)
      deepEqual(owners(), ['account 1', 'run 7', undefined, undefined])
      ok(timeline.last(9).every((message) => !('owner' in message)))
    },
  },
]
