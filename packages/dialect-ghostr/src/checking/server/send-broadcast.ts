import type { Reply } from '../../frames.ts'
import { flawAt, LOGGED_IN, type ServerCheck, stranger, user } from './test-client.ts'

export const broadcastChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-4.3',
    title: 'delivers a broadcast to the others',
    hint: 'Send {"action": "receive_broadcast", "from": …, "message": …} to every other user.',
    needs: LOGGED_IN,
    async run(stage) {
      const [one, two, three] = [await user(stage), await user(stage), await user(stage)]
      await one.say('broadcast', { message: 'hi all' })
      await two.hears(one.name, 'hi all', 'everyone')
      await three.hears(one.name, 'hi all', 'everyone')
    },
  },
  {
    rule: 'ghostr-4.3a',
    title: 'answers a broadcast with counts',
    hint: 'Answer with n_sent and n_blocked, both of them numbers.',
    needs: LOGGED_IN,
    async run(stage) {
      const [one] = [await user(stage), await user(stage)]
      await one.say('broadcast', { message: 'hi all' })
      await one.wire.find(
        '{"action": "broadcast", "n_sent": 1, "n_blocked": 0}',
        (frame) =>
          frame.kind === 'sent' ||
          (frame.kind === 'words' && frame.action === 'broadcast') ||
          (frame.kind === 'nonsense' && /"(broadcast|n_sent)"/.test(frame.text)),
        (heard) => {
          const isCounted =
            /"n_sent"\s*:\s*-?\d/.test(heard.text) && /"n_blocked"\s*:\s*-?\d/.test(heard.text)
          return isCounted ? undefined : flawAt(heard, 'n_sent', 'it has no counts')
        },
      )
    },
  },
  {
    rule: 'ghostr-4.3b',
    title: 'does not deliver a broadcast to its sender',
    hint: 'Leave the author out of a broadcast.',
    needs: [...LOGGED_IN, 'ghostr-4.3', 'ghostr-4.3a', 'ghostr-4.4'],
    async run(stage) {
      const one = await user(stage)
      await one.say('broadcast', { message: 'not to me' })
      const isAnswer = ({ kind }: Reply) => kind === 'sent' || kind === 'names'
      const isBack = (frame: Reply) => frame.kind === 'received' && frame.from === one.name
      const answered = async (action: string) => {
        await one.wire.find(
          `the answer to ${action}, and no receive_broadcast before it`,
          (frame) => isAnswer(frame) || isBack(frame),
          (heard) => (isBack(heard.frame) ? flawAt(heard, 'action', 'it came back') : undefined),
        )
      }
      await answered('broadcast')
      await one.say('whoelse')
      await answered('whoelse')
    },
  },
  {
    rule: 'ghostr-1.4',
    variant: 'others',
    title: 'sends presence and broadcasts only after the login',
    hint: 'Send presence and broadcasts only to connections that have logged in: a client takes the first object for the reply to its login.',
    needs: [...LOGGED_IN, 'ghostr-4.3'],
    async run(stage) {
      const late = await stranger(stage)
      const [one, other] = [await user(stage), await user(stage)]
      await one.say('broadcast', { message: 'hi all' })
      await other.hears(one.name, 'hi all', 'everyone', 'ghostr-4.3')
      await late.wire.silent()
    },
  },
]
