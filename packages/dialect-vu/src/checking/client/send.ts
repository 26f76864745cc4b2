import { type ClientCheck, logIn } from './test-server.ts'

const NEEDS = ['vu-2.1', 'vu-4.2']
const SENDS = [...NEEDS, 'vu-4.6c']

export const sendChecks: readonly ClientCheck[] = [
  {
    rule: 'vu-4.6c',
    title: 'sends what is typed to a user',
    hint: 'For "@bob hello there" send "SEND bob hello there" and "\\n".',
    needs: ['vu-2.1', 'vu-4.2'],
    async run(stage) {
      const { wire } = await logIn(stage)
      for (const text of ['hello there', 'two  spaces, @eve!', 'grüße ☃']) {
        const to = stage.name()
        stage.person.send(to, text)
        await wire.hear(`SEND ${to} ${text}\n`)
        await wire.say('SEND-OK\n')
      }
    },
  },
  {
    rule: 'vu-4.6g',
    title: 'sends spaces at both ends of a message',
    hint: 'Take all after one space after the name; do not strip what was typed.',
    needs: SENDS,
    async run(stage) {
      const { wire } = await logIn(stage)
      const to = stage.name()
      stage.person.send(to, ' a space before, two behind  ')
      await wire.hear(`SEND ${to}  a space before, two behind  \n`)
    },
  },
]
