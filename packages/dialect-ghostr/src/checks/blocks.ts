import type { Heard, Judge } from '@parley/contract'
import type { Reply } from '../frames.ts'
import {
  away,
  flawAt,
  type Guest,
  guest,
  LOGGED_IN,
  object,
  PRIVATE_PORT,
  SENT,
  type ServerCheck,
  type Stage,
  user,
} from './guest.ts'

/** One who has blocked the other. */
async function blocked(stage: Stage) {
  const [blocker, other] = [await user(stage), await user(stage)]
  await blocker.say('block', { user: other.name })
  await blocker.status('block', 'SUCCESS', 'ghostr-4.6')
  return { blocker, other }
}

/** The answer to `startprivate`, which is asked for and looked at. */
async function introduced(one: Guest, name: string, judge: Judge<Reply>): Promise<void> {
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

export const blockChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-4.6',
    title: 'a block',
    hint: 'Answer block with {"action": "block", "status": "SUCCESS"}.',
    needs: LOGGED_IN,
    async run(stage) {
      const { blocker, other } = await blocked(stage)
      await blocker.unblock(other.name)
    },
  },
  {
    rule: 'ghostr-4.6c',
    title: 'a second block',
    hint: 'Answer a block of somebody who is blocked with USER_ALREADY_BLOCKED.',
    needs: [...LOGGED_IN, 'ghostr-4.6'],
    async run(stage) {
      const { blocker, other } = await blocked(stage)
      await blocker.say('block', { user: other.name })
      await blocker.status('block', 'USER_ALREADY_BLOCKED')
      await blocker.unblock(other.name)
    },
  },
  {
    rule: 'ghostr-4.7',
    title: 'the end of a block',
    hint: 'Answer unblock with SUCCESS, and pass messages on again.',
    needs: [...SENT, 'ghostr-4.6'],
    async run(stage) {
      const { blocker, other } = await blocked(stage)
      await blocker.say('unblock', { user: other.name })
      await blocker.status('unblock', 'SUCCESS')
      await other.say('message', { message: 'again', user: blocker.name })
      await blocker.hears(other.name, 'again')
    },
  },
  {
    rule: 'ghostr-4.7a',
    title: 'the end of a block that there is not any more',
    hint: 'Answer an unblock of somebody who is not blocked with USER_ALREADY_UNBLOCKED.',
    needs: [...LOGGED_IN, 'ghostr-4.7'],
    async run(stage) {
      const { blocker, other } = await blocked(stage)
      await blocker.unblock(other.name)
      await blocker.say('unblock', { user: other.name })
      await blocker.status('unblock', 'USER_ALREADY_UNBLOCKED')
    },
  },
  {
    rule: 'ghostr-4.1d',
    title: 'a message to somebody who has blocked its sender',
    hint: 'Answer a message to a user who has blocked its sender with USER_BLOCKED, and do not pass it on.',
    needs: [...SENT, 'ghostr-4.6', 'ghostr-4.7'],
    async run(stage) {
      const { blocker, other } = await blocked(stage)
      await other.say('message', { message: 'hello', user: blocker.name })
      await other.status('message', 'USER_BLOCKED')
      await blocker.unblock(other.name)
      await other.say('message', { message: 'again', user: blocker.name })
      await blocker.hears(other.name, 'again')
    },
  },
  {
    rule: 'ghostr-4.3c',
    title: 'a broadcast of somebody who is blocked',
    hint: 'Leave those out of a broadcast who have blocked its author, and count them in n_blocked.',
    needs: [...LOGGED_IN, 'ghostr-4.3', 'ghostr-4.3a', 'ghostr-4.6', 'ghostr-4.7'],
    async run(stage) {
      const { blocker, other } = await blocked(stage)
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
      await blocker.hears(other.name, 'to all', 'everyone')
    },
  },
  {
    rule: 'ghostr-4.8',
    title: 'a private chat',
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
    title: 'the port of a private chat',
    hint: 'Answer startprivate with the private_port that the user gave with the login.',
    needs: [...LOGGED_IN, 'ghostr-4.8'],
    async run(stage) {
      const [one, other] = [await guest(stage), await user(stage)]
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
    title: 'a private chat with oneself',
    hint: 'Answer startprivate with oneself with USER_SELF.',
    needs: LOGGED_IN,
    async run(stage) {
      const one = await user(stage)
      await one.say('startprivate', { user: one.name })
      await one.words('startprivate', 'USER_SELF')
    },
  },
  {
    rule: 'ghostr-4.8b',
    title: 'a private chat with who is away',
    hint: 'Answer startprivate with a known user who is offline with USER_OFFLINE.',
    needs: LOGGED_IN,
    async run(stage) {
      const [one, gone] = [await user(stage), await away(stage)]
      await one.say('startprivate', { user: gone.name })
      await one.words('startprivate', 'USER_OFFLINE')
    },
  },
  {
    rule: 'ghostr-4.8c',
    title: 'a private chat with nobody',
    hint: 'Answer startprivate with somebody unknown with USER_NOT_EXIST.',
    needs: LOGGED_IN,
    async run(stage) {
      const one = await user(stage)
      await one.say('startprivate', { user: stage.name() })
      await one.words('startprivate', 'USER_NOT_EXIST')
    },
  },
  {
    rule: 'ghostr-4.8d',
    title: 'a private chat with who has blocked one',
    hint: 'Answer startprivate with somebody who has blocked the asker with USER_BLOCKED.',
    needs: [...LOGGED_IN, 'ghostr-4.6'],
    async run(stage) {
      const { blocker, other } = await blocked(stage)
      await other.say('startprivate', { user: blocker.name })
      await other.words('startprivate', 'USER_BLOCKED')
      await blocker.unblock(other.name)
    },
  },
  {
    rule: 'ghostr-4.4a',
    title: 'who has blocked the asker is not in the list',
    hint: 'Leave those out of whoelse who have blocked the one who asks.',
    needs: [...LOGGED_IN, 'ghostr-4.4', 'ghostr-4.6'],
    async run(stage) {
      const { blocker, other } = await blocked(stage)
      await other.say('whoelse')
      const names = await other.names('whoelse', 'ghostr-4.4')
      if (names.includes(blocker.name)) stage.fail(`${blocker.name}, who has blocked, is in it`)
      await blocker.unblock(other.name)
    },
  },
]
