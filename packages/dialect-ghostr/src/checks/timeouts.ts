import { LOGGED_IN, type ServerCheck, type Stage, user } from './guest.ts'
import { LONGEST_WAIT } from './locks.ts'

export const timeoutChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-5.1',
    title: 'a user who asks for nothing',
    hint: 'After the timeout without a request tell the user {"action": "timeout"}.',
    needs: LOGGED_IN,
    async run(stage) {
      await timedOut(stage)
    },
  },
  {
    rule: 'ghostr-5.1a',
    title: 'the others are told of a timeout',
    hint: 'After a timeout send logout_broadcast to the others.',
    needs: [...LOGGED_IN, 'ghostr-5.1'],
    async run(stage) {
      const { idle, other } = await timedOut(stage)
      await other.sees(idle.name, false)
    },
  },
  {
    rule: 'ghostr-5.1b',
    title: 'a timeout closes the connection',
    hint: 'Close the connection about a second after the timeout was told.',
    needs: [...LOGGED_IN, 'ghostr-5.1'],
    async run(stage) {
      const { idle } = await timedOut(stage)
      await stage.pass(2000)
      await idle.wire.closes()
    },
  },
]

/** A user who was timed out, and another one who was not. */
async function timedOut(stage: Stage) {
  const { timeout } = stage.options
  if (timeout === 0 || timeout > LONGEST_WAIT) {
    stage.skip('would take as long as the timeout: say --option timeout=2 if it is 2 seconds')
  }
  const idle = await user(stage)
  const other = await user(stage)
  const half = (timeout * 1000) / 2
  await stage.pass(half)
  await other.say('whoelse')
  await other.names('whoelse', 'ghostr-4.4')
  await stage.pass(half)
  await idle.wire.find('{"action": "timeout"}', ({ kind }) => kind === 'timeout')
  return { idle, other }
}
