import { Party, type ServerCheck, type Stage } from './party.ts'

const NAMES = 'Look at each character of the name before you look whether somebody has it.'

/** A login with this instead of a name is refused, and the connection may try again. */
async function badName(stage: Stage, name: (good: string) => string): Promise<void> {
  const party = new Party(stage)
  const wire = await stage.connect()
  await party.ask(wire, name(party.word()), 'BAD-RQST-BODY\n')
}

export const loginChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-1.1d',
    title: 'nothing is said before the client speaks',
    hint: 'Send nothing when a connection is accepted: no greeting, no prompt.',
    async run(stage) {
      const wire = await stage.connect()
      await wire.silent()
    },
  },
  {
    rule: 'vu-1.1b',
    title: 'no carriage return before the line end',
    hint: 'End each line with "\\n" alone, not with "\\r\\n".',
    async run(stage) {
      const wire = await stage.connect()
      await wire.say(`HELLO-FROM ${stage.name()}\n`)
      const { text, bytes } = await wire.next('HELLO and the name', 'vu-2.1a')
      if (text.endsWith('\r\n')) {
        stage.fail('it ends with \\r\\n', undefined, bytes, bytes.length - 2)
      }
    },
  },
  {
    rule: 'vu-2.1a',
    title: 'a login is confirmed',
    hint: 'Answer "HELLO-FROM bob" with "HELLO bob": the word, one space, the name as it came, \\n.',
    async run(stage) {
      const name = stage.name()
      const wire = await stage.connect()
      await wire.say(`HELLO-FROM ${name}\n`)
      await wire.hear(`HELLO ${name}\n`)
    },
  },
  {
    rule: 'vu-2.1b',
    title: 'a name with capitals and letters outside ASCII comes back as it was',
    hint: 'Read and write UTF-8, and give the name back without changing upper or lower case.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const party = new Party(stage)
      await party.login(await stage.connect(), `Zoë${party.word()}`, 'vu-2.1b')
    },
  },
  {
    rule: 'vu-2.2',
    title: 'a name that somebody has',
    hint: 'Before you let somebody in, look whether the name is among those who are logged in.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const party = new Party(stage)
      const first = await party.user()
      const wire = await stage.connect()
      await party.ask(wire, `HELLO-FROM ${first.name}\n`, 'IN-USE\n')
      if ((await wire.rest()).length > 0) stage.fail('more than IN-USE came')
    },
  },
  {
    rule: 'vu-2.2a',
    title: 'another attempt after IN-USE',
    hint: 'Keep the connection open after IN-USE and read the next line of it.',
    needs: ['vu-2.1a', 'vu-2.2'],
    async run(stage) {
      const party = new Party(stage)
      const first = await party.user()
      const wire = await stage.connect()
      await party.ask(wire, `HELLO-FROM ${first.name}\n`, 'IN-USE\n', 'vu-2.2')
      await party.login(wire, party.word(), 'vu-2.2a')
    },
  },
  {
    rule: 'vu-2.4',
    title: 'a name with a space in it',
    hint: `The name is all that follows "HELLO-FROM ". ${NAMES}`,
    needs: ['vu-2.1a'],
    run: (stage) => badName(stage, (name) => `HELLO-FROM ${name} ${name}\n`),
  },
  {
    rule: 'vu-2.4',
    variant: 'comma',
    title: 'a name with a comma in it',
    hint: `A comma ends a name in a list. ${NAMES}`,
    needs: ['vu-2.1a'],
    run: (stage) => badName(stage, (name) => `HELLO-FROM ${name},x\n`),
  },
  {
    rule: 'vu-2.4a',
    title: 'a name with any of !@#$%^&*',
    hint: `All eight of !@#$%^&* are refused, wherever they stand. ${NAMES}`,
    needs: ['vu-2.1a'],
    async run(stage) {
      const party = new Party(stage)
      for (const sign of '!@#$%^&*') {
        const [wire, name] = [await stage.connect(), party.word()]
        const at = Math.floor(stage.random() * (name.length + 1))
        const bad = `${name.slice(0, at)}${sign}${name.slice(at)}`
        await party.ask(wire, `HELLO-FROM ${bad}\n`, 'BAD-RQST-BODY\n')
      }
    },
  },
  {
    rule: 'vu-2.4b',
    title: 'a name with a control character',
    hint: `Characters such as tab and escape are no part of a name. ${NAMES}`,
    needs: ['vu-2.1a'],
    run: (stage) => badName(stage, (name) => `HELLO-FROM ${name}\u0007${name}\n`),
  },
  {
    rule: 'vu-2.4c',
    title: 'an empty name',
    hint: 'Refuse a name that has no character once the spaces at its end are gone.',
    needs: ['vu-2.1a'],
    run: (stage) => badName(stage, () => 'HELLO-FROM \n'),
  },
  {
    rule: 'vu-2.4c',
    variant: 'bare',
    title: 'HELLO-FROM and nothing more',
    hint: 'The first word is right and what should follow is missing: that is BAD-RQST-BODY.',
    needs: ['vu-2.1a'],
    run: (stage) => badName(stage, () => 'HELLO-FROM\n'),
  },
  {
    rule: 'vu-2.4e',
    title: 'spaces behind the name',
    hint: 'Remove spaces at the end of the name before you look at it.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const party = new Party(stage)
      const [wire, name] = [await stage.connect(), party.word()]
      await party.ask(wire, `HELLO-FROM ${name}  \n`, `HELLO ${name}\n`)
    },
  },
  {
    rule: 'vu-2.4f',
    title: 'another attempt after a bad name',
    hint: 'Keep the connection open after BAD-RQST-BODY and read the next line of it.',
    needs: ['vu-2.1a', 'vu-2.4a'],
    async run(stage) {
      const party = new Party(stage)
      const wire = await stage.connect()
      await party.ask(wire, `HELLO-FROM ${party.word()}!\n`, 'BAD-RQST-BODY\n', 'vu-2.4a')
      await party.login(wire, party.word(), 'vu-2.4f')
    },
  },
  {
    rule: 'vu-2.5',
    title: 'commands before a login',
    hint: 'Until HELLO-FROM has succeeded, answer every other line with BAD-RQST-HDR.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const party = new Party(stage)
      const { name } = await party.user()
      for (const line of ['LIST', `SEND ${name} ${party.word()}`, 'FLY']) {
        const wire = await stage.connect()
        await party.ask(wire, `${line}\n`, 'BAD-RQST-HDR\n')
      }
    },
  },
  {
    rule: 'vu-2.5',
    variant: 'login',
    title: 'a login after a command that came too early',
    hint: 'Answer BAD-RQST-HDR and read the next line: the connection stays open.',
    needs: ['vu-2.1a', 'vu-2.5'],
    async run(stage) {
      const party = new Party(stage)
      const wire = await stage.connect()
      await party.ask(wire, 'LIST\n', 'BAD-RQST-HDR\n')
      await party.login(wire, party.word(), 'vu-2.5')
    },
  },
  {
    rule: 'vu-2.6',
    title: 'a second login on the same connection',
    hint: 'Remember for each connection that it has logged in; HELLO-FROM is then BAD-RQST-HDR.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const party = new Party(stage)
      const { wire, name } = await party.user()
      await party.ask(wire, `HELLO-FROM ${party.word()}\n`, 'BAD-RQST-HDR\n')
      await party.ask(wire, `HELLO-FROM ${name}\n`, 'BAD-RQST-HDR\n')
    },
  },
]
