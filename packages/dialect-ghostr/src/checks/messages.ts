import type { Reply } from '../frames.ts'
import {
  away,
  flawAt,
  guest,
  LOGGED_IN,
  SENT,
  type ServerCheck,
  type Stage,
  user,
} from './guest.ts'

/** So many seconds ago: a list of all who were there in an earlier run may be too long for one object. */
const RECENTLY = 10

/** What is answered where a command is about oneself, about nobody, or said twice. */
function refusals(
  rows: readonly (readonly [
    rule: string,
    action: string,
    status: string,
    about: 'self' | 'nobody',
  ])[],
): readonly ServerCheck[] {
  return rows.map(([rule, action, status, about]) => ({
    rule,
    title: `${action} of ${about === 'self' ? 'oneself' : 'a user who does not exist'}`,
    hint: `Answer it with ${status}.`,
    needs: LOGGED_IN,
    async run(stage: Stage) {
      const one = await user(stage)
      const text = action === 'message' ? { message: 'hello' } : {}
      await one.say(action, { ...text, user: about === 'self' ? one.name : stage.name() })
      await one.status(action, status)
    },
  }))
}

export const messageChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-4.1',
    title: 'a message reaches its recipient',
    hint: 'Send {"action": "receive_message", "from": …, "message": …} to the recipient.',
    needs: LOGGED_IN,
    async run(stage) {
      const [one, other, third] = [await user(stage), await user(stage), await user(stage)]
      await one.say('message', { message: 'Hey Dude', user: other.name })
      await other.hears(one.name, 'Hey Dude')
      await other.say('message', { message: 'and you', user: third.name })
      await third.hears(other.name, 'and you')
    },
  },
  {
    rule: 'ghostr-4.1a',
    title: 'a message is confirmed',
    hint: 'Answer the sender with {"action": "message", "status": "SUCCESS"}.',
    needs: LOGGED_IN,
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      await one.say('message', { message: 'Hey Dude', user: other.name })
      await one.status('message', 'SUCCESS')
    },
  },
  {
    rule: 'ghostr-4.1',
    variant: 'letters',
    title: 'letters outside ASCII, quotes and braces',
    hint: 'Read and write JSON with a JSON library, and UTF-8.',
    needs: SENT,
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      const text = 'grüße "永" {👩‍🚀} \\ [,]\nsecond line'
      await one.say('message', { message: text, user: other.name })
      await other.hears(one.name, text)
    },
  },
  {
    rule: 'ghostr-4.1',
    variant: 'blanks',
    title: 'blanks at either end of a text',
    hint: 'Pass a text on as it is, with the blanks at its ends.',
    needs: SENT,
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      await one.say('message', { message: '  far  away ', user: other.name })
      await other.hears(one.name, '  far  away ')
    },
  },
  ...refusals([
    ['ghostr-4.1b', 'message', 'MESSAGE_SELF', 'self'],
    ['ghostr-4.1c', 'message', 'USER_NOT_EXIST', 'nobody'],
    ['ghostr-4.6a', 'block', 'MESSAGE_SELF', 'self'],
    ['ghostr-4.6b', 'block', 'USER_NOT_EXIST', 'nobody'],
  ]),
  {
    rule: 'ghostr-4.1e',
    title: 'messages come once and in order',
    hint: 'Pass each message on once, in the order in which they came.',
    needs: SENT,
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      for (const text of ['one', 'two', 'three', 'four']) {
        await one.say('message', { message: text, user: other.name })
        await one.status('message', 'SUCCESS', 'ghostr-4.1a')
      }
      for (const text of ['one', 'two', 'three', 'four']) await other.hears(one.name, text)
      await one.say('message', { message: 'the last', user: other.name })
      await other.hears(one.name, 'the last')
    },
  },
  {
    rule: 'ghostr-4.2',
    title: 'a message to a user who is away',
    hint: 'Keep a message to a known user who is offline, and answer SUCCESS.',
    needs: SENT,
    async run(stage) {
      const [one, gone] = [await user(stage), await away(stage)]
      await one.say('message', { message: 'while you were away', user: gone.name })
      await one.status('message', 'SUCCESS')
      const back = await (await guest(stage)).login(gone)
      await back.wire.rest()
    },
  },
  {
    rule: 'ghostr-4.2a',
    title: 'what was kept comes after the next login',
    hint: 'After the answer to a login send the messages that were kept, in order.',
    needs: [...SENT, 'ghostr-4.2'],
    async run(stage) {
      const [one, gone] = [await user(stage), await away(stage)]
      for (const text of ['first', 'second']) {
        await one.say('message', { message: text, user: gone.name })
        await one.status('message', 'SUCCESS', 'ghostr-4.2')
      }
      const back = await (await guest(stage)).login(gone)
      await back.hears(one.name, 'first')
      await back.hears(one.name, 'second')
    },
  },
  {
    rule: 'ghostr-4.2a',
    variant: 'once',
    title: 'what was kept comes once',
    hint: 'Take a message out of what is kept when you send it: at the login after that it does not come again.',
    needs: [...SENT, 'ghostr-4.2', 'ghostr-4.2a'],
    async run(stage) {
      const [one, gone] = [await user(stage), await away(stage)]
      await one.say('message', { message: 'once', user: gone.name })
      await one.status('message', 'SUCCESS', 'ghostr-4.2')
      const back = await (await guest(stage)).login(gone)
      await back.hears(one.name, 'once')
      await back.logout()
      const again = await (await guest(stage)).login(gone)
      const more = await again.wire.rest()
      if (more.some(({ frame }) => frame.kind === 'received' && frame.from === one.name)) {
        stage.fail('it came again after the login after that')
      }
    },
  },
  {
    rule: 'ghostr-4.3',
    title: 'a broadcast reaches the others',
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
    title: 'a broadcast is answered with counts',
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
    title: 'a broadcast does not come back',
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
    title: 'nothing is said before the login of what others say',
    hint: 'Send presence and broadcasts to those who have logged in, not to all connections: a client takes what comes first for the answer to its login.',
    needs: [...LOGGED_IN, 'ghostr-4.3'],
    async run(stage) {
      const stranger = await guest(stage)
      const [one, other] = [await user(stage), await user(stage)]
      await one.say('broadcast', { message: 'hi all' })
      await other.hears(one.name, 'hi all', 'everyone', 'ghostr-4.3')
      await stranger.wire.silent()
    },
  },
  {
    rule: 'ghostr-4.4',
    title: 'who else is online',
    hint: 'Answer whoelse with a list of the others who are online, without the one who asks.',
    needs: LOGGED_IN,
    manner: 'alone',
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      await one.say('whoelse')
      const names = await one.names('whoelse')
      if (!names.includes(other.name)) stage.fail(`${other.name} is missing`)
      if (names.includes(one.name)) stage.fail(`${one.name}, who asks, is in it`)
    },
  },
  {
    rule: 'ghostr-4.5',
    title: 'who was online within a time',
    hint: 'whoelsesince names also those who have logged out within that time.',
    needs: LOGGED_IN,
    async run(stage) {
      const [one, gone] = [await user(stage), await away(stage)]
      await one.say('whoelsesince', { since: String(RECENTLY) })
      const names = await one.names('whoelsesince')
      if (!names.includes(gone.name)) stage.fail(`${gone.name}, who has just gone, is missing`)
    },
  },
  {
    rule: 'ghostr-4.5',
    variant: 'again',
    title: 'who has gone and come again',
    hint: 'In whoelsesince name everybody once, and leave out the one who asks.',
    needs: [...LOGGED_IN, 'ghostr-4.5'],
    async run(stage) {
      const gone = [await away(stage), await away(stage)] as const
      const one = await (await guest(stage)).login(gone[0])
      const other = await (await guest(stage)).login(gone[1])
      await one.say('whoelsesince', { since: String(RECENTLY) })
      const names = await one.names('whoelsesince')
      const times = names.filter((name) => name === other.name).length
      if (times !== 1) stage.fail(`${other.name} is in it ${times} times`)
      if (names.includes(one.name)) stage.fail(`${one.name}, who asks, is in it`)
    },
  },
  {
    rule: 'ghostr-4.5a',
    title: 'a time as a number',
    hint: 'Take since as a number or as a string that holds one.',
    needs: [...LOGGED_IN, 'ghostr-4.5'],
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      await one.say('whoelsesince', { since: RECENTLY })
      const names = await one.names('whoelsesince')
      if (!names.includes(other.name)) stage.fail(`${other.name} is missing`)
    },
  },
]
