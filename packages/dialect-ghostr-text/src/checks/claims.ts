import { valueIn } from './fields.ts'
import { pair, type ServerCheck } from './party.ts'
import { noneSays } from './strangers.ts'

const NEEDED = ['ghostr-text-9.1', 'ghostr-text-9.2', 'ghostr-text-9.4', 'ghostr-text-9.6']

/** Who says that they are somebody else. */
export const claimChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-3.2',
    title: 'a message in the name of somebody else',
    hint: 'Compare FROM with the name that logged in on this connection, and refuse any other.',
    needs: NEEDED,
    async run(stage) {
      const { party, ann, bob } = await pair(stage)
      const cat = await party.user()
      await ann.tell('MSG', { FROM: bob.name, TO: cat.name, BODY: 'forged' })
      await ann.tell('BROADCAST', { FROM: bob.name, BODY: 'forged too' })
      await ann.heeded()
      for (const { text } of await cat.before()) {
        if (valueIn(text, 'FROM') === bob.name) stage.fail('it came in the name of somebody else')
      }
    },
  },
  {
    rule: 'ghostr-text-3.2',
    variant: 'logout',
    title: 'somebody logs another user out',
    hint: 'Compare WHO of a LOGOUT with the name that logged in on this connection.',
    needs: NEEDED,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.tell('LOGOUT', { WHO: bob.name })
      await ann.heeded()
      await bob.nothing('ghostr-text-3.2')
    },
  },
  {
    rule: 'ghostr-text-3.2',
    variant: 'block',
    title: 'somebody blocks in the name of another user',
    hint: 'Compare BLOCKER with the name that logged in on this connection.',
    needs: NEEDED,
    async run(stage) {
      const { party, ann, bob } = await pair(stage)
      const cat = await party.user()
      await ann.tell('BLOCK', { WHO: cat.name, BLOCKER: bob.name })
      await cat.write(bob.name, 'not blocked')
      await bob.gets(cat.name, 'not blocked', 'ghostr-text-3.2')
    },
  },
  {
    rule: 'ghostr-text-4.2',
    title: 'the answer to a message in the name of somebody else',
    hint: 'Answer what is not carried out with an ERROR that names its type in OF.',
    scope: 'extension',
    needs: NEEDED,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.tell('MSG', { FROM: bob.name, TO: bob.name, BODY: 'forged' })
      await ann.hears('ERROR', { OF: 'MSG' })
      await noneSays(stage, bob, 'forged')
    },
  },
]
