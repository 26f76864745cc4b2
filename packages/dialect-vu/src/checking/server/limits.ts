import { type ServerCheck, type Stage, TestClient, type User } from './test-client.ts'

const NEEDS = ['vu-2.1a', 'vu-3.3', 'vu-3.3a', 'vu-3.3c']

/** A SEND over the limit, with text in it that looks like commands. */
function overLong(stage: Stage, to: string): string {
  const start = `SEND ${to} `
  return `${start}${'SEND x y '.repeat((stage.options.maxLine + 100) / 9)}\n`
}

/** Logs users in until the server answers BUSY to the last one. */
async function fillServer(
  stage: Stage,
): Promise<{ client: TestClient; inside: readonly User[]; last: User }> {
  const { maxUsers } = stage.options
  if (maxUsers === 0) {
    stage.skip('no limit was said; say --option maxUsers=16 if the server is to take 16 users')
  }
  if (maxUsers > MOST_USERS) stage.skip(`not more than ${MOST_USERS} users are logged in`)
  const client = new TestClient(stage)
  const inside: User[] = []
  while (inside.length <= maxUsers) {
    const [wire, name] = [await stage.connect(), client.word()]
    await wire.say(`HELLO-FROM ${name}\n`)
    const { text } = await wire.next('HELLO or BUSY')
    if (text === 'BUSY\n') return { client, inside, last: { name, wire } }
    if (text !== `HELLO ${name}\n`) stage.fail('neither HELLO nor BUSY came', 'vu-2.3')
    inside.push({ name, wire })
  }
  return stage.fail(`${inside.length} users could log in, and the limit is ${maxUsers}`, 'vu-2.3')
}

/** Limit of users of one check. */
const MOST_USERS = 500

export const limitChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-1.2',
    title: 'refuses a line over the limit once',
    hint: 'Count the bytes of a line as they come; past the limit, answer once and drop the rest.',
    needs: NEEDS,
    scope: 'extension',
    async run(stage) {
      const client = new TestClient(stage)
      const { wire } = await client.user()
      await client.request(wire, overLong(stage, client.word()), 'BAD-RQST-BODY\n')
      await client.request(wire, 'FLY\n', 'BAD-RQST-HDR\n')
    },
  },
  {
    rule: 'vu-1.2a',
    title: 'acts on nothing within a line over the limit',
    hint: 'Drop all of the line, its beginning and its end.',
    needs: [...NEEDS, 'vu-1.2'],
    scope: 'extension',
    async run(stage) {
      const client = new TestClient(stage)
      const [from, to] = [await client.user(), await client.user()]
      await client.request(from.wire, overLong(stage, to.name), 'BAD-RQST-BODY\n', 'vu-1.2')
      await client.deliver(from, to, client.word(), 'vu-1.2a')
    },
  },
  {
    rule: 'vu-1.2b',
    title: 'keeps reading after a line over the limit',
    hint: 'Keep the connection, and read on after the next \\n.',
    needs: [...NEEDS, 'vu-1.2'],
    scope: 'extension',
    async run(stage) {
      const client = new TestClient(stage)
      const { wire } = await client.user()
      for (const _ of [1, 2]) {
        await client.request(wire, overLong(stage, client.word()), 'BAD-RQST-BODY\n', 'vu-1.2')
        await client.request(wire, `SEND ${client.word()} hello\n`, 'BAD-DEST-USER\n')
      }
    },
  },
  {
    rule: 'vu-2.3',
    title: 'answers BUSY only at its limit of users',
    hint: 'Count those who are logged in; if they are as many as the limit, answer BUSY.',
    needs: ['vu-2.1a', 'vu-2.7', 'vu-3.1'],
    async run(stage) {
      const { client, inside } = await fillServer(stage)
      const [first] = inside
      if (first === undefined) return stage.skip('others have taken all the places')
      const names = await client.list(first.wire, 'vu-3.1')
      if (names.length < stage.options.maxUsers) {
        stage.fail(`BUSY came though only ${names.length} users are logged in`)
      }
    },
  },
  {
    rule: 'vu-2.3a',
    title: 'answers BUSY to HELLO-FROM only',
    hint: 'Say BUSY as the answer to HELLO-FROM only: not on connecting, and to no other line.',
    needs: ['vu-2.1a', 'vu-2.3', 'vu-2.5'],
    async run(stage) {
      const { client } = await fillServer(stage)
      const wire = await stage.connect()
      await wire.silent()
      await client.request(wire, 'LIST\n', 'BAD-RQST-HDR\n')
      await client.request(wire, `HELLO-FROM ${client.word()}\n`, 'BUSY\n', 'vu-2.3')
    },
  },
  {
    rule: 'vu-2.3b',
    title: 'does not count connections without a login',
    hint: 'Count logins, not connections.',
    needs: ['vu-2.1a', 'vu-2.3'],
    async run(stage) {
      const { client, inside } = await fillServer(stage)
      const left = inside.at(-1)
      if (left === undefined) return stage.skip('others have taken all the places')
      for (let count = 0; count < stage.options.maxUsers; count += 1) await stage.connect()
      left.wire.end()
      const next = await client.waitUntilFree(client.word())
      if (next === undefined) stage.fail('BUSY came though a place is free')
    },
  },
  {
    rule: 'vu-2.3c',
    title: 'accepts a later login after BUSY',
    hint: 'Keep the connection open after BUSY, so that a later HELLO-FROM can succeed.',
    needs: ['vu-2.1a', 'vu-2.3', 'vu-2.7'],
    async run(stage) {
      const { client, inside, last } = await fillServer(stage)
      const left = inside.at(-1)
      if (left === undefined) return stage.skip('others have taken all the places')
      left.wire.end()
      for (let attempt = 0; attempt < 30; attempt += 1) {
        await last.wire.say(`HELLO-FROM ${last.name}\n`)
        const { text } = await last.wire.find('HELLO or BUSY', client.isOurs)
        if (text === `HELLO ${last.name}\n`) return
        await stage.pass(100)
      }
      stage.fail('BUSY came again and again, though somebody has left')
    },
  },
]
