import type { Judge } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { BLOCKS, UNBLOCKS } from './blocking.ts'
import {
  checks,
  flawAt,
  type GhostrClient,
  LOGGED_IN,
  object,
  PRIVATE_PORT,
} from './test-client.ts'

/** The answer to `startprivate`, which is asked for and looked at. */
async function introduced(one: GhostrClient, name: string, judge: Judge<Reply>): Promise<void> {
  const [action, address] = ['startprivate', '127.0.0.1']
  await one.say(action, { user: name })
  await one.wire.find(
    object({ action, reply: 'SUCCESS', address, port: PRIVATE_PORT, username: name }),
    (frame) =>
      frame.kind === 'place' ||
      ('action' in frame && frame.action === action) ||
      (frame.kind === 'nonsense' && frame.text.includes(`"${action}"`)),
    judge,
  )
}

export const privateChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-4.8',
    title: 'answers startprivate with address and port',
    hint: 'Answer startprivate with SUCCESS, address, port and username of the user.',
    async run(clients) {
      const [one, other] = await clients.pair()
      await introduced(one, other.name, (heard) => {
        const missing = ['address', 'port', 'username'].filter(
          (key) => !heard.text.includes(`"${key}"`),
        )
        if (missing.length > 0) return flawAt(heard, 'reply', `it has no ${missing.join(', ')}`)
        if (heard.frame.kind !== 'place')
          return flawAt(heard, 'port', 'it is no SUCCESS with a port')
        const isOther = !heard.text.includes(`"${other.name}"`)
        return isOther ? flawAt(heard, 'username', 'it is another') : undefined
      })
    },
  },
  {
    id: 'ghostr-6.2',
    title: 'answers startprivate with the port that the user gave',
    hint: 'Answer startprivate with the private_port that the user gave with the login.',
    needs: ['ghostr-4.8'],
    async run(clients) {
      const [first, other] = await clients.pair()
      await first.logout()
      const one = await clients.connect()
      one.port = PRIVATE_PORT - 1
      await one.login(first)
      await introduced(one, other.name, (heard) => {
        const isPort = heard.frame.kind === 'place' && heard.frame.port === PRIVATE_PORT
        return isPort ? undefined : flawAt(heard, 'port', 'it is another port')
      })
    },
  },
  {
    id: 'ghostr-4.8a',
    title: 'refuses a private chat with oneself',
    hint: 'Answer USER_SELF if the user names itself.',
    steps: [
      'ann> {"action": "startprivate", "user": "{ann}"}',
      'ann< {"action": "startprivate", "reply": "USER_SELF"}',
    ],
  },
  {
    id: 'ghostr-4.8b',
    title: 'refuses a private chat with a user who is offline',
    hint: 'Answer USER_OFFLINE if the user is known and offline.',
    async run(clients) {
      const [one, gone] = await clients.pairWithOneAway()
      await one.say('startprivate', { user: gone.name })
      await one.replies('startprivate', 'USER_OFFLINE')
    },
  },
  {
    id: 'ghostr-4.8c',
    title: 'refuses a private chat with a user who does not exist',
    hint: 'Answer USER_NOT_EXIST if there is no such user.',
    steps: [
      'ann> {"action": "startprivate", "user": "{nobody}"}',
      'ann< {"action": "startprivate", "reply": "USER_NOT_EXIST"}',
    ],
  },
  {
    id: 'ghostr-4.8d',
    title: 'refuses a private chat with a user who has blocked the sender',
    hint: 'Answer USER_BLOCKED if the user has blocked the one who asks.',
    needs: ['ghostr-4.6'],
    steps: [
      ...BLOCKS,
      'bob> {"action": "startprivate", "user": "{ann}"}',
      'bob< {"action": "startprivate", "reply": "USER_BLOCKED"}',
      ...UNBLOCKS,
    ],
  },
])
