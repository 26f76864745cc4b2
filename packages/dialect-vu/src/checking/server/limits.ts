import { options } from '../../options.ts'
import {
  type Clients,
  checks,
  DELIVERY,
  LOGIN,
  type Stage,
  unended,
  type VuClient,
} from './test-client.ts'

/** Limit of users of one check. */
const MOST_USERS = 500

/** A SEND over the limit, with text in it that looks like commands. */
function overLong(stage: Stage, to: string): string {
  const start = `SEND ${to} `
  return `${start}${'SEND x y '.repeat((stage.options.maxLine + 100) / 9)}\n`
}

/** Only a limit that is known, and not too high, can be reached. */
function untried(said: unknown): string | undefined {
  const { maxUsers } = options.parse(said)
  if (maxUsers === 0) {
    return 'no limit was said; say --option maxUsers=16 if the server is to take 16 users'
  }
  return maxUsers > MOST_USERS ? `not more than ${MOST_USERS} users are logged in` : undefined
}

/** Logs users in until the server answers BUSY to the last one. */
async function fillServer(
  clients: Clients,
): Promise<{ inside: readonly VuClient[]; last: VuClient }> {
  const { stage } = clients
  const { maxUsers } = stage.options
  const inside: VuClient[] = []
  while (inside.length <= maxUsers) {
    const client = await clients.connect()
    client.name = clients.word()
    await client.wire.say(`HELLO-FROM ${client.name}\n`)
    const { text } = await client.wire.next('HELLO or BUSY')
    if (unended(text) === 'BUSY') return { inside, last: client }
    if (unended(text) !== `HELLO ${client.name}`)
      stage.fail('neither HELLO nor BUSY came', 'vu-2.3')
    inside.push(client)
  }
  return stage.fail(`${inside.length} users could log in, and the limit is ${maxUsers}`, 'vu-2.3')
}

export const lineLimitChecks = checks(DELIVERY, [
  {
    id: 'vu-1.2',
    title: 'refuses a line over the limit once',
    hint: 'Count the bytes of a line as they come; past the limit, answer once and drop the rest.',
    scope: 'extension',
    async run(clients) {
      const ann = await clients.user()
      await ann.request(overLong(clients.stage, clients.word()), 'BAD-RQST-BODY\n')
      await ann.request('FLY\n', 'BAD-RQST-HDR\n')
    },
  },
  {
    id: 'vu-1.2a',
    title: 'acts on nothing within a line over the limit',
    hint: 'Drop all of the line, its beginning and its end.',
    needs: ['vu-1.2'],
    scope: 'extension',
    async run(clients) {
      const [from, to] = await clients.pair()
      await from.request(overLong(clients.stage, to.name), 'BAD-RQST-BODY\n', 'vu-1.2')
      await from.delivers(to, clients.word(), 'vu-1.2a')
    },
  },
  {
    id: 'vu-1.2b',
    title: 'keeps reading after a line over the limit',
    hint: 'Keep the connection, and read on after the next \\n.',
    needs: ['vu-1.2'],
    scope: 'extension',
    async run(clients) {
      const ann = await clients.user()
      for (const _ of [1, 2]) {
        await ann.request(overLong(clients.stage, clients.word()), 'BAD-RQST-BODY\n', 'vu-1.2')
        await ann.request(`SEND ${clients.word()} hello\n`, 'BAD-DEST-USER\n')
      }
    },
  },
])

export const userLimitChecks = checks(LOGIN, [
  {
    id: 'vu-2.3',
    title: 'answers BUSY only at its limit of users',
    hint: 'Count those who are logged in; if they are as many as the limit, answer BUSY.',
    needs: ['vu-2.7', 'vu-3.1'],
    untried,
    async run(clients) {
      const { stage } = clients
      const [first] = (await fillServer(clients)).inside
      if (first === undefined) return stage.skip('others have taken all the places')
      const names = await first.list('vu-3.1')
      if (names.length < stage.options.maxUsers) {
        stage.fail(`BUSY came though only ${names.length} users are logged in`)
      }
    },
  },
  {
    id: 'vu-2.3a',
    title: 'answers BUSY to HELLO-FROM only',
    hint: 'Say BUSY as the answer to HELLO-FROM only: not on connecting, and to no other line.',
    needs: ['vu-2.3', 'vu-2.5'],
    untried,
    async run(clients) {
      await fillServer(clients)
      const guest = await clients.connect()
      await guest.wire.silent()
      await guest.request('LIST\n', 'BAD-RQST-HDR\n')
      await guest.request(`HELLO-FROM ${clients.word()}\n`, 'BUSY\n', 'vu-2.3')
    },
  },
  {
    id: 'vu-2.3b',
    title: 'does not count connections without a login',
    hint: 'Count logins, not connections.',
    needs: ['vu-2.3'],
    untried,
    async run(clients) {
      const { stage } = clients
      const left = (await fillServer(clients)).inside.at(-1)
      if (left === undefined) return stage.skip('others have taken all the places')
      for (let count = 0; count < stage.options.maxUsers; count += 1) await clients.connect()
      left.wire.end()
      const next = await clients.waitUntilFree(clients.account())
      if (next === undefined) stage.fail('BUSY came though a place is free')
    },
  },
  {
    id: 'vu-2.3c',
    title: 'accepts a later login after BUSY',
    hint: 'Keep the connection open after BUSY, so that a later HELLO-FROM can succeed.',
    needs: ['vu-2.3', 'vu-2.7'],
    untried,
    async run(clients) {
      const { stage } = clients
      const { inside, last } = await fillServer(clients)
      const left = inside.at(-1)
      if (left === undefined) return stage.skip('others have taken all the places')
      left.wire.end()
      for (let attempt = 0; attempt < 30; attempt += 1) {
        await last.wire.say(`HELLO-FROM ${last.name}\n`)
        const { text } = await last.wire.find('HELLO or BUSY', last.isOurs)
        if (unended(text) === `HELLO ${last.name}`) return
        await stage.pass(100)
      }
      stage.fail('BUSY came again and again, though somebody has left')
    },
  },
])
