import { jest } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import { type Served, serve } from './serve.ts'
import { SocketClient } from './testing/client.ts'
import { dialects, quick } from './testing/test-gateway.ts'

jest.setTimeout(30_000)

const pairs = dialects.flatMap((one) =>
  dialects.map((other) => [one.name, other.name, one, other] as const),
)

let served: Served
let clients: SocketClient[]

/** A gateway of the command's own making, with these options for every dialect. */
async function open(options: object): Promise<void> {
  const option = Object.fromEntries(dialects.map(({ name }) => [name, { ...options }]))
  const listen = dialects.map(({ name }) => `${name}=0`)
  const settings = { listen, option, data: 'memory', passwordCost: 10 }
  const naming = (path: readonly PropertyKey[]) => path.join('.')
  served = await serve({ settings, naming }, dialects, () => {})
  clients = []
}

async function close(): Promise<void> {
  for (const client of clients.splice(0)) client.socket.destroy()
  await served.gateway.drain(0)
}

async function enters(dialect: Dialect, name: string): Promise<boolean> {
  const port = served.listeners.find((one) => one.dialect === dialect.name)?.port ?? 0
  const client = new SocketClient(dialect, quick(dialect), port)
  clients.push(client)
  return client.login(name)
}

describe('a name in another letter case', () => {
  afterEach(close)

  test.each(pairs)('of a %s user is refused by %s', async (_one, _other, one, other) => {
    await open({})
    expect(await enters(one, 'bobby')).toBe(true)
    expect(await enters(other, 'Bobby')).toBe(false)
    expect(await enters(other, 'robby')).toBe(true)
  })

  test.each(pairs)(
    'of a %s user is another name with names=exact for %s, also with strict',
    async (_one, _other, one, other) => {
      await open({ names: 'exact', strict: true })
      expect(await enters(one, 'bobby')).toBe(true)
      expect(await enters(other, 'Bobby')).toBe(true)
      expect(await enters(other, 'b0bby')).toBe(false)
      expect(await enters(other, 'Server')).toBe(false)
    },
  )
})
