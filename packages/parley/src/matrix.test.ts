import { jest } from '@jest/globals'
import { bodies } from '@parley/conformance'
import type { Audience, Dialect, Report } from '@parley/contract'
import type { SocketClient } from './testing/client.ts'
import { dialects, House, quick } from './testing/house.ts'

jest.setTimeout(60_000)

const BODIES = 200

const pairs = dialects.flatMap((from) => dialects.map((to) => ({ from, to })))

let house: House

beforeEach(async () => {
  house = await House.open()
})

afterEach(async () => {
  await house.close()
})

function isHeard(report: Report): report is Extract<Report, { kind: 'heard' }> {
  return report.kind === 'heard'
}

/** What the declarations say that arrives; undefined where it cannot be said. */
function predicted(from: Dialect, to: Dialect, text: string, audience: Audience) {
  const said = from.carries(quick(from)).says(text, audience)
  return said === undefined ? undefined : to.carries(quick(to)).hears(said, audience)
}

/** Says every text that can be said, one after another; gives what must arrive, in order. */
async function sayAll(
  from: Dialect,
  to: Dialect,
  audience: Audience,
  sender: SocketClient,
): Promise<readonly string[]> {
  const due: string[] = []
  for (const text of bodies(BODIES)) {
    const texts = predicted(from, to, text, audience)
    if (texts === undefined) continue
    due.push(...texts)
    const accepted = await sender.ask(
      audience === 'one' ? { kind: 'send', to: 'receiver', text } : { kind: 'broadcast', text },
    )
    expect({ text, accepted }).toEqual({ text, accepted: true })
  }
  return due
}

describe.each(pairs.map(({ from, to }) => [from.name, to.name, from, to] as const))(
  '%s to %s over sockets',
  (_from, _to, from, to) => {
    test.each(['one', 'everyone'] as const)(
      'to %s: true sender, declared text',
      async (audience) => {
        const sender = await house.user(from, 'sender')
        const receiver = await house.user(to, 'receiver')
        const bystander = await house.user(to, 'bystander')
        const due = await sayAll(from, to, audience, sender)
        await receiver.until(() => receiver.reports.filter(isHeard).length >= due.length)
        const heard = receiver.reports.filter(isHeard)
        expect(heard.map(({ text }) => text)).toEqual(due)
        expect([...new Set(heard.map((one) => one.from))]).toEqual(['sender'])
        expect(receiver.reports.filter(({ kind }) => kind === 'nonsense')).toEqual([])
        expect(await bystander.ask({ kind: 'list' })).toBe(true)
        expect(bystander.heard).toHaveLength(audience === 'one' ? 0 : due.length)
      },
    )
  },
)

test('everyone sees everyone in the list, whatever they speak', async () => {
  const names = dialects.map((_, index) => `listed${index}`)
  const clients = await Promise.all(
    dialects.map((dialect, index) => house.user(dialect, `listed${index}`)),
  )
  for (const client of clients) {
    await client.ask({ kind: 'list' })
    const listed = client.reports.findLast((one) => one.kind === 'done' && one.command === 'list')
    const shown = listed?.kind === 'done' ? (listed.names ?? []) : []
    expect([...shown].sort()).toEqual(names)
  }
})
