import { valueIn } from './fields.ts'
import { type Guest, Party, type ServerCheck, type Stage } from './party.ts'

const LOGIN = ['ghostr-text-1.1', 'ghostr-text-1.1a', 'ghostr-text-9.1', 'ghostr-text-9.2']

/** Those who have not logged in. */
export const strangerChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-2.4',
    title: 'somebody writes without logging in',
    hint: 'Carry out MSG and BROADCAST only on a connection whose password was right.',
    needs: LOGIN,
    async run(stage) {
      const party = new Party(stage)
      const bob = await party.user()
      const stranger = await party.stranger()
      stranger.name = stage.name()
      await stranger.write(bob.name, 'from a stranger')
      await stranger.announce('from a stranger')
      await stranger.heeded()
      await noneSays(stage, bob, 'from a stranger')
    },
  },
  {
    rule: 'ghostr-text-2.4',
    variant: 'named',
    title: 'somebody writes who has not given a password yet',
    hint: 'A LOGON is no login: until its AUTH has succeeded carry out nothing.',
    needs: LOGIN,
    async run(stage) {
      const party = new Party(stage)
      const bob = await party.user()
      const stranger = await party.stranger()
      await stranger.logon(stage.account().name)
      await stranger.write(bob.name, 'from a stranger')
      await stranger.announce('from a stranger')
      await stranger.heeded()
      await noneSays(stage, bob, 'from a stranger')
    },
  },
  {
    rule: 'ghostr-text-2.4',
    variant: 'list',
    title: 'somebody asks for the list without logging in',
    hint: 'Tell who is online only to who has logged in.',
    needs: LOGIN,
    async run(stage) {
      const party = new Party(stage)
      const bob = await party.user()
      const stranger = await party.stranger()
      await stranger.say('WHOELSE', { FROM: stage.name() })
      for (const { frame } of await stranger.wire.rest()) {
        if (frame.kind === 'WHOELSE' && frame.names.includes(bob.name)) {
          stage.fail('a stranger is told who is online')
        }
      }
    },
  },
  {
    rule: 'ghostr-text-2.6',
    title: 'nothing is said to somebody who has not logged in',
    hint: 'Tell of presence, and what is said to everyone, only those who have logged in.',
    needs: LOGIN,
    async run(stage) {
      const party = new Party(stage)
      const stranger = await party.stranger()
      const named = await party.stranger()
      const { name, password } = stage.account()
      const { text } = await named.logon(name)
      const ann = await party.user()
      const bob = await party.user()
      await ann.announce('hello')
      await bob.hears('MSG', { FROM: ann.name, BODY: 'hello' }, 'ghostr-text-9.5')
      await ann.logout()
      await bob.sees(ann.name, 'LOGGEDOUT', 'ghostr-text-9.3a')
      await named.auth(password, valueIn(text, 'NEW'))
      await answers(named, 'AUTH')
      await stranger.say('LOGON', { WHO: stage.name() })
      await answers(stranger, 'LOGON')
    },
  },
]

/** Nothing has come before the answer. */
async function answers(guest: Guest, type: string): Promise<void> {
  await guest.wire.expect(`TYPE: ${type}`, ({ text }) =>
    valueIn(text, 'TYPE') === type ? undefined : { why: 'something else was said first' },
  )
}

/** That text has not come. */
export async function noneSays(stage: Stage, guest: Guest, text: string): Promise<void> {
  const all = await guest.before()
  if (all.some((heard) => valueIn(heard.text, 'BODY') === text)) {
    stage.fail(`${guest.name} got what must not be delivered`)
  }
}
