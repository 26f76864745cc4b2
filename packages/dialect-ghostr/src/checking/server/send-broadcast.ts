import type { Reply } from '../../frames.ts'
import { checks, flawAt, LOGGED_IN } from './test-client.ts'

export const broadcastChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-4.3',
    title: 'delivers a broadcast to the others',
    hint: 'Send {"action": "receive_broadcast", "from": …, "message": …} to every other user.',
    steps: [
      'ann> {"action": "broadcast", "message": "hi all"}',
      'bob< {"action": "receive_broadcast", "from": "{ann}", "message": "hi all"}',
      'eve< {"action": "receive_broadcast", "from": "{ann}", "message": "hi all"}',
    ],
  },
  {
    id: 'ghostr-4.3a',
    title: 'answers a broadcast with counts',
    hint: 'Answer with n_sent and n_blocked, both of them numbers.',
    async run(clients) {
      const [one] = await clients.pair()
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
    id: 'ghostr-4.3b',
    title: 'does not deliver a broadcast to its sender',
    hint: 'Leave the author out of a broadcast.',
    needs: ['ghostr-4.3', 'ghostr-4.3a', 'ghostr-4.4'],
    async run(clients) {
      const one = await clients.user()
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
    id: 'ghostr-1.4.others',
    title: 'sends presence and broadcasts only after the login',
    hint: 'Send presence and broadcasts only to connections that have logged in: a client takes the first object for the reply to its login.',
    needs: ['ghostr-4.3'],
    async run(clients) {
      const late = await clients.connect()
      const [one, other] = await clients.pair()
      await one.say('broadcast', { message: 'hi all' })
      await other.gets(one.name, 'hi all', 'everyone', 'ghostr-4.3')
      await late.wire.silent()
    },
  },
])
