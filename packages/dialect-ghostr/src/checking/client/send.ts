import { object } from '../server/test-client.ts'
import { type ClientCheck, loggedIn, NEEDS, PAUSE, requested } from './test-server.ts'

export const sendCheck: ClientCheck = {
  rule: 'ghostr-1.1',
  title: 'sends a message as one JSON object',
  hint: 'Send one JSON object with action message, user and message.',
  needs: NEEDS,
  async run(stage) {
    const { wire } = await loggedIn(stage)
    stage.person.send('yoda', 'grüße "all" {}')
    await wire.find(
      object({ action: 'message', message: 'grüße "all" {}', user: 'yoda' }),
      ({ kind }) => kind !== 'line-end',
      ({ frame, text }) => {
        if (frame.kind !== 'message') return { why: 'it is another', at: 0 }
        if (frame.to !== 'yoda') return { why: 'the user is another', at: text.indexOf('"user"') }
        if (frame.text === 'grüße "all" {}') return undefined
        return { why: 'the text is another', at: Math.max(0, text.indexOf('"message":')) }
      },
    )
  },
}

export const turnChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-8.1a',
    title: 'sends one request at a time',
    hint: 'Wait for the answer to a request before you send the next one.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await loggedIn(stage)
      stage.person.list()
      stage.person.send('yoda', 'hello')
      await requested(wire, 'whoelse')
      await stage.pass(PAUSE)
      await wire.silent()
      await wire.say(object({ action: 'whoelse', reply: ['yoda'] }))
      await requested(wire, 'message')
    },
  },
  {
    rule: 'ghostr-8.1a',
    variant: 'login',
    title: 'sends nothing before the reply to the login',
    hint: 'Wait for the answer to the login before you send anything else.',
    needs: NEEDS,
    async run(stage) {
      const name = stage.name()
      const wire = await stage.start()
      stage.person.login(name, 'falcon*solo')
      stage.person.send('yoda', 'too early?')
      await requested(wire, 'login', 'ghostr-8.1')
      await stage.pass(PAUSE)
      await wire.silent()
      await wire.say(object({ action: 'login', status: 'SUCCESS' }))
      await stage.person.welcomed(name, 'ghostr-7.2')
    },
  },
]
