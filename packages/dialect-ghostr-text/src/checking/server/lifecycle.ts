import { message, valueIn } from '../fields.ts'
import {
  LOGIN,
  pair,
  type ServerCheck,
  type Stage,
  type TestClient,
  TestClients,
} from './test-client.ts'

export const OUT = [...LOGIN, 'ghostr-text-9.12']

const GONE = [...LOGIN, 'ghostr-text-9.3a']

/** Connections that just end. */
function goings(): readonly ServerCheck[] {
  const ways: readonly {
    readonly variant: string
    readonly title: string
    readonly hint: string
    go(client: TestClient): Promise<void> | void
  }[] = [
    {
      variant: 'end',
      title: 'logs out a user whose connection is closed without LOGOUT',
      hint: 'A read that returns nothing means that the client has gone: log the user out.',
      go: (client) => client.wire.end(),
    },
    {
      variant: 'reset',
      title: 'logs out a user whose connection is reset',
      hint: 'A read that fails, as after a reset, is a logout too.',
      go: (client) => client.wire.reset(),
    },
    {
      variant: 'middle',
      title: 'logs out a user whose connection is reset within a message',
      hint: 'Log a user out when the connection ends, even within a message.',
      go: async (client) => {
        await client.wire.say('TYPE: MSG;;FROM: ')
        client.wire.reset()
      },
    },
    {
      variant: 'unfinished',
      title: 'logs out a user whose connection is closed within a message',
      hint: 'If a read returns nothing, drop the unfinished message, and log the user out.',
      go: async (client) => {
        await client.wire.say('TYPE: MSG;;FROM: ')
        client.wire.end()
      },
    },
  ]
  return ways.map(({ variant, title, hint, go }) => ({
    rule: 'ghostr-text-3.1',
    variant,
    title,
    hint,
    needs: GONE,
    async run(stage: Stage) {
      const clients = new TestClients(stage)
      const account = stage.account()
      const bob = await clients.user()
      const ann = await clients.user(account)
      await go(ann)
      await bob.sees(account.name, 'LOGGEDOUT')
      const again = await clients.stranger()
      await again.logon(account.name, 'ghostr-text-3.1')
      await again.auth(account.password)
      await again.next(
        message('AUTH', { PASW: '1', ATMP: '3' }),
        ({ text }) => (valueIn(text, 'PASW') === '1' ? undefined : { why: 'it is not free' }),
        'ghostr-text-3.1',
      )
      await bob.nothing('ghostr-text-3.1')
    },
  }))
}

export const leaveChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-9.12',
    title: 'answers a logout and closes the connection',
    hint: 'Answer LOGOUT with TYPE: LOGOUT and the same WHO, then close the connection.',
    needs: LOGIN,
    async run(stage) {
      const ann = await new TestClients(stage).user()
      await ann.say('LOGOUT', { WHO: ann.name })
      await ann.hears('LOGOUT', { WHO: ann.name })
      await ann.wire.closes()
    },
  },
  {
    rule: 'ghostr-text-9.3a',
    title: 'tells the others of a logout',
    hint: 'Write LOGGEDOUT with the name to every other user.',
    needs: OUT,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.logout()
      await bob.sees(ann.name, 'LOGGEDOUT')
    },
  },
  {
    rule: 'ghostr-text-9.3a',
    variant: 'once',
    title: 'tells the others of a logout once',
    hint: 'A logout and the end of its connection are one event: send LOGGEDOUT once.',
    needs: [...OUT, 'ghostr-text-9.3a', 'ghostr-text-9.6'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.logout()
      await bob.sees(ann.name, 'LOGGEDOUT')
      await stage.pass(60)
      for (const { text } of await bob.before()) {
        const isOfAnn = valueIn(text, 'WHO') === ann.name
        if (isOfAnn && valueIn(text, 'TYPE') === 'LOGGEDOUT') stage.fail('it comes twice')
      }
    },
  },
  ...goings(),
  {
    rule: 'ghostr-text-5.1',
    title: 'logs out a user who sends nothing for the timeout',
    hint: 'Note when each user last sent something, and log the user out after the timeout.',
    needs: GONE,
    async run(stage) {
      const { timeout } = stage.options
      if (timeout === 0 || timeout > 8) {
        stage.skip('say --option timeout=2 if the server is started so')
      }
      const { ann, bob } = await pair(stage)
      for (let slept = 0; slept < timeout * 1000 + 500; slept += 400) {
        await stage.pass(400)
        await bob.tell('PRIVSTOP', { TO: ann.name, FROM: bob.name })
      }
      await bob.sees(ann.name, 'LOGGEDOUT')
      await ann.wire.closes()
    },
  },
]
