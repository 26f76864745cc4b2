import { jest } from '@jest/globals'
import { bodies } from '@parley/conformance'
import type { Audience, Dialect } from '@parley/contract'
import type { SocketClient } from './testing/client.ts'
import { dialects, quick, TestGateway } from './testing/test-gateway.ts'

jest.setTimeout(60_000)

const BODIES = 200

const pairs = dialects.flatMap((from) => dialects.map((to) => ({ from, to })))

let host: TestGateway
let now = 0

beforeEach(async () => {
  now = new Date('2016-03-14T12:00:00').getTime()
  host = await TestGateway.open({ clock: () => now })
})

afterEach(async () => {
  await host.close()
})

/** The onlooker’s name has the same length as the receiver’s: both read the same. */
const names = { from: 'sender', reader: 'receiver' }

/** What the declarations say that arrives; undefined where it cannot be said. */
function predicted(from: Dialect, to: Dialect, text: string, audience: Audience) {
  const said = from.carries(quick(from)).says(text, audience)
  return said === undefined ? undefined : to.carries(quick(to)).hears(said, audience, names)
}

/**
 * Says every text that can be said, each in a second of its own, and has the receivers hear what is
 * due; gives that, in order.
 */
async function sayAll(
  from: Dialect,
  to: Dialect,
  audience: Audience,
  sender: SocketClient,
  receivers: readonly SocketClient[],
): Promise<readonly string[]> {
  const due: string[] = []
  let said = 0
  for (const text of bodies(BODIES)) {
    const texts = predicted(from, to, text, audience)
    if (texts === undefined) continue
    due.push(...texts)
    now += 1000
    said += 1
    const taken = sender.say(
      audience === 'one' ? { kind: 'send', to: 'receiver', text } : { kind: 'broadcast', text },
    )
    if (!taken) throw new Error(`${from.name} does not say ${JSON.stringify(text)}`)
    for (const receiver of receivers) await receiver.hear(due.length, now)
  }
  await sender.until(() => sender.outcomes.length >= said)
  expect(sender.outcomes).toEqual(new Array(said).fill('done'))
  return due
}

describe.each(pairs.map(({ from, to }) => [from.name, to.name, from, to] as const))(
  '%s to %s over sockets',
  (_from, _to, from, to) => {
    test.each(['one', 'everyone'] as const)(
      'to %s: true sender, declared text',
      async (audience) => {
        const sender = await host.user(from, 'sender')
        const receiver = await host.user(to, 'receiver')
        const onlooker = await host.user(to, 'onlooker')
        const receivers = audience === 'one' ? [receiver] : [receiver, onlooker]
        const due = await sayAll(from, to, audience, sender, receivers)
        const heard = await receiver.hear(due.length)
        expect(heard.map(({ text }) => text)).toEqual(due)
        expect([...new Set(heard.map((one) => one.from))]).toEqual(['sender'])
        expect(receiver.reports.filter(({ kind }) => kind === 'nonsense')).toEqual([])
        expect(await onlooker.ask({ kind: 'list' })).toBe(true)
        expect(onlooker.heard).toHaveLength(audience === 'one' ? 0 : due.length)
      },
    )
  },
)

test('everyone sees everyone in the list, whatever they speak', async () => {
  const names = dialects.map((_, index) => `listed${index}`)
  const clients = await Promise.all(
    dialects.map((dialect, index) => host.user(dialect, `listed${index}`)),
  )
  for (const client of clients) {
    await client.ask({ kind: 'list' })
    const listed = client.reports.findLast((one) => one.kind === 'done' && one.command === 'list')
    const shown = listed?.kind === 'done' ? (listed.names ?? []) : []
    expect([...shown].sort()).toEqual(names)
  }
})
