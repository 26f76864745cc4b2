import { message, valueIn } from './fields.ts'
import { type Guest, Party, type ServerCheck, type Stage } from './party.ts'

const LOGIN = ['ghostr-text-1.1', 'ghostr-text-1.1a', 'ghostr-text-9.1', 'ghostr-text-9.2']

/** Logs on with a wrong password; gives the tries that are left. */
async function fails(guest: Guest, rule: string): Promise<string> {
  await guest.auth('wrong', '0')
  const heard = await guest.hears('AUTH', { PASW: '0' }, rule)
  return valueIn(heard.text, 'ATMP') ?? ''
}

/** Who can log in. */
export const loginChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-9.1',
    title: 'a name asks to log in',
    hint: 'Answer LOGON with RET: 1 where that name may give its password now.',
    needs: ['ghostr-text-1.1', 'ghostr-text-1.1a'],
    async run(stage) {
      const guest = await new Party(stage).stranger()
      await guest.logon(stage.account().name)
    },
  },
  {
    rule: 'ghostr-text-9.2',
    title: 'the right password',
    hint: 'Answer AUTH with PASW: 1 where the password is that of the name.',
    needs: LOGIN.slice(0, 3),
    async run(stage) {
      await new Party(stage).user()
    },
  },
  {
    rule: 'ghostr-text-9.2',
    variant: 'again',
    title: 'logging in a second time',
    hint: 'After a LOGOUT the name is free again, and its password is still the same.',
    needs: LOGIN,
    async run(stage) {
      const party = new Party(stage)
      const account = stage.account()
      const guest = await party.user(account)
      await guest.logout()
      await party.user(account)
    },
  },
  {
    rule: 'ghostr-text-2.1a',
    title: 'a new name gets an account',
    hint: 'Keep the password of the first AUTH of a name, and compare with it the next time.',
    needs: LOGIN,
    async run(stage) {
      if (stage.options.register === 'closed') stage.skip('the server lets no new users in')
      const party = new Party(stage)
      const { name, password } = await party.away({ name: stage.name(), password: 'falcon*solo' })
      const guest = await party.stranger()
      await guest.logon(name)
      await fails(guest, 'ghostr-text-2.1a')
      await guest.auth(password)
      await guest.hears('AUTH', { PASW: '1' }, 'ghostr-text-9.2b')
    },
  },
  {
    rule: 'ghostr-text-9.1a',
    title: 'NEW for a name that nobody has',
    hint: 'NEW is 1 where the name has no account yet and will get one with its password.',
    needs: LOGIN,
    async run(stage) {
      const guest = await new Party(stage).stranger()
      await guest.say('LOGON', { WHO: stage.name() })
      const isNew = stage.options.register === 'closed' ? '0' : '1'
      await guest.hears('LOGON', { NEW: isNew })
    },
  },
  {
    rule: 'ghostr-text-9.1a',
    variant: 'known',
    title: 'NEW for a name that has an account',
    hint: 'NEW is 0 where the name has an account: look it up when LOGON comes.',
    needs: LOGIN,
    async run(stage) {
      const party = new Party(stage)
      const account = stage.account()
      const first = await party.user(account)
      await first.logout()
      const { text } = await (await party.stranger()).logon(account.name)
      if (valueIn(text, 'NEW') !== '0') stage.fail('NEW is not 0')
    },
  },
  {
    rule: 'ghostr-text-9.1b',
    title: 'somebody who is logged in logs in again',
    hint: 'Answer LOGON with RET: 0 and the reason in ERR while that name is logged in.',
    needs: LOGIN,
    async run(stage) {
      const party = new Party(stage)
      const account = stage.account()
      await party.user(account)
      const second = await party.stranger()
      await second.say('LOGON', { WHO: account.name })
      const { text } = await second.hears('LOGON', {}, 'ghostr-text-9.1')
      if (valueIn(text, 'RET') === '0') {
        if (/^[0\s]*$/.test(valueIn(text, 'ERR') ?? '')) stage.fail('ERR gives no reason')
        return
      }
      await second.auth(account.password)
      const { text: answer } = await second.hears('AUTH', {}, 'ghostr-text-9.2')
      if (valueIn(answer, 'PASW') === '1') stage.fail('two are logged in with one name')
    },
  },
  {
    rule: 'ghostr-text-9.1b',
    variant: 'broadcast',
    title: 'somebody wants to be called broadcast',
    hint: '"broadcast" is TO of what is for everyone: refuse it as a name.',
    scope: 'extension',
    needs: LOGIN,
    async run(stage) {
      const guest = await new Party(stage).stranger()
      await guest.say('LOGON', { WHO: 'broadcast' })
      await guest.hears('LOGON', { RET: '0' })
    },
  },
]

/** Wrong passwords. These come last: where accounts were given, some are locked afterwards. */
export const passwordChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-9.2a',
    title: 'a wrong password',
    hint: 'Answer PASW: 0, and count down in ATMP: with three tries 2 is left after the first.',
    needs: LOGIN,
    async run(stage) {
      const { attempts } = stage.options
      if (attempts === 1) stage.skip('with attempts=1 the first wrong password is the last')
      const party = new Party(stage)
      const { name } = await party.expendable()
      const guest = await party.stranger()
      await guest.logon(name)
      for (let left = attempts - 1; left > 0 && left > attempts - 3; left -= 1) {
        await guest.auth('wrong')
        await guest.hears('AUTH', { PASW: '0', ATMP: `${left}` })
      }
    },
  },
  {
    rule: 'ghostr-text-9.2b',
    title: 'the right password after a wrong one',
    hint: 'After a wrong password keep the connection, and read the next AUTH.',
    needs: [...LOGIN, 'ghostr-text-9.2a'],
    async run(stage) {
      if (stage.options.attempts === 1) stage.skip('with attempts=1 there is no second one')
      const party = new Party(stage)
      const { name, password } = await party.away()
      const guest = await party.stranger()
      await guest.logon(name)
      await fails(guest, 'ghostr-text-9.2a')
      await guest.auth(password)
      await guest.hears('AUTH', { PASW: '1' })
    },
  },
  {
    rule: 'ghostr-text-2.3',
    title: 'as many wrong passwords as are too many',
    hint: 'Count wrong passwords of a name; the third in a row is answered PASW: 0 and ATMP: 0.',
    needs: [...LOGIN, 'ghostr-text-9.2a'],
    async run(stage) {
      await locked(stage)
    },
  },
  {
    rule: 'ghostr-text-2.3',
    variant: 'row',
    title: 'a right password begins the count anew',
    hint: 'Set the count of wrong passwords back when the right one comes.',
    needs: [...LOGIN, 'ghostr-text-9.2a', 'ghostr-text-9.2b'],
    async run(stage) {
      const { attempts } = stage.options
      if (attempts === 1) stage.skip('with attempts=1 there is nothing to count')
      const party = new Party(stage)
      const { name, password } = await party.away()
      for (const round of ['first', 'second']) {
        const guest = await party.stranger()
        await guest.logon(name)
        const left = await fails(guest, 'ghostr-text-9.2a')
        if (left !== `${attempts - 1}`) stage.fail(`the ${round} time ATMP is ${left}`)
        await guest.auth(password)
        await guest.hears('AUTH', { PASW: '1' }, 'ghostr-text-9.2b')
        await guest.logout()
      }
    },
  },
  {
    rule: 'ghostr-text-2.3',
    variant: 'connections',
    title: 'wrong passwords over several connections',
    hint: 'Count for a name, not for a connection: who is refused may just connect again.',
    scope: 'extension',
    needs: [...LOGIN, 'ghostr-text-9.2a'],
    async run(stage) {
      const { attempts } = stage.options
      if (attempts > 10) stage.skip(`${attempts} tries are too many to be tried`)
      const party = new Party(stage)
      const { name } = await party.expendable()
      for (let left = attempts - 1; left >= 0; left -= 1) {
        const guest = await party.stranger()
        await guest.logon(name)
        await guest.auth('wrong')
        await guest.hears('AUTH', { PASW: '0', ATMP: `${left}` })
        guest.wire.end()
      }
    },
  },
  {
    rule: 'ghostr-text-2.3a',
    title: 'the right password after too many wrong ones',
    hint: 'Remember until when a name is blocked, for all connections, and refuse it until then.',
    needs: [...LOGIN, 'ghostr-text-2.3'],
    async run(stage) {
      if (stage.options.blockDuration < 2) stage.skip('names are blocked for less than 2 seconds')
      const { party, name, password } = await locked(stage)
      await refused(await party.stranger(), name, password)
    },
  },
  {
    rule: 'ghostr-text-2.3a',
    variant: 'over',
    title: 'the right password when the block is over',
    hint: 'When the block duration is over, take the right password again.',
    needs: [...LOGIN, 'ghostr-text-2.3'],
    async run(stage) {
      const { blockDuration } = stage.options
      if (blockDuration > 8) {
        stage.skip(
          `takes ${blockDuration} seconds; say --option blockDuration=3 if the server is started so`,
        )
      }
      const { party, name, password } = await locked(stage)
      await stage.pass(blockDuration * 1000 + 1000)
      const guest = await party.stranger()
      await guest.logon(name, 'ghostr-text-2.3a')
      await guest.auth(password)
      await guest.hears('AUTH', { PASW: '1' })
    },
  },
]

/** An account that has just been locked. */
async function locked(stage: Stage) {
  const { attempts } = stage.options
  if (attempts > 10) stage.skip(`${attempts} tries are too many to be tried`)
  const party = new Party(stage)
  const { name, password } = await party.expendable()
  const guest = await party.stranger()
  await guest.logon(name)
  for (let left = attempts - 1; left > 0; left -= 1) await fails(guest, 'ghostr-text-9.2a')
  await guest.auth('wrong')
  await guest.hears('AUTH', { PASW: '0', ATMP: '0' }, 'ghostr-text-2.3')
  return { party, name, password }
}

/** At its LOGON, or at its AUTH. */
async function refused(guest: Guest, name: string, password: string): Promise<void> {
  await guest.say('LOGON', { WHO: name })
  const { text } = await guest.hears('LOGON', {}, 'ghostr-text-9.1')
  if (valueIn(text, 'RET') === '0') return
  guest.name = name
  await guest.auth(password)
  await guest.next(
    message('AUTH', { PASW: '0', ATMP: '0' }),
    (heard) =>
      valueIn(heard.text, 'PASW') === '0' ? undefined : { why: 'the password was taken' },
    'ghostr-text-2.3a',
  )
}
