import { expect, test } from '@jest/globals'
import type { DirectMessage, PublicMessage } from '@parley/contract'
import { ConnectionTap } from './connection-tap.ts'
import type { Observation } from './tap.ts'

const info = {
  ...{ id: 1, listener: 'toy', dialect: 'toy', since: 0 },
  peer: { address: '127.0.0.1', port: 1 },
  local: { address: '127.0.0.1', port: 2 },
}

function direct(id: number): DirectMessage {
  return { kind: 'direct', id, time: 0, from: 'ann', to: 'bob', text: 'hi' }
}

function posted(id: number): PublicMessage {
  return { kind: 'public', id, time: 0, number: id, from: 'ann', text: 'hi' }
}

const past = { kind: 'historySince' } as const
const history = { ok: true, value: { messages: [posted(1), posted(2)], total: 2 } } as const
const received = (upTo: number) => ({ kind: 'received' as const, upTo })

/** A tap with what it has seen written: the frame, its message, and the further ones. */
function watched(pulls: boolean) {
  const seen: unknown[] = []
  const see = (one: Observation) => {
    if (one.kind === 'written') seen.push([one.frame, one.message, one.told])
  }
  const tap = new ConnectionTap({ tap: see, tracer: undefined, skipped: undefined }, info)
  tap.pulls = pulls
  return { tap, seen }
}

test('a reply to one who asks is about the messages asked for and those that waited', () => {
  const { tap, seen } = watched(true)
  for (const id of [5, 6, 7]) {
    tap.event(direct(id))
    tap.over()
  }
  tap.answer(past, history)
  tap.command(received(6))
  tap.answer(received(6), { ok: true, value: null })
  tap.written('both')
  tap.over()
  tap.over()
  tap.written('neither')
  tap.answer({ kind: 'send' }, { ok: true, value: direct(8) })
  tap.command(received(7))
  tap.over()
  tap.answer(received(7), { ok: true, value: null })
  tap.written('acknowledged')
  tap.over()
  expect(seen).toEqual([
    ['both', undefined, [1, 2, 5, 6]],
    ['neither', undefined, []],
    ['acknowledged', 8, [7]],
  ])
})

test('each reply with a part of a long message is about that message', () => {
  const { tap, seen } = watched(true)
  tap.event(direct(5))
  tap.over()
  for (const command of [
    { ...received(0), partOf: 5 },
    { ...received(0), partOf: 5 },
    received(5),
  ]) {
    tap.command(command)
    tap.answer(command, { ok: true, value: null })
    tap.written('a part')
    tap.over()
  }
  expect(seen).toEqual(Array.from({ length: 3 }, () => ['a part', undefined, [5]]))
})

test('what could not be marked as received is told of later', () => {
  const { tap, seen } = watched(true)
  tap.event(direct(5))
  tap.over()
  tap.command(received(5))
  tap.answer(received(5), { ok: false, error: 'store-failed' })
  tap.written('bare')
  tap.over()
  tap.command(received(5))
  tap.answer(received(5), { ok: true, value: null })
  tap.written('with it')
  expect(seen).toEqual([
    ['bare', undefined, []],
    ['with it', undefined, [5]],
  ])
})

test('a history that comes frame by frame is not said to be in each of them', () => {
  const { tap, seen } = watched(false)
  tap.answer(past, history)
  tap.written('one of them')
  expect(seen).toEqual([['one of them', undefined, []]])
})
