import { serveOthers } from '@parley/checks'
import { flawUnless } from '../objects.ts'
import { checks, HELP, LOGIN, MESSAGES } from './test-client.ts'

/** Less than the 2 s for which a connection stays open, in milliseconds. */
const WELL_WITHIN = 700

/** Presence notices of servers in use. */
const comings = /log(ged)? ?[io]n|join|connected/i

const goings = /^(user )?(?!you\b|success)[a-z0-9]+ (has |just )?(logged o|left)/i

export const leaveChecks = checks(LOGIN, [
  {
    id: 'ktn-3.5a',
    title: 'frees a name at logout',
    hint: 'At a logout take the name off the list of those who are logged in.',
    needs: ['ktn-3.3'],
    async run(clients) {
      const ann = await clients.user()
      await ann.request('logout')
      await clients.isFreed(ann, 'its logout')
    },
  },
  {
    id: 'ktn-3.5',
    title: 'answers a logout',
    hint: 'Answer logout with an info whose content is "Logout successful", before you close.',
    async run(clients) {
      const ann = await clients.user()
      await ann.request('logout')
      await ann.expectInfo(
        'Logout successful',
        (text) => text.includes(ann.name) || !(comings.test(text) || goings.test(text)),
        (fields) =>
          flawUnless(fields.get('content') === 'Logout successful', 'it says something else'),
      )
    },
  },
  {
    id: 'ktn-3.5b',
    title: 'tells the others who logged out',
    hint: 'At a logout send an info such as "bob has logged out" to everyone else.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.request('logout')
      await bob.expectInfo(`${ann.name} has logged out`, (text) => text.includes(ann.name))
    },
  },
  {
    id: 'ktn-3.5c',
    title: 'keeps the connection open for a moment after a logout',
    hint: 'Do not close at once: half of the clients run wild when you do. Wait 2 s for theirs.',
    needs: ['ktn-3.5'],
    async run(clients) {
      const ann = await clients.user()
      await ann.request('logout')
      await clients.stage.pass(WELL_WITHIN)
      await ann.request('help')
      await ann.expectInfo('the help', (text) => text.toLowerCase().includes('msg'))
    },
  },
  {
    id: 'ktn-3.5d',
    title: 'accepts a login after a logout',
    hint: 'Go on reading after a logout: the same connection may log in again.',
    needs: ['ktn-3.5'],
    async run(clients) {
      const [ann, next] = [await clients.user(), clients.account()]
      await ann.request('logout')
      await ann.hears('{"response": "info", "content": "Logout successful"}', 'ktn-3.5')
      await ann.login(next, 'ktn-3.5d')
      await ann.requestList([next.name])
    },
  },
  {
    id: 'ktn-3.13.closed',
    title: 'frees a name when its connection closes',
    hint: 'A read that brings nothing says that the client is gone: take its name off the list then.',
    needs: ['ktn-3.3'],
    async run(clients) {
      const ann = await clients.user()
      ann.wire.end()
      await clients.isFreed(ann, 'its connection was closed')
    },
  },
  {
    id: 'ktn-3.13',
    title: 'frees a name after a reset within a request',
    hint: 'A read can end with an error, or with nothing: take the name off the list then.',
    needs: ['ktn-3.3'],
    async run(clients) {
      const ann = await clients.user()
      await ann.says('{"request": "msg", "con')
      await clients.stage.pass(20)
      ann.wire.reset()
      await clients.isFreed(ann, 'its connection was cut')
    },
  },
])

/** These can crash a server, so they run late. */
export const crashChecks = checks(MESSAGES, [
  {
    id: 'ktn-3.13a',
    title: 'serves others after a client was reset',
    hint: 'A write fails if its reader has gone: catch that for each one, and write to the next.',
    async run(clients) {
      const [one, two, three] = await clients.three()
      await two.says('{"request": "names", "content"')
      await clients.stage.pass(20)
      two.wire.reset()
      for (const word of [clients.word(), clients.word()]) {
        await clients.send(one, three, word)
        await three.expectMessage(word)
      }
    },
  },
  {
    id: 'ktn-3.13a.unread',
    title: 'serves others after a client left replies unread',
    hint: 'A write fails if its reader has gone: catch that for each one, and write to the next.',
    async run(clients) {
      const [one, two, three] = await clients.three()
      await three.request('names')
      three.wire.reset()
      for (const word of [clients.word(), clients.word()]) {
        await clients.send(one, two, word)
        await two.expectMessage(word)
      }
    },
  },
])

/** So many requests are sent to be answered by what is not read. */
const REQUESTS = 100

/** Late: a server that is held up may not come to itself. */
export const blockedReaderChecks = checks(HELP, [
  {
    id: 'ktn-3.13b',
    title: 'serves others while a client reads nothing',
    hint: 'Write to each client without waiting for it to read: keep what it does not take, or close it.',
    needs: ['ktn-1.2'],
    exclusive: true,
    async run(clients) {
      const [reader, other] = [await clients.connect(), await clients.connect()]
      const { bytes } = await reader.requestHelp()
      await serveOthers(clients.stage, reader.wire, {
        async fill() {
          for (let count = 0; count < REQUESTS; count += 1) await reader.request('help')
          return REQUESTS * bytes.length
        },
        say: () => other.request('help'),
        arrives: () => other.expectHelp(),
        returns: () => reader.request('help'),
      })
    },
  },
])
