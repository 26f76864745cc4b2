import type { Heard } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { type Clients, checks, LOGGED_IN, SENT } from './test-client.ts'

/** One who has blocked the other. */
async function blocked(clients: Clients) {
  const [blocker, other] = await clients.pair()
  await blocker.say('block', { user: other.name })
  await blocker.status('block', 'SUCCESS', 'ghostr-4.6')
  return { blocker, other }
}

/** ann blocks bob. */
export const BLOCKS = [
  'ann> {"action": "block", "user": "{bob}"}',
  ['ann< {"action": "block", "status": "SUCCESS"}', 'ghostr-4.6'],
] as const

/** She takes it back: who is checked may be given the same accounts again. */
export const UNBLOCKS = [
  'ann> {"action": "unblock", "user": "{bob}"}',
  ['ann< {"action": "unblock", "status": "SUCCESS"}', 'ghostr-4.7'],
] as const

/** bob can send her messages again. */
const HEARS_AGAIN = [
  'bob> {"action": "message", "message": "again", "user": "{ann}"}',
  'ann< {"action": "receive_message", "from": "{bob}", "message": "again"}',
] as const

export const blockChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-4.6',
    title: 'confirms a block',
    hint: 'Answer block with {"action": "block", "status": "SUCCESS"}.',
    steps: [...BLOCKS, ...UNBLOCKS],
  },
  {
    id: 'ghostr-4.6c',
    title: 'refuses a second block of the same user',
    hint: 'Answer USER_ALREADY_BLOCKED if the user is blocked already.',
    needs: ['ghostr-4.6'],
    steps: [
      ...BLOCKS,
      'ann> {"action": "block", "user": "{bob}"}',
      'ann< {"action": "block", "status": "USER_ALREADY_BLOCKED"}',
      ...UNBLOCKS,
    ],
  },
  {
    id: 'ghostr-4.7',
    title: 'confirms an unblock and delivers messages again',
    hint: 'Answer unblock with SUCCESS, and deliver messages again.',
    needs: [...SENT, 'ghostr-4.6'],
    steps: [
      ...BLOCKS,
      'ann> {"action": "unblock", "user": "{bob}"}',
      'ann< {"action": "unblock", "status": "SUCCESS"}',
      ...HEARS_AGAIN,
    ],
  },
  {
    id: 'ghostr-4.7a',
    title: 'refuses to unblock a user who is not blocked',
    hint: 'Answer USER_ALREADY_UNBLOCKED if the user is not blocked.',
    needs: ['ghostr-4.7'],
    steps: [
      ...BLOCKS,
      ...UNBLOCKS,
      'ann> {"action": "unblock", "user": "{bob}"}',
      'ann< {"action": "unblock", "status": "USER_ALREADY_UNBLOCKED"}',
    ],
  },
  {
    id: 'ghostr-4.1d',
    title: 'refuses a message to a user who has blocked its sender',
    hint: 'Answer a message to a user who has blocked its sender with USER_BLOCKED, and do not deliver it.',
    needs: [...SENT, 'ghostr-4.6', 'ghostr-4.7'],
    steps: [
      ...BLOCKS,
      'bob> {"action": "message", "message": "hello", "user": "{ann}"}',
      'bob< {"action": "message", "status": "USER_BLOCKED"}',
      ...UNBLOCKS,
      ...HEARS_AGAIN,
    ],
  },
  {
    id: 'ghostr-4.3c',
    title: 'leaves users who blocked the sender out of a broadcast',
    hint: 'Leave those out of a broadcast who have blocked its author, and count them in n_blocked.',
    needs: ['ghostr-4.3', 'ghostr-4.3a', 'ghostr-4.6', 'ghostr-4.7'],
    async run(clients) {
      const { blocker, other } = await blocked(clients)
      await other.say('broadcast', { message: 'not to all' })
      const isBlocked = ({ frame, text }: Heard<Reply>) =>
        frame.kind === 'sent' && frame.blocked === 0
          ? { why: 'nobody is counted as blocked', at: Math.max(0, text.indexOf('"n_blocked"')) }
          : undefined
      await other.wire.find(
        '{"action": "broadcast", "n_sent": 0, "n_blocked": 1}',
        ({ kind }) => kind === 'sent',
        isBlocked,
      )
      await blocker.unblock(other.name)
      await other.say('broadcast', { message: 'to all' })
      await blocker.gets(other.name, 'to all', 'everyone')
    },
  },
])

/** This ends the thread of a client in servers in use, so it comes late. */
export const neverBlockedChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-4.7a.first',
    title: 'refuses to unblock before anybody was blocked',
    hint: 'Answer USER_ALREADY_UNBLOCKED, also where this client has sent no block before.',
    steps: [
      'ann> {"action": "unblock", "user": "{bob}"}',
      'ann< {"action": "unblock", "status": "USER_ALREADY_UNBLOCKED"}',
    ],
  },
])

export const blockedListChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-4.4a',
    title: 'leaves users who blocked the one who asks out of the list',
    hint: 'Leave those out of whoelse who have blocked the one who asks.',
    needs: ['ghostr-4.4', 'ghostr-4.6'],
    async run(clients) {
      const { blocker, other } = await blocked(clients)
      await other.say('whoelse')
      const names = await other.names('whoelse', 'ghostr-4.4')
      if (names.includes(blocker.name))
        clients.stage.fail(`${blocker.name}, who has blocked, is in it`)
      await blocker.unblock(other.name)
    },
  },
])
