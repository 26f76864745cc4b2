import { object } from '../server/test-client.ts'
import { type ClientCheck, loggedIn, NEEDS, requested } from './test-server.ts'

/** So often is tried what a busy machine may spoil. */
const ROUNDS = 3

export const writeChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-1.1a',
    title: 'writes nothing after an object',
    hint: 'Write the object and nothing after it.',
    needs: ['ghostr-8.1'],
    async run(stage) {
      const wire = await stage.start()
      stage.person.login(stage.name(), 'falcon*solo')
      await requested(wire, 'login', 'ghostr-8.1')
      await wire.silent()
    },
  },
  {
    rule: 'ghostr-1.1',
    variant: 'pieces',
    title: 'writes a request in one segment',
    hint: 'Make the whole object first, then send it with one call.',
    needs: [...NEEDS, 'ghostr-1.1a'],
    async run(stage) {
      const { wire } = await loggedIn(stage)
      for (let round = 1; ; round += 1) {
        stage.person.list()
        const { alone } = await requested(wire, 'whoelse', 'ghostr-7.2a')
        if (alone) return
        if (round === ROUNDS) stage.fail('each request came in several pieces')
        await wire.say(object({ action: 'whoelse', reply: ['yoda'] }))
      }
    },
  },
]

export const readCheck: ClientCheck = {
  rule: 'ghostr-8.2a',
  title: 'reads replies that are cut and joined anywhere',
  hint: 'Keep what one read returns, and take each object as soon as it is whole.',
  needs: NEEDS,
  segmented: true,
  async run(stage) {
    const { wire } = await loggedIn(stage)
    await wire.say(object({ action: 'receive_message', from: 'yoda', message: 'one } { "grüße' }))
    await wire.say(object({ action: 'receive_message', from: 'luke', message: 'three' }))
    await stage.person.heard('yoda', 'one } { "grüße')
    await stage.person.heard('luke', 'three')
  },
}
