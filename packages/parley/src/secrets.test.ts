import { jest } from '@jest/globals'
import { dialects, TestGateway } from './testing/test-gateway.ts'

jest.setTimeout(30_000)

const pairs = dialects.flatMap((one) =>
  dialects.map((other) => [one.name, other.name, one, other] as const),
)
const [witnessed] = dialects.filter(
  (dialect) => dialect.wire(dialect.options.parse({})).pulls !== true,
)
if (witnessed === undefined) throw new Error('no dialect tells unasked')

let host: TestGateway

beforeEach(async () => {
  host = await TestGateway.open()
})

afterEach(async () => {
  await host.close()
})

test.each(pairs)(
  'what a %s user says to a %s user who has left is said to nobody else',
  async (_one, _other, one, other) => {
    const witness = await host.user(witnessed, 'witness')
    const bobby = await host.user(other, 'bobby')
    const left = host.gone(1)
    bobby.socket.destroy()
    await left
    const ann = await host.user(one, 'annie')
    ann.say({ kind: 'send', to: 'bobby', text: 'a secret' })
    ann.say({ kind: 'broadcast', text: 'hello all' })
    await witness.hear(1)
    expect(witness.heard).toEqual(['annie: hello all'])
  },
)

test.each(pairs)(
  'what a %s user says to a %s user in another letter case is said to nobody',
  async (_one, _other, one, other) => {
    const witness = await host.user(witnessed, 'witness')
    await host.user(other, 'bobby')
    const ann = await host.user(one, 'annie')
    ann.say({ kind: 'send', to: 'Bobby', text: 'a secret' })
    ann.say({ kind: 'broadcast', text: 'hello all' })
    await witness.hear(1)
    expect(witness.heard).toEqual(['annie: hello all'])
  },
)
