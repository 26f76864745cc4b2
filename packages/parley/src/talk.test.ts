import { jest } from '@jest/globals'
import { PipedChat } from './testing/piped-chat.ts'
import { dialects, TestGateway } from './testing/test-gateway.ts'

jest.setTimeout(30_000)

const pairs = dialects.flatMap((one) =>
  dialects.map((other) => [one.name, other.name, one, other] as const),
)

let host: TestGateway

beforeEach(async () => {
  host = await TestGateway.open()
})

afterEach(async () => {
  await host.close()
})

/** Somebody who has logged in at a terminal of that dialect. */
async function person(dialect: (typeof dialects)[number], name: string): Promise<PipedChat> {
  const chat = new PipedChat(dialect, host.port(dialect.name))
  chat.type(...dialect.terminal.phrases.login(name, `${name}'s secret`))
  await chat.shows(dialect.terminal.phrases.welcome(name))
  return chat
}

test.each(pairs)('a %s and a %s terminal talk', async (_one, _other, one, other) => {
  const ann = await person(one, 'ann')
  const bob = await person(other, 'bob')
  ann.type(...one.terminal.phrases.send('bob', 'hello bob'))
  await bob.polled(other, other.terminal.phrases.heard('ann', 'hello bob'))
  bob.type(...other.terminal.phrases.send('ann', 'hello ann'))
  await ann.polled(one, one.terminal.phrases.heard('bob', 'hello ann'))
  expect([await ann.end().ended, await bob.end().ended]).toEqual([0, 0])
})
