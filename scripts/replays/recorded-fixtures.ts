import { readdirSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as passed } from 'node:timers/promises'
import type { Dialect } from '@parley/contract'
import { readTranscript, type Transcript } from '../../packages/conformance/src/transcript.ts'
import { SocketClient } from '../../packages/parley/src/testing/client.ts'
import { QUIET, type Recorded, unpaced } from '../../packages/parley/src/testing/replay-corpus.ts'
import { RecordedGateway } from '../../packages/parley/src/testing/replay-trial.ts'

/** By the names of their files; without those with which a gateway writes files of its own. */
export function fixturesOf(dialect: Dialect): ReadonlyMap<string, Transcript> {
  const folder = new URL(`../../packages/dialect-${dialect.name}/fixtures/`, import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  const all = names.map((name): [string, Transcript] => [
    name,
    readTranscript(readFileSync(new URL(name, folder), 'utf8')),
  ])
  const writesNothing = ({ options }: Transcript) => {
    return dialect.journal?.(dialect.options.parse(options)) === undefined
  }
  return new Map(all.filter(([, transcript]) => writesNothing(transcript)))
}

/**
 * What a client says in a fixture, said to a real gateway; whoever says something to it in the fixture is
 * there too. `isJoined`: all that it says is one write.
 */
export async function recordedFixture(
  dialect: Dialect,
  name: string,
  { options, steps }: Transcript,
  isJoined: boolean,
): Promise<Recorded> {
  const given = { ...unpaced(dialect), ...(typeof options === 'object' ? options : {}) }
  const gateway = await RecordedGateway.open(dialect, given)
  const others = new Others(gateway)
  for (const step of steps) {
    if (step.kind === 'event' && 'from' in step.event) await others.one(step.event.from)
  }
  const socket = connect({ port: gateway.port, host: '127.0.0.1', noDelay: true })
  socket.on('error', () => {})
  socket.resume()
  const said = steps.flatMap((step) => (step.kind === 'C' ? [step.bytes] : []))
  await quiet(socket)
  if (isJoined && !socket.destroyed) {
    socket.write(Buffer.concat(said))
    await quiet(socket)
  }
  let own = ''
  for (const step of isJoined ? [] : steps) {
    if (step.kind === 'ask' && step.command.kind === 'login') own = step.command.name
    if (step.kind === 'event' && 'text' in step.event && 'from' in step.event) {
      const { kind, from, text } = step.event
      const other = await others.one(from)
      if (kind === 'direct') other?.say({ kind: 'send', to: own, text })
      else if (kind === 'public') other?.say({ kind: 'broadcast', text })
    } else if (step.kind !== 'C' || !socket.writable) continue
    else socket.write(step.bytes)
    await quiet(socket)
  }
  socket.end()
  await gateway.gone(others.count)
  others.leave()
  return { name, script: await gateway.close() }
}

/** Until nothing has come for a while. */
async function quiet(socket: Socket): Promise<void> {
  for (let seen = -1; seen !== socket.bytesRead; ) {
    seen = socket.bytesRead
    await passed(QUIET)
  }
}

/** Users who are there besides. */
class Others {
  readonly #gateway: RecordedGateway
  readonly #clients = new Map<string, SocketClient | undefined>()

  constructor(gateway: RecordedGateway) {
    this.#gateway = gateway
  }

  get count(): number {
    return [...this.#clients.values()].filter((one) => one?.socket.destroyed === false).length
  }

  /** Undefined where the dialect cannot log in that name. */
  async one(name: string): Promise<SocketClient | undefined> {
    if (this.#clients.has(name)) return this.#clients.get(name)
    const { dialect, options, port } = this.#gateway
    const client = new SocketClient(dialect, options, port)
    const isIn = await Promise.race([
      client.login(name).catch(() => false),
      passed(50 * QUIET).then(() => false),
    ])
    if (!isIn) client.socket.destroy()
    this.#clients.set(name, isIn ? client : undefined)
    return isIn ? client : undefined
  }

  leave(): void {
    for (const client of this.#clients.values()) client?.socket.destroy()
  }
}
