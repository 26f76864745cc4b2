import { NONE } from '@parley/checks'
import { checks, LOGIN } from './test-server.ts'

export const promptQuitChecks = checks(NONE, [
  {
    id: 'vu-4.6b',
    title: 'exits on !quit at the login prompt',
    hint: 'Look for !quit before you take what was typed for a name.',
    login: 'none',
    async run(server) {
      await server.startIdle()
      server.person.type('!quit')
      await server.person.ends()
    },
  },
])

export const quitChecks = checks(LOGIN, [
  {
    id: 'vu-4.6a',
    title: 'exits on !quit after the login',
    hint: 'Close the connection and end the program, even if a thread still reads.',
    async run({ person, wire }) {
      person.type('!quit')
      await wire.closes()
      await person.ends()
    },
  },
  {
    id: 'vu-4.6h',
    title: 'says nothing to the server on !quit',
    hint: 'There is no goodbye in this protocol: close the connection.',
    needs: ['vu-4.6a'],
    async run({ person, stage, wire }) {
      person.type('!quit')
      await wire.closes('vu-4.6a')
      const said = await wire.rest()
      if (said.length > 0) stage.fail('it said something before it closed; there is no goodbye')
    },
  },
])
