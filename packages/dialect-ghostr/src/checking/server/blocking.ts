import type { Heard } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { LOGGED_IN, SENT, type ServerCheck, type Stage, user } from './test-client.ts'

/** One who has blocked the other. */
export async function blocked(stage: Stage) {
  const [blocker, other] = [await user(stage), await user(stage)]
  await blocker.say('block', { user: other.name })
  await blocker.status('block', 'SUCCESS', 'ghostr-4.6')
  return { blocker, other }
}

export const blockChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-4.6',
    title: 'confirms a block',
    hint: 'Answer block with {"action": "block", "status": "SUCCESS"}.',
    needs: LOGGED_IN,
    async run(stage) {
      const { blocker, other } = await blocked(stage)
      await blocker.unblock(other.name)
    },
  },
  {
    rule: 'ghostr-4.6c',
    title: 'refuses a second block of the same user',
    hint: 'Answer USER_ALREADY_BLOCKED if the user is blocked already.',
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
    title: 'confirms an unblock and delivers messages again',
    hint: 'Answer unblock with SUCCESS, and deliver messages again.',
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
    title: 'refuses to unblock a user who is not blocked',
    hint: 'Answer USER_ALREADY_UNBLOCKED if the user is not blocked.',
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
    title: 'refuses a message to a user who has blocked its sender',
    hint: 'Answer a message to a user who has blocked its sender with USER_BLOCKED, and do not deliver it.',
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
    title: 'leaves users who blocked the sender out of a broadcast',
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
]

export const blockedListCheck: ServerCheck = {
  rule: 'ghostr-4.4a',
  title: 'leaves users who blocked the one who asks out of the list',
  hint: 'Leave those out of whoelse who have blocked the one who asks.',
  needs: [...LOGGED_IN, 'ghostr-4.4', 'ghostr-4.6'],
  async run(stage) {
    const { blocker, other } = await blocked(stage)
    await other.say('whoelse')
    const names = await other.names('whoelse', 'ghostr-4.4')
    if (names.includes(blocker.name)) stage.fail(`${blocker.name}, who has blocked, is in it`)
    await blocker.unblock(other.name)
  },
}
