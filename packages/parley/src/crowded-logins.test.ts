import { jest } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import { SocketClient } from './testing/client.ts'
import { Program } from './testing/program.ts'
import { dialects, quick } from './testing/test-gateway.ts'

jest.setTimeout(30_000)

function oneWithPasswords(): Dialect {
  const found = dialects.find(({ optionNotes }) => 'register' in optionNotes)
  if (found === undefined) throw new Error('there is no dialect with passwords')
  return found
}

const dialect = oneWithPasswords()

/** More than may wait for one address; at 75 ms each on two cores, some five seconds of work. */
const CROWD = 140

let program: Program

beforeEach(async () => {
  program = new Program(['serve', '--listen', `${dialect.name}=0`, '--password-cost', '15'])
  await program.says('ready')
})

afterEach(async () => {
  program.signal('SIGKILL')
  await program.done
})

/** Clients of one address that have said their logins, of which one has been answered. */
async function registrants() {
  const port = program.port(dialect.name)
  const clients = Array.from({ length: CROWD }, () => {
    return new SocketClient(dialect, quick(dialect), port, undefined, '127.0.0.2')
  })
  let entered = 0
  const all = clients.map(async (client, count) => {
    if (await client.login(`registrant${count}`).catch(() => false)) entered += 1
  })
  await Promise.race(all)
  return {
    /** How many have been let in so far. */
    get entered() {
      return entered
    },
    async leave() {
      for (const { socket } of clients) socket.destroy()
      await Promise.all(all)
    },
  }
}

test('while many register, a login from another address is among the next', async () => {
  const others = await registrants()
  const alone = new SocketClient(dialect, quick(dialect), program.port(dialect.name))
  expect(await alone.login('alone')).toBe(true)
  expect(others.entered).toBeLessThan(CROWD / 4)
  alone.socket.destroy()
  await others.leave()
})
