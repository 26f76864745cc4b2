import { flawOf, NONSENSE, Party, type ServerCheck, said } from './party.ts'

export const bannerChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-2.1',
    title: 'the first line of the greeting',
    hint: 'Write the greeting as soon as somebody has connected, before you read anything.',
    async run(stage) {
      const wire = await stage.connect()
      await wire.expect(said.welcome, (heard) => flawOf(heard, said.welcome))
    },
  },
  {
    rule: 'llp-2.1a',
    title: 'the line with the commands',
    hint: 'The second line begins "Supported commands are: LOGIN <user>, LOGOUT, LIST", without "> ".',
    needs: ['llp-2.1'],
    async run(stage) {
      const wire = await stage.connect()
      await wire.next(said.welcome, 'llp-2.1')
      await wire.expect(said.commands, ({ text }) =>
        text.startsWith(said.commands) ? undefined : { why: 'another line came' },
      )
    },
  },
  {
    rule: 'llp-2.1a',
    variant: 'exact',
    title: 'the line with the commands, to the letter',
    hint: 'The second line ends behind "MESSAGE <user>".',
    needs: ['llp-2.1'],
    scope: 'original',
    async run(stage) {
      const wire = await stage.connect()
      await wire.next(said.welcome, 'llp-2.1')
      await wire.expect(said.commands, (heard) => flawOf(heard, said.commands))
    },
  },
  {
    rule: 'llp-2.1b',
    title: 'the empty lines behind the greeting',
    hint: 'Behind the second line come two lines with nothing in them: three \\n in all, and no more.',
    needs: ['llp-2.1', 'llp-2.1a'],
    async run(stage) {
      const wire = await stage.connect()
      await wire.say(`${NONSENSE}\n`)
      await wire.next(said.welcome, 'llp-2.1')
      await wire.next(said.commands, 'llp-2.1a')
      for (const _ of [1, 2]) await wire.expect('an empty line', (heard) => flawOf(heard, ''))
      await wire.expect(said.unknown, (heard) => flawOf(heard, said.unknown))
    },
  },
]

/** How replies look; behind the checks of logins, which they need. */
export const replyChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-1.1b',
    title: 'the line ends of the server',
    hint: 'End every line with \\n alone; a library that writes lines may add \\r, as telnetlib does.',
    needs: ['llp-2.1', 'llp-3.2'],
    async run(stage) {
      const guest = await new Party(stage).stranger()
      const isBare = ({ text }: { readonly text: string }) =>
        text.includes('\r') ? { why: 'there is a \\r in it', at: text.indexOf('\r') } : undefined
      for (const line of [said.welcome, said.commands]) await guest.wire.expect(line, isBare)
      const name = stage.name()
      await guest.say(`LOGIN ${name}`)
      await guest.match(`> OK - Hello ${name}`, isBare)
      await guest.say(NONSENSE)
      await guest.match(said.unknown, isBare)
    },
  },
  {
    rule: 'llp-1.3',
    title: 'the form of a reply',
    hint: 'Each reply is one line: "> OK - " or "> ERROR - ", with blanks as here, and a text.',
    needs: ['llp-3.2'],
    async run(stage) {
      const party = new Party(stage)
      for (const command of [NONSENSE, 'MESSAGE', `LOGIN ${stage.name()}`, 'LOGOUT']) {
        const ann = await party.user()
        await ann.say(command)
        await ann.match('> OK - or > ERROR - and a text', ({ text }) =>
          /^> (?:OK|ERROR) - \S.*\r?\n$/.test(text) ? undefined : { why: 'it is no such line' },
        )
      }
    },
  },
]
