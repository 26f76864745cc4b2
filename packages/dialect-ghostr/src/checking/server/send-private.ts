import type { Judge } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { blocked } from './blocking.ts'
import {
  away,
  flawAt,
  LOGGED_IN,
  object,
  PRIVATE_PORT,
  type ServerCheck,
  stranger,
  type TestClient,
  user,
} from './test-client.ts'

/** The answer to `startprivate`, which is asked for and looked at. */
async function introduced(one: TestClient, name: string, judge: Judge<Reply>): Promise<void> {
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

export const privateChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-4.8',
    title: 'answers startprivate with address and port',
    hint: 'Answer startprivate with SUCCESS, address, port and username of the user.',
    needs: LOGGED_IN,
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
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
    rule: 'ghostr-6.2',
    title: 'answers startprivate with the port that the user gave',
    hint: 'Answer startprivate with the private_port that the user gave with the login.',
    needs: [...LOGGED_IN, 'ghostr-4.8'],
    async run(stage) {
      const [one, other] = [await stranger(stage), await user(stage)]
      one.port = PRIVATE_PORT - 1
      await one.login(stage.account())
      await introduced(one, other.name, (heard) => {
        const isPort = heard.frame.kind === 'place' && heard.frame.port === PRIVATE_PORT
        return isPort ? undefined : flawAt(heard, 'port', 'it is another port')
      })
    },
  },
  {
    rule: 'ghostr-4.8a',
    title: 'refuses a private chat with oneself',
    hint: 'Answer USER_SELF if the user names itself.',
    needs: LOGGED_IN,
    async run(stage) {
      const one = await user(stage)
      await one.say('startprivate', { user: one.name })
      await one.words('startprivate', 'USER_SELF')
    },
  },
  {
    rule: 'ghostr-4.8b',
    title: 'refuses a private chat with a user who is offline',
    hint: 'Answer USER_OFFLINE if the user is known and offline.',
    needs: LOGGED_IN,
    async run(stage) {
      const [one, gone] = [await user(stage), await away(stage)]
      await one.say('startprivate', { user: gone.name })
      await one.words('startprivate', 'USER_OFFLINE')
    },
  },
  {
    rule: 'ghostr-4.8c',
    title: 'refuses a private chat with a user who does not exist',
    hint: 'Answer USER_NOT_EXIST if there is no such user.',
    needs: LOGGED_IN,
    async run(stage) {
      const one = await user(stage)
      await one.say('startprivate', { user: stage.name() })
      await one.words('startprivate', 'USER_NOT_EXIST')
    },
  },
  {
    rule: 'ghostr-4.8d',
    title: 'refuses a private chat with a user who has blocked the sender',
    hint: 'Answer USER_BLOCKED if the user has blocked the one who asks.',
    needs: [...LOGGED_IN, 'ghostr-4.6'],
    async run(stage) {
      const { blocker, other } = await blocked(stage)
      await other.say('startprivate', { user: blocker.name })
      await other.words('startprivate', 'USER_BLOCKED')
      await blocker.unblock(other.name)
    },
  },
]
