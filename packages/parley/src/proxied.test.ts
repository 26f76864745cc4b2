import { Readable } from 'node:stream'
import { transcriptFindings } from '@parley/conformance'
import type { Dialect } from '@parley/contract'
import {
  eventLine,
  headerLine,
  ProxyRecorder,
  RecordingReader,
  Redactor,
  shownLines,
  TcpProxy,
  transcriptOf,
} from '@parley/recording'
import { SocketClient } from './testing/client.ts'
import { clientScript, replayed } from './testing/replay-trial.ts'
import { dialects, quick, TestGateway } from './testing/test-gateway.ts'

/** The time of the gateway, and of all that is recorded: dialects that tell the time tell this one. */
const NOON = Date.UTC(2026, 10, 30, 12)

const installed = new Map(dialects.map((one) => [one.name, one]))

function reading(text: string): Promise<RecordingReader> {
  return RecordingReader.open(Readable.from([Buffer.from(text)]))
}

/** A session of two users of a dialect with the gateway, through a recording proxy. */
async function session(dialect: Dialect): Promise<string> {
  const gateway = await TestGateway.open({ clock: () => NOON })
  const texts: string[] = []
  const failed = (error: unknown) => {
    throw error
  }
  const options = 'pace' in dialect.optionNotes ? { pace: 0 } : {}
  const sink = { write: (text: string) => texts.push(text) }
  const recorder = new ProxyRecorder(sink, { dialect, options, keepSecrets: false, failed })
  const target = { host: '127.0.0.1', port: gateway.port(dialect.name) }
  const proxy = await TcpProxy.open({ listen: { host: '127.0.0.1', port: 0 }, target }, recorder)
  const user = async (name: string) => {
    const client = new SocketClient(dialect, quick(dialect), proxy.place.port)
    await client.login(name)
    return client
  }
  const ann = await user('ann')
  const bob = await user('bob')
  await ann.ask({ kind: 'send', to: 'bob', text: 'hi bob, 12 "ø"' })
  await bob.hear(1)
  await bob.ask({ kind: 'send', to: 'nobody', text: 'x' })
  for (const { socket } of [ann, bob]) {
    socket.end()
    await new Promise<void>((resolve) => socket.once('close', () => resolve()))
  }
  await gateway.gone(0)
  await proxy.close()
  await gateway.close()
  const started = new Date(NOON).toISOString()
  return texts
    .join('')
    .replace(/"started":"[^"]*"/, `"started":"${started}"`)
    .replace(/^\{"t":\d+/gm, '{"t":0')
}

describe.each(dialects.map((dialect) => [dialect.name, dialect] as const))('%s', (_, dialect) => {
  let recorded: string

  beforeAll(async () => {
    recorded = await session(dialect)
  })

  test.each([1, 2])('connection %i becomes a fixture that passes', async (connection) => {
    const { text, differences } = await transcriptOf(() => reading(recorded), connection, installed)
    expect(text).toContain('"kind":"send"')
    expect(differences).toBe(0)
    expect(transcriptFindings(dialect, text)).toEqual([])
  })

  test('a gateway that is started afresh says the same again, at another time', async () => {
    const { difference } = await replayed(await clientScript(recorded, dialect), dialect)
    expect(difference).toBe(undefined)
  })

  test('a redacted recording has no name, text or password, and frames as long', async () => {
    const reader = await reading(recorded)
    const redactor = new Redactor(reader.header, installed)
    const lines = [headerLine(reader.header)]
    for await (const event of reader.events()) lines.push(...redactor.take(event).map(eventLine))
    lines.push(...redactor.rest().map(eventLine))
    const redacted = lines.join('')
    expect(Buffer.byteLength(redacted)).toBe(Buffer.byteLength(recorded))
    const shown = await shownOf(redacted)
    expect(shown.join('\n')).not.toMatch(/\bann\b|\bbob\b|nobody|hi bob|secret/)
    const places = (all: readonly string[]) => all.map((line) => line.slice(0, 18))
    expect(places(shown)).toEqual(places(await shownOf(recorded)))
  })
})

async function shownOf(text: string): Promise<readonly string[]> {
  const shown = { connections: new Set<number>(), text: undefined, pieces: false }
  const lines: string[] = []
  for await (const line of shownLines(await reading(text), installed, shown)) lines.push(line)
  return lines.slice(1)
}
