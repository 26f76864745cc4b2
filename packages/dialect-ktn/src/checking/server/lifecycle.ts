import { flawUnless } from '../objects.ts'
import { NEEDS_LOGIN, NEEDS_MESSAGES, type ServerCheck, TestClients } from './test-client.ts'

/** Less than the 2 s for which a connection stays open, in milliseconds. */
const WELL_WITHIN = 700

/** Presence notices of servers in use. */
const comings = /log(ged)? ?[io]n|join|connected/i

const goings = /^(user )?(?!you\b|success)[a-z0-9]+ (has |just )?(logged o|left)/i

export const leaveChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.5a',
    title: 'frees a name at logout',
    hint: 'At a logout take the name off the list of those who are logged in.',
    needs: [...NEEDS_LOGIN, 'ktn-3.3'],
    async run(stage) {
      const clients = new TestClients(stage)
      const client = await clients.user()
      await client.request('logout')
      if (!(await clients.waitUntilFree(client.name))) {
        stage.fail(`${client.name} cannot be had 2 seconds after its logout`)
      }
    },
  },
  {
    rule: 'ktn-3.5',
    title: 'answers a logout',
    hint: 'Answer logout with an info whose content is "Logout successful", before you close.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const client = await new TestClients(stage).user()
      await client.request('logout')
      await client.expectInfo(
        'Logout successful',
        (text) => text.includes(client.name) || !(comings.test(text) || goings.test(text)),
        (fields) =>
          flawUnless(fields.get('content') === 'Logout successful', 'it says something else'),
      )
    },
  },
  {
    rule: 'ktn-3.5b',
    title: 'tells the others who logged out',
    hint: 'At a logout send an info such as "bob has logged out" to everyone else.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const clients = new TestClients(stage)
      const [first, second] = await clients.pair()
      await first.request('logout')
      await second.expectInfo(`${first.name} has logged out`, (text) => text.includes(first.name))
    },
  },
  {
    rule: 'ktn-3.5c',
    title: 'keeps the connection open for a moment after a logout',
    hint: 'Do not close at once: half of the clients run wild when you do. Wait 2 s for theirs.',
    needs: [...NEEDS_LOGIN, 'ktn-3.5'],
    async run(stage) {
      const client = await new TestClients(stage).user()
      await client.request('logout')
      await stage.pass(WELL_WITHIN)
      await client.request('help')
      await client.expectInfo('the help', (text) => text.toLowerCase().includes('msg'))
    },
  },
  {
    rule: 'ktn-3.5d',
    title: 'accepts a login after a logout',
    hint: 'Go on reading after a logout: the same connection may log in again.',
    needs: [...NEEDS_LOGIN, 'ktn-3.5'],
    async run(stage) {
      const clients = new TestClients(stage)
      const [client, next] = [await clients.user(), clients.word()]
      await client.request('logout')
      await client.expectInfo(
        'Logout successful',
        (text) => text === 'Logout successful',
        undefined,
        'ktn-3.5',
      )
      await client.login(next, 'ktn-3.5d')
      await client.requestList([next])
    },
  },
  {
    rule: 'ktn-3.13',
    variant: 'closed',
    title: 'frees a name when its connection closes',
    hint: 'A read that brings nothing says that the client is gone: take its name off the list then.',
    needs: [...NEEDS_LOGIN, 'ktn-3.3'],
    async run(stage) {
      const clients = new TestClients(stage)
      const client = await clients.user()
      client.close()
      if (!(await clients.waitUntilFree(client.name))) {
        stage.fail(`${client.name} cannot be had 2 seconds after its connection was closed`)
      }
    },
  },
  {
    rule: 'ktn-3.13',
    title: 'frees a name after a reset within a request',
    hint: 'A read can end with an error, or with nothing: take the name off the list then.',
    needs: [...NEEDS_LOGIN, 'ktn-3.3'],
    async run(stage) {
      const clients = new TestClients(stage)
      const client = await clients.user()
      await client.write('{"request": "msg", "con')
      await stage.pass(20)
      client.reset()
      if (!(await clients.waitUntilFree(client.name))) {
        stage.fail(`${client.name} cannot be had 2 seconds after its connection was cut`)
      }
    },
  },
]

/** These can crash a server, so they run late. */
export const crashChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.13a',
    title: 'serves others after a client was reset',
    hint: 'A write fails if its reader has gone: catch that for each one, and write to the next.',
    needs: NEEDS_MESSAGES,
    async run(stage) {
      const clients = new TestClients(stage)
      const [one, two] = await clients.pair()
      const three = await clients.user()
      await two.write('{"request": "names", "content"')
      await stage.pass(20)
      two.reset()
      for (const word of [clients.word(), clients.word()]) {
        await clients.send(one, three, word)
        await three.expectMessage(word)
      }
    },
  },
  {
    rule: 'ktn-3.13a',
    variant: 'unread',
    title: 'serves others after a client left replies unread',
    hint: 'A write fails if its reader has gone: catch that for each one, and write to the next.',
    needs: NEEDS_MESSAGES,
    async run(stage) {
      const clients = new TestClients(stage)
      const [one, two] = await clients.pair()
      const three = await clients.user()
      await three.request('names')
      three.reset()
      for (const word of [clients.word(), clients.word()]) {
        await clients.send(one, two, word)
        await two.expectMessage(word)
      }
    },
  },
]
