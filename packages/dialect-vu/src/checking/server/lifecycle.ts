import { NONE, serveOthers } from '@parley/checks'
import { checks, DELIVERY, LOGIN } from './test-client.ts'

export const leaveChecks = checks(LOGIN, [
  {
    id: 'vu-2.7',
    title: 'frees a name when its connection closes',
    hint: 'If a read tells that the connection is closed, take its name out of your table.',
    async run(clients) {
      const ann = await clients.user()
      ann.wire.end()
      if ((await clients.waitUntilFree(ann)) === undefined) {
        clients.stage.fail(`${ann.name} cannot be had 3 seconds after its owner closed`)
      }
    },
  },
  {
    id: 'vu-2.7a',
    title: 'answers a command after the client closed its sending half',
    hint: 'Answer the lines that have come before you treat the end of the input as a goodbye.',
    steps: ['ann> FLY\n', 'ann ends', 'ann< BAD-RQST-HDR\n'],
  },
])

/** These can crash a server, so they run late. */
export const crashChecks = checks(NONE, [
  {
    id: 'vu-2.7.reset',
    title: 'serves others after a reset within a line',
    hint: 'A read can end with an error: catch it, free the name, and serve the others as before.',
    needs: ['vu-1.2c', 'vu-2.1a', 'vu-2.7', 'vu-3.3', 'vu-3.3a', 'vu-3.3c'],
    async run(clients) {
      const { stage } = clients
      const [one, two, three] = await clients.three()
      await one.wire.say(`SEND ${two.name} ${clients.word()}`)
      await stage.pass(20)
      one.wire.reset()
      if ((await clients.waitUntilFree(one)) === undefined) {
        stage.fail(`${one.name} cannot be had 3 seconds after its connection was cut`)
      }
      await three.delivers(two, clients.word(), 'vu-2.7')
    },
  },
  {
    id: 'vu-2.7.unread',
    title: 'serves others after a client left replies unread',
    hint: 'A write can fail if its reader has gone: catch that, and serve the others as before.',
    needs: ['vu-1.2d', 'vu-2.1a', 'vu-2.7', 'vu-3.3', 'vu-3.3a', 'vu-3.3c'],
    async run(clients) {
      const [one, two, three] = await clients.three()
      await one.wire.say('LIST\n'.repeat(50))
      one.wire.reset()
      await two.delivers(three, clients.word(), 'vu-2.7')
    },
  },
])

/** Its line is longer than most buffers: fewer of them fill what the system keeps. */
const PART = 16_000

/** Late: a server that is held up may not come to itself. */
export const blockedReaderChecks = checks(DELIVERY, [
  {
    id: 'vu-2.7b',
    title: 'serves others while a client reads nothing',
    hint: 'Write to each client without waiting for it to read: keep what it does not take, or close it.',
    needs: ['vu-1.2c', 'vu-1.2c.long'],
    exclusive: true,
    async run(clients) {
      const [one, other, reader, sender] = await clients.four()
      const body = 'x'.repeat(PART)
      let word = ''
      await serveOthers(clients.stage, reader.wire, {
        async fill() {
          await sender.request(`SEND ${reader.name} ${body}\n`, 'SEND-OK\n', 'vu-3.3')
          return PART
        },
        async say() {
          word = clients.word()
          await one.wire.say(`SEND ${other.name} ${word}\n`)
        },
        arrives: () => other.hears(`DELIVERY ${one.name} ${word}\n`, 'vu-3.3a'),
        returns: () => reader.wire.say('LIST\n'),
      })
    },
  },
])
