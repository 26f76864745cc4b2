import { options } from '../../options.ts'
import { checks, flawAt, LOGGED_IN, object } from './test-client.ts'

/** So often is tried what a busy machine may spoil. */
const ROUNDS = 5

/** Half of the 50 ms that are due. */
export const LEAST_PAUSE = 25

/** Of the checks of that pause. */
export function untriedPace(settings: unknown): string | undefined {
  return options.parse(settings).pace < 50 ? 'the server leaves another time' : undefined
}

export const writeChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-1.1a',
    title: 'writes nothing after an object',
    hint: 'Write the object and nothing after it, not even a line end.',
    async run(clients) {
      const { name, password } = clients.account()
      const one = await clients.connect()
      await one.sayLogin(name, password)
      const more = await one.wire.rest()
      const end = more.find(({ frame }) => frame.kind === 'line-end')
      if (end !== undefined) clients.stage.fail('there is a line end', undefined, end.bytes)
    },
  },
  {
    id: 'ghostr-1.1',
    title: 'writes one JSON object in one segment',
    hint: 'Make the whole object first, then send it with one call.',
    needs: ['ghostr-4.4'],
    async run(clients) {
      const one = await clients.user()
      for (let round = 1; ; round += 1) {
        await one.say('whoelse')
        const { alone } = await one.wire.find(
          object({ action: 'whoelse', reply: [] }),
          ({ kind }) => kind === 'names' || kind === 'nonsense',
          (heard) =>
            heard.frame.kind === 'names' ? undefined : flawAt(heard, 'action', 'it is none'),
        )
        if (alone) return
        if (round === ROUNDS) {
          if ((await one.wire.rest()).some(({ frame }) => frame.kind === 'line-end')) {
            clients.stage.skip('this cannot be seen where line ends stand between the objects')
          }
          clients.stage.fail('each answer came in several pieces')
        }
      }
    },
  },
])

export const readChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-1.2',
    title: 'reads requests that are cut and joined anywhere',
    hint: 'Keep what one read returns, and take each object as soon as it is whole.',
    needs: ['ghostr-4.1b', 'ghostr-4.4'],
    segmented: true,
    async run(clients) {
      const one = await clients.user()
      await one.say('message', { message: 'grüße } { " 👩‍🚀', user: one.name })
      await one.say('whoelse')
      await one.status('message', 'MESSAGE_SELF')
      await one.names('whoelse')
    },
  },
  {
    id: 'ghostr-1.2.long',
    scope: 'extension',
    title: 'reads a very long request',
    hint: 'Read on until an object is whole, however many reads that takes.',
    needs: ['ghostr-4.1b', 'ghostr-1.2'],
    async run(clients) {
      const one = await clients.user()
      await one.say('message', { message: 'as long as grüße '.repeat(500), user: one.name })
      await one.status('message', 'MESSAGE_SELF')
    },
  },
  {
    id: 'ghostr-1.2a',
    title: 'ignores white space between requests',
    hint: 'Skip white space between two objects.',
    needs: ['ghostr-4.4'],
    async run(clients) {
      const one = await clients.user()
      await one.wire.say(` \r\n\t${object({ action: 'whoelse' })}\n`)
      await one.names('whoelse')
    },
  },
])

export const keyOrderChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-1.2d',
    title: 'reads keys in any order',
    hint: 'Read requests with a JSON parser, which ignores the order of keys and spaces.',
    needs: ['ghostr-4.1b'],
    steps: [
      'ann> {"user":"{ann}" ,"message":"hello","action" : "message"}',
      'ann< {"action": "message", "status": "MESSAGE_SELF"}',
    ],
  },
])

export const paceChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-1.3a',
    title: 'waits between two writes',
    hint: 'Leave about 50 ms between two writes: real clients take one read for one object.',
    needs: ['ghostr-4.4', 'ghostr-1.2'],
    untried: untriedPace,
    async run(clients) {
      const one = await clients.user()
      const request = object({ action: 'whoelse' })
      for (let round = 1; ; round += 1) {
        await one.wire.rest()
        await one.wire.say(`${request}${request}`)
        const first = await one.wire.next('the first answer')
        const second = await one.wire.next('the second answer')
        const pause = Math.round(second.at - first.at)
        if (pause >= LEAST_PAUSE) return
        if (round === ROUNDS) clients.stage.fail(`the second came ${pause} ms after the first`)
      }
    },
  },
])
