import { type ClientCheck, expectLogin, startWithoutLogin } from './test-server.ts'

const NEEDS = ['vu-2.1']

export const quitChecks: readonly ClientCheck[] = [
  {
    rule: 'vu-4.6b',
    title: 'exits on !quit at the login prompt',
    hint: 'Look for !quit before you take what was typed for a name.',
    async run(stage) {
      await startWithoutLogin(stage)
      stage.person.type('!quit')
      await stage.person.ends()
    },
  },
  {
    rule: 'vu-4.6a',
    title: 'exits on !quit after the login',
    hint: 'Close the connection and end the program, even if a thread still reads.',
    needs: [...NEEDS, 'vu-4.2'],
    async run(stage) {
      const { name, wire } = await expectLogin(stage)
      await wire.say(`HELLO ${name}\n`)
      await stage.person.welcomed(name, 'vu-4.2')
      stage.person.type('!quit')
      await wire.closes()
      await stage.person.ends()
      const said = await wire.rest()
      if (said.length > 0) stage.fail('it said something before it closed; there is no goodbye')
    },
  },
]
