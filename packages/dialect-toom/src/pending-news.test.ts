import type { DirectMessage, PublicMessage } from '@parley/contract'
import {
  MOST_DIRECT,
  MOST_DIRECT_TEXT,
  MOST_ROOM_MESSAGES,
  newsOfDirect,
  newsOfGateway,
  newsOfRoom,
  PendingNews,
} from './pending-news.ts'

const ROOM = 90

function direct(id: number, text: string): DirectMessage {
  return { kind: 'direct', id, time: 0, from: 'olivia', to: 'jess', text }
}

function inRoom(text: string): PublicMessage {
  return { kind: 'public', id: 1, time: 0, number: 1, from: 'olivia', text, room: '#tea' }
}

describe('what was said in a room', () => {
  test('is one line with the room before it, however long', () => {
    expect(newsOfRoom(inRoom('a\n[from bob] b'))).toBe('[#tea, from olivia] a / [from bob] b')
    expect(newsOfRoom(inRoom('x'.repeat(1392)))).toHaveLength(20 + 1392)
    expect(newsOfRoom(inRoom('x'.repeat(1393)))).toBe(`[#tea, from olivia] ${'x'.repeat(1389)}…`)
  })

  test('waits up to a limit, beside notices and direct messages', () => {
    const bag = new PendingNews()
    bag.putNotice('note', '#tea')
    bag.put(direct(1, 'hi'))
    for (let number = 0; number <= MOST_ROOM_MESSAGES; number++) bag.putRoom(`line ${number}`)
    const load = bag.take(10_000)
    const lines = load.lines.split('\n')
    expect(lines.slice(0, 4)).toEqual([
      '',
      '[#tea, from server] note',
      '[from olivia] hi',
      'line 1',
    ])
    expect(lines).toHaveLength(3 + MOST_ROOM_MESSAGES)
    bag.giveBack(load)
    bag.putRoom('one more')
    const again = bag.take(10_000).lines.split('\n')
    expect(again.slice(2, 4)).toEqual(['[from olivia] hi', 'line 2'])
    expect(again.at(-1)).toBe('one more')
  })
})

describe('pending messages', () => {
  test('are the newest up to their limit', () => {
    const bag = new PendingNews()
    bag.putNotice('note')
    for (let id = 1; id <= MOST_DIRECT + 2; id++) bag.put(direct(id, `${id}`))
    expect(bag.take(ROOM).lines).toBe(
      '\n[from server] note\n[from olivia] 3\n[from olivia] 4\n[from olivia] 5\n[from olivia] 6',
    )
  })

  test('are limited in text', () => {
    const bag = new PendingNews()
    bag.put(direct(1, 'first'))
    bag.put(direct(2, 'second'))
    bag.put(direct(3, 'x'.repeat(MOST_DIRECT_TEXT - 5)))
    expect(bag.take(ROOM).lines).toBe('')
    bag.put(direct(4, 'zzzzzz'))
    expect(bag.take(ROOM).lines).toBe('\n[from olivia] zzzzzz')
  })

  test('counts messages taken and put back', () => {
    const bag = new PendingNews()
    for (let round = 0; round < 3; round++) {
      for (let id = 1; id <= MOST_DIRECT; id++) bag.put(direct(id, '.'))
      const load = bag.take(1_000_000)
      expect(load.items).toHaveLength(MOST_DIRECT)
      bag.giveBack(load)
      expect(bag.take(1_000_000).items).toHaveLength(MOST_DIRECT)
    }
  })
})

test('it is said of which long message a reply has a part, and which is whole', () => {
  const bag = new PendingNews()
  bag.put(direct(1, 'short'))
  bag.put(direct(2, 'é'.repeat(1500)))
  const loads = [1500, 10, 1500, 1500].map((room) => bag.take(room))
  expect(loads.map(({ lines, upTo, partOf }) => [lines.length, upTo, partOf])).toEqual([
    [735, 1, 2],
    [0, undefined, undefined],
    [715, undefined, 2],
    [115, 2, undefined],
  ])
})

test('lines of news name their sender (4.2)', () => {
  expect(newsOfDirect(direct(1, 'a\n[from bob] b'))).toEqual(['[from olivia] a / [from bob] b'])
  expect(newsOfDirect(direct(1, ''))).toEqual(['[from olivia] '])
  expect(newsOfDirect(direct(1, 'é'.repeat(701)))).toEqual([
    `[from olivia] ${'é'.repeat(700)}`,
    '[from olivia] é',
  ])
  expect(newsOfGateway('a\nb')).toBe('[from server] a / b')
  expect(newsOfGateway('é'.repeat(701))).toBe(`[from server] ${'é'.repeat(698)}…`)
})
