import { Readable } from 'node:stream'
import { RecordingReader } from '@parley/recording'
import type { Observation } from '@parley/server'
import { pageFolder, WebServer } from '@parley/web'
import { openFeed } from '@parley/web/testing'
import { dialects } from '../testing/test-gateway.ts'
import { PlayedGateway } from './played-gateway.ts'

const installed = new Map(dialects.map((one) => [one.name, one]))

function header(by: 'gateway' | 'proxy'): string {
  return JSON.stringify({
    ...{ parley: 'recording', version: 2, started: '2026-11-30T09:00:00.000Z', by },
    ...{ secrets: 'masked', dialects: { vu: { options: {} } } },
  })
}

const opened =
  '{"t":1000,"c":1,"k":"open","dialect":"vu","peer":{"address":"::1","port":7},"local":{"address":"::1","port":8}}'

function reading(by: 'gateway' | 'proxy', lines: readonly string[]): Promise<RecordingReader> {
  const text = [header(by), opened, ...lines, ''].join('\n')
  return RecordingReader.open(Readable.from([Buffer.from(text)]))
}

/** What a page sees of a recording: when, and what. */
async function played(by: 'gateway' | 'proxy', lines: readonly string[]) {
  const reader = await reading(by, lines)
  const seen: unknown[] = []
  return await new Promise<{ seen: unknown[]; error?: unknown }>((resolve) => {
    const gateway = new PlayedGateway(reader, installed, (error) => resolve({ seen, error }))
    gateway.tap = (one) => {
      seen.push([gateway.played.now() - reader.header.started, ...shown(one)])
      if (one.kind === 'closed') resolve({ seen })
    }
  })
}

function shown(one: Observation): readonly unknown[] {
  switch (one.kind) {
    case 'bytes-in':
      return [one.kind, String(Buffer.from(one.bytes))]
    case 'bytes-out':
      return [one.kind, String(Buffer.from(one.data))]
    case 'written':
      return [one.kind, String(Buffer.from(one.frame)), one.message, one.told]
    case 'frame':
      return [one.kind, one.message]
    case 'closed':
      return [one.kind, one.reason]
    default:
      return [one.kind]
  }
}

test('a recording of a gateway is seen as the gateway was, at its times', async () => {
  const { seen } = await played('gateway', [
    '{"t":2000,"c":1,"k":"in","s":"SEND bob hi\\nLI"}',
    '{"t":2500,"c":1,"k":"took","m":[7]}',
    '{"t":3000,"c":1,"k":"out","s":"SEND-OK\\nDEL","n":[8],"m":[[7,5]]}',
    '{"t":4000,"c":1,"k":"close","reason":"idle"}',
  ])
  expect(seen).toEqual([
    [1, 'opened'],
    [2, 'bytes-in', 'SEND bob hi\nLI'],
    [2, 'frame', 7],
    [3, 'written', 'SEND-OK\n', 7, [5]],
    [3, 'bytes-out', 'SEND-OK\nDEL'],
    [4, 'closed', 'idle'],
  ])
})

test('frames of a proxy’s recording are cut by the dialect', async () => {
  const { seen } = await played('proxy', [
    '{"t":2000,"c":1,"k":"in","s":"LIST\\n"}',
    '{"t":3000,"c":1,"k":"out","s":"LIST-OK ann\\n"}',
    '{"t":4000,"c":1,"k":"close","reason":"server-reset"}',
  ])
  expect(seen).toEqual([
    [1, 'opened'],
    [2, 'bytes-in', 'LIST\n'],
    [2, 'frame', undefined],
    [3, 'written', 'LIST-OK ann\n', undefined, []],
    [3, 'bytes-out', 'LIST-OK ann\n'],
    [4, 'closed', 'peer-reset'],
  ])
})

test('a line that is wrong ends it', async () => {
  const { seen, error } = await played('gateway', ['{}'])
  expect([seen.length, String(error)]).toEqual([1, expect.stringContaining('line 3: ')])
})

test('its page says that it is a recording, has all of it, and lets nobody join', async () => {
  const count = 5000
  const lines = Array.from({ length: count }, (_, index) => {
    return `{"t":${2000 + index},"c":1,"k":"in","s":"SEND bob ${index}\\n"}`
  })
  const reader = await reading('proxy', lines)
  const failed = (error: unknown) => {
    throw error
  }
  const gateway = new PlayedGateway(reader, installed, failed)
  const place = { host: '127.0.0.1', port: 0 }
  const web = await WebServer.open(gateway, { ...place, page: pageFolder, version: '1' })
  const feed = await openFeed(web)
  const hello = await feed.hello()
  expect([hello.recorded, hello.dialects]).toEqual([true, []])
  await feed.resume()
  await feed.record('frame-in', `SEND bob ${count - 1}\n`)
  const frames = feed.records.filter(({ kind }) => kind === 'frame-in')
  expect([frames.length, feed.missed]).toEqual([count, 0])
  expect(frames[0]?.time).toBe(reader.header.started + 2)
  feed.socket.terminate()
  await web.close()
})
