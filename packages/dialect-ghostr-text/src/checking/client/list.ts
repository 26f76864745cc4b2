import { type ClientCheck, LOGIN, TestServer } from './test-server.ts'

const LIST = 'ghostr-text-9.6a'

/** Names are shown, whatever stands between them. */
function lists(): readonly ClientCheck[] {
  const ways = [
    ['ghostr-text-9.6a', '\n', 'one name per line', 'shown'],
    ['ghostr-text-8.2a', ', ', 'commas between the names', undefined],
  ] as const
  return ways.map(([rule, between, title, variant]) => ({
    rule,
    ...(variant === undefined ? {} : { variant }),
    title: `shows a list with ${title}`,
    hint: 'Show the names of the list, separated by line ends or by commas.',
    needs: [...LOGIN, ...(rule === LIST ? [] : [LIST])],
    async run(stage) {
      const server = await TestServer.user(stage)
      const names = [stage.name(), stage.name(), stage.name()]
      stage.person.list()
      await server.asked('WHOELSE', { FROM: server.name }, LIST)
      await server.lists(names.join(between))
      for (const name of names) await stage.person.shows(name, rule)
    },
  }))
}

export const listChecks: readonly ClientCheck[] = [
  {
    rule: LIST,
    title: 'asks for the list with WHOELSE',
    hint: 'Send WHOELSE with the user’s own name in FROM.',
    needs: LOGIN,
    async run(stage) {
      const server = await TestServer.user(stage)
      stage.person.list()
      await server.asked('WHOELSE', { FROM: server.name })
    },
  },
  ...lists(),
]
