import { object } from '../server/test-client.ts'
import { type ClientCheck, loggedIn, NEEDS, PAUSE, requested } from './test-server.ts'

export const timeoutCheck: ClientCheck = {
  rule: 'ghostr-5.1c',
  title: 'exits at a timeout',
  hint: 'After {"action": "timeout"} close the connection and exit.',
  needs: NEEDS,
  async run(stage) {
    const { wire } = await loggedIn(stage)
    await wire.say(object({ action: 'timeout' }))
    await stage.pass(PAUSE)
    wire.end()
    await stage.person.ends()
  },
}

export const logoutCheck: ClientCheck = {
  rule: 'ghostr-8.1d',
  title: 'logs out before it closes',
  hint: 'Send logout before you close.',
  needs: NEEDS,
  async run(stage) {
    const { wire } = await loggedIn(stage)
    stage.person.leave()
    await requested(wire, 'logout')
    await wire.say(object({ action: 'logout', reply: 'logged out' }))
    wire.end()
    await wire.closes()
  },
}
