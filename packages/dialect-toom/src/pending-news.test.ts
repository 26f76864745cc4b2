import type { DirectMessage } from '@parley/contract'
import { MOST_DIRECT, MOST_DIRECT_TEXT, PendingNews } from './pending-news.ts'

const ROOM = 90

function direct(id: number, text: string): DirectMessage {
  return { kind: 'direct', id, time: 0, from: 'olivia', to: 'jess', text }
}

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
