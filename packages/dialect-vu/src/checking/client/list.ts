import { type ClientCheck, logIn } from './test-server.ts'

const NEEDS = ['vu-2.1', 'vu-4.2']

export const listChecks: readonly ClientCheck[] = [
  {
    rule: 'vu-4.6',
    variant: 'names',
    title: 'shows the names of who is online',
    hint: 'For LIST-OK show each name of the list.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await logIn(stage)
      const names = [stage.name(), stage.name(), stage.name()]
      stage.person.list()
      await wire.hear('LIST\n', 'vu-4.6')
      await wire.say(`LIST-OK ${names.join(',')}\n`)
      for (const name of names) await stage.person.shows(name)
    },
  },
]
