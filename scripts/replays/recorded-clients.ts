import { Readable } from 'node:stream'
import { setTimeout as passed } from 'node:timers/promises'
import type { Dialect } from '@parley/contract'
import {
  type Difference,
  RecordingReader,
  ReplayServer,
  type Script,
  scriptOf,
} from '@parley/recording'
import { chatProgram } from '../../packages/parley/src/chat/chat-program.ts'
import { SocketClient } from '../../packages/parley/src/testing/client.ts'
import { unpaced } from '../../packages/parley/src/testing/replay-corpus.ts'
import { RecordedGateway } from '../../packages/parley/src/testing/replay-trial.ts'

/** Between two lines that are typed, in milliseconds. */
const TYPING = 60
/** A client that was told to leave is given this long, in milliseconds. */
const LEAVING = 1000
const TIMEOUT = 400
const HOST = '127.0.0.1'

/** What a user types: all that the terminals have in common, and texts with something in them. */
function typedLines(dialect: Dialect): readonly string[] {
  const { phrases } = dialect.terminal
  const texts = ['hi', '  two  spaces ', 'grüße ☃ 😀', 'x'.repeat(3000)]
  return [
    ...phrases.login('ann', 'secret'),
    ...phrases.list,
    ...texts.flatMap((text) => phrases.send('bob', text)),
    ...phrases.send('nobody', 'hi'),
    ...phrases.list,
    ...phrases.leave,
  ]
}

async function typeAll(dialect: Dialect, program: ReturnType<ReturnType<typeof chatProgram>>) {
  for (const line of typedLines(dialect)) {
    await passed(TYPING)
    program.type(line)
  }
  program.hangUp()
  await passed(TYPING)
}

/** What the dialect’s own terminal client says when a user types, from the side of its server. */
export async function recordedClient(dialect: Dialect): Promise<Script> {
  const gateway = await RecordedGateway.open(dialect, unpaced(dialect))
  const bob = new SocketClient(dialect, gateway.options, gateway.port)
  await bob.login('bob')
  const place = { host: HOST, port: gateway.port }
  const start = chatProgram(dialect, gateway.options)
  const program = start(place, { shown: () => {}, ended: () => {} })
  const typing = typeAll(dialect, program)
  await passed(3 * TYPING)
  bob.say({ kind: 'send', to: 'ann', text: 'hello ann' })
  await typing
  await Promise.race([gateway.gone(1), passed(LEAVING)])
  await program.kill()
  bob.socket.destroy()
  const text = await gateway.recording()
  const reader = await RecordingReader.open(Readable.from([Buffer.from(text)]))
  const choice = { role: 'server', dialect, connections: new Set([2]) } as const
  return await scriptOf(reader.header, reader.events(), choice)
}

/** Plays the server to a terminal client at which the same is typed; `program`: what that speaks. */
export async function replayedToClient(
  script: Script,
  dialect: Dialect,
  program: Dialect,
): Promise<Difference | undefined> {
  const server = await ReplayServer.open({ host: HOST, port: 0 })
  const settings = { pace: 'lockstep', cut: undefined, slots: [], isExact: false } as const
  const result = server.run(script, { ...settings, timeout: TIMEOUT, isTaking: false })
  const place = { host: HOST, port: server.place.port }
  const client = chatProgram(program, script.options)(place, { shown: () => {}, ended: () => {} })
  const typing = typeAll(dialect, client)
  const { difference } = await result
  await typing
  await client.kill()
  await server.close()
  return difference
}
