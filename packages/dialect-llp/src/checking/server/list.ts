import type { Heard } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import { checks, type LlpClient, LOGIN, NONSENSE, said } from './test-client.ts'

const row = /^(\S+):(\d{1,5}) \| (\S.*)\n$/

interface Row {
  readonly place: string
  readonly name: string
}

/** Asks for the list; what is said behind it tells where it ends. Rows of other forms fail 3.6a. */
async function listed(client: LlpClient, rule?: string): Promise<readonly Row[]> {
  await client.request('LIST', said.data, rule ?? 'llp-3.6')
  await client.say(NONSENSE)
  const rows: Row[] = []
  for (;;) {
    const heard = await client.match('rows as "127.0.0.1:45798 | olivia"', flawOfRow, 'llp-3.6a')
    if (heard.frame.kind !== 'plain') return rows
    const [, address, port, name = ''] = row.exec(unended(heard)) ?? []
    rows.push({ place: `${address}:${port}`, name })
  }
}

function flawOfRow(heard: Heard<Reply>) {
  if (heard.text.trimEnd() === said.unknown) return undefined
  return row.test(unended(heard)) ? undefined : { why: 'it is no row' }
}

function unended({ text }: Heard<Reply>): string {
  return text.replace(/\r\n$/, '\n')
}

export const listChecks = checks(LOGIN, [
  {
    id: 'llp-3.6a',
    title: 'lists address, port and name of each user',
    hint: 'A row is the address and port that the user comes from, then " | " and the name; no "> ".',
    async run(clients) {
      const ann = await clients.user()
      const bob = await clients.user()
      const rows = await listed(await clients.user())
      const [one, other] = [ann, bob].map(({ name }) => rows.find((each) => each.name === name))
      if (one === undefined || other === undefined) {
        return clients.stage.fail('somebody who is logged in is not in the list', 'llp-3.6')
      }
      if (one.place === other.place)
        clients.stage.fail('two users come from the same address and port')
    },
  },
  {
    id: 'llp-3.6',
    title: 'lists everyone who has logged in',
    hint: 'Answer LIST with "> OK - Data Available..." and a row for everyone who has logged in.',
    needs: ['llp-3.6a'],
    exclusive: true,
    async run(clients) {
      const ann = await clients.user()
      const stranger = await clients.connect()
      await stranger.request(NONSENSE, said.unknown, 'llp-3.1')
      const others = [await clients.user(), await clients.user()]
      const names = (await listed(ann)).map(({ name }) => name)
      for (const { name } of others) {
        const count = names.filter((each) => each === name).length
        if (count !== 1) clients.stage.fail(`${name} has logged in and has ${count} rows`)
      }
    },
  },
  {
    id: 'llp-3.6b',
    title: 'includes the user who asks in the list',
    hint: 'Do not leave the one who asks out of the list.',
    needs: ['llp-3.6', 'llp-3.6a'],
    async run(clients) {
      const ann = await clients.user()
      const rows = await listed(ann)
      if (!rows.some(({ name }) => name === ann.name))
        clients.stage.fail(`${ann.name} is not in the list`)
    },
  },
  {
    id: 'llp-3.6c',
    title: 'lists users in the order of their logins',
    hint: 'Keep users in the order in which they logged in; do not sort them, and use no set.',
    needs: ['llp-3.6', 'llp-3.6a'],
    async run(clients) {
      const order = (await clients.unsorted()).map(({ name }) => name)
      const rows = await listed(await clients.user())
      const came = rows.map(({ name }) => name).filter((name) => order.includes(name))
      if (came.join() !== order.join()) {
        clients.stage.fail(
          `the order of logins was ${order.join(', ')}; the rows are ${came.join(', ')}`,
        )
      }
    },
  },
])
