import { Party, type ServerCheck, type User } from './party.ts'

/** WHO is answered as LIST is. */
async function who(party: Party, { wire, name }: User): Promise<void> {
  await wire.say('WHO\n')
  await wire.find('WHO-OK and the names', party.isOurs, ({ text }) => {
    const names = /^WHO-OK ([^\r\n]+)\n$/.exec(text)?.[1]?.split(',') ?? []
    return names.includes(name) ? undefined : { why: 'this is no list with the one who asks' }
  })
}

export const peerChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-5.3',
    title: 'WHO, as it was said until 2022',
    hint: 'Answer WHO as LIST, with WHO-OK for LIST-OK.',
    needs: ['vu-2.1a'],
    scope: 'extension',
    async run(stage) {
      const party = new Party(stage)
      await who(party, await party.user())
    },
  },
  {
    rule: 'vu-5.3',
    variant: 'more',
    title: 'WHO with a word behind it',
    hint: 'WHO stands alone on its line, as LIST does.',
    needs: ['vu-2.1a', 'vu-5.3'],
    scope: 'extension',
    async run(stage) {
      const party = new Party(stage)
      const { wire } = await party.user()
      await party.ask(wire, 'WHO is there\n', 'BAD-RQST-BODY\n')
      await party.ask(wire, `SEND ${party.word()} hello\n`, 'BAD-DEST-USER\n')
    },
  },
  {
    rule: 'vu-5.3a',
    title: 'UNKNOWN after WHO',
    hint: 'A connection that has said WHO is of the old protocol: UNKNOWN for BAD-DEST-USER.',
    needs: ['vu-2.1a', 'vu-5.3', 'vu-3.8'],
    scope: 'extension',
    async run(stage) {
      const party = new Party(stage)
      const [old, other] = [await party.user(), await party.user()]
      await who(party, old)
      await party.ask(old.wire, `SEND ${party.word()} hello\n`, 'UNKNOWN\n')
      await party.ask(other.wire, `SEND ${party.word()} hello\n`, 'BAD-DEST-USER\n')
    },
  },
]
