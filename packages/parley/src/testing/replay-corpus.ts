import { setTimeout as passed } from 'node:timers/promises'
import type { Command, Dialect } from '@parley/contract'
import type { Script } from '@parley/recording'
import { SocketClient } from './client.ts'
import { RecordedGateway } from './replay-trial.ts'

/** What a right gateway has said and heard, by a name. */
export interface Recorded {
  readonly name: string
  readonly script: Script
}

/** A session that has said nothing for so long has said all, in milliseconds. */
export const QUIET = 10

/** Without the pace of a dialect, which is for clients that take one read for one message. */
export function unpaced(dialect: Dialect): object {
  return 'pace' in dialect.optionNotes ? { pace: 0 } : {}
}

/** Three users who use all that the dialect’s own client can say. */
export async function conversation(dialect: Dialect): Promise<Recorded> {
  const gateway = await RecordedGateway.open(dialect, unpaced(dialect))
  const user = async (name: string) => {
    const client = new SocketClient(dialect, gateway.options, gateway.port)
    await client.login(name)
    return client
  }
  const act = async (client: SocketClient, command: Command) => {
    client.say(command)
    await passed(QUIET)
  }
  const carol = await user('carol')
  const ann = await user('Ann')
  const bob = await user('bob')
  const texts = ['hi', 'one  two ', 'grüße ☃ 😀', 'two\nlines', ' ', 'x'.repeat(5000)]
  await act(ann, { kind: 'list' })
  for (const text of texts) await act(ann, { kind: 'send', to: 'bob', text })
  for (const text of texts) await act(bob, { kind: 'broadcast', text })
  await act(bob, { kind: 'send', to: 'bob', text: 'to myself' })
  await act(bob, { kind: 'send', to: 'nobody', text: 'hi' })
  const again = new SocketClient(dialect, gateway.options, gateway.port)
  again.login('bob', 'another secret').catch(() => {})
  await passed(2 * QUIET)
  again.socket.destroy()
  await gateway.gone(3)
  await act(carol, { kind: 'block', name: 'bob' })
  await act(bob, { kind: 'send', to: 'carol', text: 'hi' })
  await act(carol, { kind: 'unblock', name: 'bob' })
  await act(ann, { kind: 'history', last: 10 })
  await act(carol, { kind: 'historySince', since: 0, most: 10 })
  carol.socket.end()
  await gateway.gone(2)
  await act(bob, { kind: 'list' })
  await act(bob, { kind: 'logout' })
  for (const client of [ann, bob]) client.socket.end()
  return { name: 'conversation', script: await gateway.close() }
}
