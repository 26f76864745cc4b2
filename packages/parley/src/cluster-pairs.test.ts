import { jest } from '@jest/globals'
import { LocalLog } from '@parley/cluster/testing'
import type { SocketClient } from './testing/client.ts'
import { dialects, TestGateway } from './testing/test-gateway.ts'

jest.setTimeout(60_000)

const pairs = dialects.flatMap((one) => dialects.map((other) => [one.name, other.name] as const))

const gateways: TestGateway[] = []
const users = new Map<string, SocketClient>()

const nameOf = (dialect: string, node: string) => `${dialect.replace('-', '')}${node}`

/** A gateway with a user of each dialect. */
async function open(log: LocalLog, node: string): Promise<void> {
  const engine = await log.join(node)
  const sharedEngine = (begin: () => void) => {
    engine.tellBefore(begin)
    return engine
  }
  const gateway = await TestGateway.open({ sharedEngine })
  gateways.push(gateway)
  const entered = dialects.map(async (dialect) => {
    const name = nameOf(dialect.name, node)
    users.set(name, await gateway.user(dialect, name))
  })
  await Promise.all(entered)
}

beforeAll(async () => {
  const log = new LocalLog()
  await open(log, 'here')
  await open(log, 'there')
})

afterAll(async () => {
  for (const gateway of gateways) await gateway.close()
})

function userOf(name: string): SocketClient {
  const user = users.get(name)
  if (user === undefined) throw new Error(`${name} has not logged in`)
  user.forget()
  return user
}

test.each(pairs)('%s and %s talk over two gateways', async (one, other) => {
  const [ann, bob] = [nameOf(one, 'here'), nameOf(other, 'there')]
  const [from, to] = [userOf(ann), userOf(bob)]
  from.say({ kind: 'send', to: bob, text: 'hello there' })
  await to.hear(1)
  to.say({ kind: 'send', to: ann, text: 'hello yourself' })
  await from.hear(1)
  expect(to.heard).toEqual([expect.stringMatching(heard(ann, 'hello there'))])
  expect(from.heard).toEqual([expect.stringMatching(heard(bob, 'hello yourself'))])
})

/** One dialect marks what is said to one user alone. */
function heard(from: string, text: string): RegExp {
  return new RegExp(`^${from}: (\\(private\\) )?${text}$`)
}

test('no call is answered for a client that takes none', async () => {
  const caller = userOf(nameOf('ghostr', 'here'))
  expect(await caller.ask({ kind: 'findPeer', name: nameOf('vu', 'here') })).toBe(false)
})
