import { options } from '../../options.ts'
import { message, valueIn } from '../fields.ts'
import { fails } from './login.ts'
import { type Clients, checks, FRAMED_LOGIN, type TextClient } from './test-client.ts'

/** Most wrong passwords that are tried in a row. */
const MOST_ATTEMPTS = 10

function untried(settings: unknown): string | undefined {
  const { attempts } = options.parse(settings)
  return attempts > MOST_ATTEMPTS ? `${attempts} tries are too many to be tried` : undefined
}

/** What is tried where one wrong password locks nothing; `why`: of a server where it does. */
function untriedAtOnce(why: string): (settings: unknown) => string | undefined {
  return (settings) =>
    options.parse(settings).attempts === 1 ? `with attempts=1 ${why}` : undefined
}

/** An account that has just been locked. */
async function locked(clients: Clients) {
  const { attempts } = clients.stage.options
  const { name, password } = await clients.expendable()
  const client = await clients.connect()
  await client.logon(name)
  for (let left = attempts - 1; left > 0; left -= 1) await fails(client, 'ghostr-text-9.2a')
  await client.auth('wrong')
  await client.answered('AUTH', { PASW: '0', ATMP: '0' }, 'ghostr-text-2.3')
  return { name, password }
}

/** At its LOGON, or at its AUTH. */
async function refused(client: TextClient, name: string, password: string): Promise<void> {
  await client.say('LOGON', { WHO: name })
  const { text } = await client.answered('LOGON', {}, 'ghostr-text-9.1')
  if (valueIn(text, 'RET') === '0') return
  client.name = name
  await client.auth(password)
  await client.next(
    message('AUTH', { PASW: '0', ATMP: '0' }),
    (heard) =>
      valueIn(heard.text, 'PASW') === '0' ? undefined : { why: 'the password was taken' },
    'ghostr-text-2.3a',
  )
}

export const lockoutChecks = checks(FRAMED_LOGIN, [
  {
    id: 'ghostr-text-9.2a',
    title: 'refuses a wrong password',
    hint: 'Answer PASW: 0, and count down in ATMP: with three tries 2 is left after the first.',
    untried: untriedAtOnce('the first wrong password is the last'),
    async run(clients) {
      const { attempts } = clients.stage.options
      const { name } = await clients.expendable()
      const client = await clients.connect()
      await client.logon(name)
      for (let left = attempts - 1; left > 0 && left > attempts - 3; left -= 1) {
        await client.auth('wrong')
        await client.answered('AUTH', { PASW: '0', ATMP: `${left}` })
      }
    },
  },
  {
    id: 'ghostr-text-9.2b',
    title: 'accepts the right password after a wrong one',
    hint: 'After a wrong password keep the connection, and read the next AUTH.',
    needs: ['ghostr-text-9.2a'],
    untried: untriedAtOnce('there is no second one'),
    async run(clients) {
      const { name, password } = await clients.away()
      const client = await clients.connect()
      await client.logon(name)
      await fails(client, 'ghostr-text-9.2a')
      await client.auth(password)
      await client.answered('AUTH', { PASW: '1' })
    },
  },
  {
    id: 'ghostr-text-2.3',
    title: 'locks the name after too many wrong passwords',
    hint: 'Count wrong passwords of a name; the third in a row is answered PASW: 0 and ATMP: 0.',
    needs: ['ghostr-text-9.2a'],
    untried,
    async run(clients) {
      await locked(clients)
    },
  },
  {
    id: 'ghostr-text-2.3.row',
    title: 'starts the count again after a right password',
    hint: 'Set the count of wrong passwords back when the right one comes.',
    needs: ['ghostr-text-9.2a', 'ghostr-text-9.2b'],
    untried: untriedAtOnce('there is nothing to count'),
    async run(clients) {
      const { attempts } = clients.stage.options
      const { name, password } = await clients.away()
      for (const round of ['first', 'second']) {
        const client = await clients.connect()
        await client.logon(name)
        const left = await fails(client, 'ghostr-text-9.2a')
        if (left !== `${attempts - 1}`) clients.stage.fail(`the ${round} time ATMP is ${left}`)
        await client.auth(password)
        await client.answered('AUTH', { PASW: '1' }, 'ghostr-text-9.2b')
        await client.logout()
      }
    },
  },
  {
    id: 'ghostr-text-2.3.connections',
    title: 'counts wrong passwords over several connections',
    hint: 'Count for a name, not for a connection: a client may connect again.',
    scope: 'extension',
    needs: ['ghostr-text-9.2a'],
    untried,
    async run(clients) {
      const { attempts } = clients.stage.options
      const { name } = await clients.expendable()
      for (let left = attempts - 1; left >= 0; left -= 1) {
        const client = await clients.connect()
        await client.logon(name)
        await client.auth('wrong')
        await client.answered('AUTH', { PASW: '0', ATMP: `${left}` })
        client.wire.end()
      }
    },
  },
  {
    id: 'ghostr-text-2.3a',
    title: 'refuses the right password of a locked name',
    hint: 'Remember until when a name is blocked, for all connections, and refuse it until then.',
    needs: ['ghostr-text-2.3'],
    untried(settings) {
      const { blockDuration } = options.parse(settings)
      return blockDuration < 2 ? 'names are blocked for less than 2 seconds' : untried(settings)
    },
    async run(clients) {
      const { name, password } = await locked(clients)
      await refused(await clients.connect(), name, password)
    },
  },
  {
    id: 'ghostr-text-2.3a.over',
    title: 'unlocks the name when the time is over',
    hint: 'When the block duration is over, take the right password again.',
    needs: ['ghostr-text-2.3'],
    untried(settings) {
      const { blockDuration } = options.parse(settings)
      return blockDuration > 8
        ? `takes ${blockDuration} seconds; say --option blockDuration=3 if the server is started so`
        : untried(settings)
    },
    async run(clients) {
      const { blockDuration } = clients.stage.options
      const { name, password } = await locked(clients)
      await clients.stage.pass(blockDuration * 1000 + 1000)
      const client = await clients.connect()
      await client.logon(name, 'ghostr-text-2.3a')
      await client.auth(password)
      await client.answered('AUTH', { PASW: '1' })
    },
  },
])
