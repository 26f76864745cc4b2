import { Party, type ServerCheck, withBadBytes } from './party.ts'

/** What can bring a server down; last, so that it does not hide the rest. */
export const badDayChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-2.7',
    variant: 'reset',
    title: 'somebody is cut off in the middle of a line, and the others go on',
    hint: 'A read can end with an error: catch it, free the name, and serve the others as before.',
    needs: ['vu-1.2c', 'vu-2.1a', 'vu-2.7', 'vu-3.3', 'vu-3.3a', 'vu-3.3c'],
    async run(stage) {
      const party = new Party(stage)
      const [one, two, three] = [await party.user(), await party.user(), await party.user()]
      await one.wire.say(`SEND ${two.name} ${party.word()}`)
      await stage.pass(20)
      one.wire.reset()
      const next = await party.comesFree(one.name)
      if (next === undefined) {
        stage.fail(`${one.name} cannot be had 3 seconds after its connection was cut`)
      }
      await party.pass(three, two, party.word(), 'vu-2.7')
    },
  },
  {
    rule: 'vu-2.7',
    variant: 'unread',
    title: 'somebody goes without reading, and the others go on',
    hint: 'A write can fail where its reader has gone: catch that, and serve the others as before.',
    needs: ['vu-1.2d', 'vu-2.1a', 'vu-2.7', 'vu-3.3', 'vu-3.3a', 'vu-3.3c'],
    async run(stage) {
      const party = new Party(stage)
      const [one, two, three] = [await party.user(), await party.user(), await party.user()]
      await one.wire.say('LIST\n'.repeat(50))
      one.wire.reset()
      await party.pass(two, three, party.word(), 'vu-2.7')
    },
  },
  {
    rule: 'vu-2.4d',
    title: 'a name that is not UTF-8',
    hint: 'Catch the error that decoding gives, and answer; the connection goes on.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const party = new Party(stage)
      const wire = await stage.connect()
      const line = withBadBytes(`HELLO-FROM ${party.word()}`, '\n')
      await party.ask(wire, line, 'BAD-RQST-BODY\n')
    },
  },
  {
    rule: 'vu-3.7c',
    title: 'a body that is not UTF-8',
    hint: 'Catch the error that decoding gives, answer BAD-RQST-BODY, and go on.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const party = new Party(stage)
      const [{ wire }, other] = [await party.user(), await party.user()]
      await party.ask(wire, withBadBytes(`SEND ${other.name} `, '\n'), 'BAD-RQST-BODY\n')
    },
  },
]
