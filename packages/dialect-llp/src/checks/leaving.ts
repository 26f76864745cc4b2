import { ARRIVING, pair } from './messages.ts'
import { flawOf, NONSENSE, Party, type ServerCheck, type Stage, said } from './party.ts'

/** A server needs a moment to see that somebody has gone. */
const TRIES = 20
const MOMENT = 50

/** The name can be had again, if not at once. */
async function isFree(party: Party, name: string): Promise<void> {
  const guest = await party.stranger()
  const expected = `> OK - Hello ${name}`
  for (let left = TRIES; ; left -= 1) {
    await guest.say(`LOGIN ${name}`)
    const { text } = await guest.match(expected, (heard) =>
      left > 0 && heard.text.startsWith('> ERROR') ? undefined : flawOf(heard, expected),
    )
    if (text.trimEnd() === expected) return
    await party.stage.pass(MOMENT)
  }
}

async function areUnknown(stage: Stage, ...commands: readonly string[]): Promise<void> {
  const party = new Party(stage)
  for (const command of commands) {
    const guest = await party.user()
    await guest.say(command)
    await guest.hears(said.unknown)
  }
}

export const leavingChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-3.12',
    title: 'a logout',
    hint: 'Answer LOGOUT with the Goodbye line, and close the connection behind it.',
    needs: ['llp-3.2'],
    async run(stage) {
      const ann = await new Party(stage).user()
      await ann.say('LOGOUT')
      await ann.hears(said.goodbye)
      await ann.wire.closes()
    },
  },
  {
    rule: 'llp-3.12a',
    title: 'the name after a logout',
    hint: 'Take the name out of the users when its owner logs out.',
    needs: ['llp-3.2', 'llp-3.12'],
    async run(stage) {
      const party = new Party(stage)
      const ann = await party.user()
      await ann.say('LOGOUT')
      await ann.hears(said.goodbye, 'llp-3.12')
      await ann.wire.closes('llp-3.12')
      await isFree(party, ann.name)
    },
  },
  {
    rule: 'llp-3.12a',
    variant: 'closed',
    title: 'the name after a connection was closed',
    hint: 'A read that gives nothing means that the client has gone: take its name out of the users.',
    needs: ['llp-3.2'],
    async run(stage) {
      const party = new Party(stage)
      const ann = await party.user()
      ann.wire.end()
      await isFree(party, ann.name)
    },
  },
  {
    rule: 'llp-3.12a',
    variant: 'reset',
    title: 'the name after a connection broke off',
    hint: 'Catch the error of a read from a broken connection, and take its name out of the users.',
    needs: ['llp-3.2'],
    async run(stage) {
      const party = new Party(stage)
      const ann = await party.user()
      ann.wire.reset()
      await isFree(party, ann.name)
    },
  },
  {
    rule: 'llp-3.11',
    variant: 'gone',
    title: 'a message to somebody who has left',
    hint: 'Who has logged out is no recipient any more: take the name out where it is looked up.',
    needs: [...ARRIVING, 'llp-3.11', 'llp-3.12', 'llp-3.12a'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await bob.say('LOGOUT')
      await bob.hears(said.goodbye, 'llp-3.12')
      await bob.wire.closes('llp-3.12')
      for (let left = TRIES; left >= 0; left -= 1) {
        await ann.compose(bob.name)
        await ann.say('hello', 'XOXOXO')
        const { text } = await ann.match(said.nobody, ({ text }) =>
          text.trimEnd() === said.nobody || (left > 0 && text.trimEnd() === said.delivered)
            ? undefined
            : { why: 'another line came' },
        )
        if (text.trimEnd() === said.nobody) return
        await stage.pass(MOMENT)
      }
    },
  },
  {
    rule: 'llp-3.13',
    title: 'a command that does not exist',
    hint: 'Answer any other first word with the Unknown Command line, also after the login.',
    needs: ['llp-3.2'],
    async run(stage) {
      await areUnknown(stage, NONSENSE, `${NONSENSE} LIST`, '42')
    },
  },
  {
    rule: 'llp-3.13',
    variant: 'empty',
    title: 'an empty line after the login',
    hint: 'An empty line is a command that does not exist: answer it, and mind that it has no first word.',
    needs: ['llp-3.2'],
    async run(stage) {
      await areUnknown(stage, '', '  ')
    },
  },
  {
    rule: 'llp-3.13',
    variant: 'case',
    title: 'commands in small letters',
    hint: 'Commands are upper case only: compare the word as it came.',
    needs: ['llp-3.2'],
    async run(stage) {
      await areUnknown(stage, 'list', 'List', `message ${stage.name()}`, 'logout')
    },
  },
  {
    rule: 'llp-3.13',
    variant: 'extensions',
    title: 'commands that the original does not have',
    hint: 'There are four commands: LOGIN, LOGOUT, LIST and MESSAGE.',
    needs: ['llp-3.2'],
    scope: 'original',
    async run(stage) {
      await areUnknown(stage, 'BROADCAST', `BLOCK ${stage.name()}`, 'HISTORY', 'HELP')
    },
  },
  {
    rule: 'llp-3.13a',
    title: 'the connection after refusals',
    hint: 'Answer a mistake and read on; do not close the connection.',
    needs: [...ARRIVING, 'llp-3.4', 'llp-3.8', 'llp-3.11', 'llp-3.13'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.say(NONSENSE)
      await ann.hears(said.unknown, 'llp-3.13')
      await ann.say('MESSAGE')
      await ann.hears(said.badRecipient)
      await ann.say('LOGIN')
      await ann.match('a refusal', ({ frame }) =>
        frame.kind === 'status' && !frame.ok ? undefined : { why: 'it is none' },
      )
      await ann.compose(stage.name(), 'llp-3.13a')
      await ann.say('hello', 'XOXOXO')
      await ann.hears(said.nobody)
      await ann.reaches(bob, 'llp-3.13a')
    },
  },
]
