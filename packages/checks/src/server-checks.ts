import type { ServerStage } from '@parley/contract'
import { actOf, namedIn, Values } from './steps.ts'
import { type Ruled, type Table, tableOf } from './table.ts'
import type { TestClient, TestClients } from './test-client.ts'

/** Users who are logged in before the first step, in this order, if a step names them. */
const USERS = ['ann', 'bob', 'eve', 'dan'] as const

/** A connection without a login, opened when it first does something. */
type Guest = 'guest' | 'other'

type Who = (typeof USERS)[number] | Guest

/**
 * `ann> text`: she says it. `ann< text`: she hears it next, frames of other users passed over.
 * `ann gets nothing`: nothing else has come. `ann ends`: she closes her sending half. `ann is closed`:
 * the server closes her connection. `pause 30`: so many milliseconds pass.
 * `{ann}` in a text is her name; any other word in braces is a new name, the same in all steps.
 */
export type ServerStep =
  | `${Who}${'>' | '<'} ${string}`
  | `${Who} ${'gets nothing' | 'ends' | 'is closed'}`
  | `pause ${number}`

/** Makes tables of checks of a server, each check with connections of its own. */
export function serverChecks<
  Reply,
  Options,
  Client extends TestClient<Reply, Options>,
  Clients extends TestClients<Reply, Options, Client>,
>(
  open: (stage: ServerStage<Reply, Options>) => Clients & TestClients<Reply, Options, Client>,
): Table<ServerStage<Reply, Options>, Clients, ServerStep> {
  return tableOf({ open, play, close: (clients) => clients.leave() })
}

async function play<Reply, Options, Client extends TestClient<Reply, Options>>(
  clients: TestClients<Reply, Options, Client>,
  steps: readonly Ruled<ServerStep>[],
): Promise<void> {
  const cast = new Map<string, Client>()
  const values = new Values(() => clients.word())
  const names = namedIn(USERS, steps)
  const users = await clients.users(names.length)
  for (const [index, user] of users.entries()) {
    const name = names[index] ?? ''
    cast.set(name, user)
    values.set(name, user.name)
  }
  for (const step of steps) {
    const { who, verb, text, rule } = actOf(step, values.of)
    if (who === 'pause') {
      await clients.stage.pass(Number(verb))
      continue
    }
    const client = cast.get(who) ?? (await clients.connect())
    cast.set(who, client)
    if (verb === 'gets') await client.nothing(rule)
    else if (verb === '>') await client.says(text)
    else if (verb === '<') await client.hears(text, rule)
    else if (verb === 'ends') client.wire.end()
    else await client.wire.closes(rule)
  }
}
