import { LONGEST_WAIT } from './login-lockout.ts'
import { LOGGED_IN, type ServerCheck, type Stage, stranger, user } from './test-client.ts'

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

export const leaveChecks: readonly ServerCheck[] = [
  ...(['closes', 'breaks'] as const).map((how) => ({
    rule: 'ghostr-3.2',
    variant: how,
    title: `treats a connection that is ${how === 'closes' ? 'closed' : 'reset'} as a logout`,
    hint: 'If a connection ends without a logout, do what a logout does, and accept the name again.',
    needs: [...LOGGED_IN, 'ghostr-3.1a'],
    async run(stage: Stage) {
      const [one, other] = [await user(stage), await user(stage)]
      if (how === 'closes') other.wire.end()
      else other.wire.reset()
      await one.sees(other.name, false)
      await (await stranger(stage)).login(other, 'ghostr-3.2')
    },
  })),
  {
    rule: 'ghostr-4.9',
    title: 'answers a logout and closes the connection',
    hint: 'Answer logout with "logged out", and close.',
    needs: LOGGED_IN,
    async run(stage) {
      const one = await user(stage)
      await one.say('logout')
      await one.words('logout', 'logged out')
      await one.wire.closes()
    },
  },
]

export const closeChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-1.2',
    variant: 'half-close',
    title: 'answers after the client closed its sending half',
    hint: 'Answer all requests that came before the end of the input, and close only then.',
    needs: [...LOGGED_IN, 'ghostr-4.4'],
    async run(stage) {
      const one = await user(stage)
      await one.say('whoelse')
      one.wire.end()
      await one.names('whoelse')
    },
  },
  {
    rule: 'ghostr-1.2',
    variant: 'unfinished',
    title: 'serves the others after a connection ends within a request',
    hint: 'If a read returns nothing, drop the unfinished request, and close that connection only.',
    needs: [...LOGGED_IN, 'ghostr-4.4'],
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      await other.wire.say('{"action": "message", "mess')
      other.wire.end()
      await other.wire.rest()
      await one.say('whoelse')
      await one.names('whoelse', 'ghostr-1.2')
      await user(stage)
    },
  },
]

export const timeoutChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-5.1',
    title: 'tells a user who sends nothing of the timeout',
    hint: 'After the timeout without a request tell the user {"action": "timeout"}.',
    needs: LOGGED_IN,
    async run(stage) {
      await timedOut(stage)
    },
  },
  {
    rule: 'ghostr-5.1a',
    title: 'tells the others of a timeout',
    hint: 'After a timeout send logout_broadcast to the others.',
    needs: [...LOGGED_IN, 'ghostr-5.1'],
    async run(stage) {
      const { idle, other } = await timedOut(stage)
      await other.sees(idle.name, false)
    },
  },
  {
    rule: 'ghostr-5.1b',
    title: 'closes the connection after a timeout',
    hint: 'Close the connection about a second after the timeout was sent.',
    needs: [...LOGGED_IN, 'ghostr-5.1'],
    async run(stage) {
      const { idle } = await timedOut(stage)
      await stage.pass(2000)
      await idle.wire.closes()
    },
  },
]
