import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { serverDialect } from '@parley/contract'
import { LineSplitter } from '@parley/framing'
import { ProxyRecorder } from '../proxy-recorder.ts'
import { RecordingReader } from '../reader.ts'
import { type Role, type Script, scriptOf } from './script.ts'
import { ReplayServer, replayAsClient } from './sockets.ts'

const dialect = serverDialect({
  name: 'lines',
  defaultPort: 7000,
  shape: 'one line a message',
  splitter: () => new LineSplitter(),
  serve: () => ({ take: () => {}, hear: () => {} }),
})

const place = '{"address":"127.0.0.1","port":40001}'
const recording = [
  '{"parley":"recording","version":1,"started":"2026-11-30T09:00:00.000Z","by":"proxy","secrets":"kept","dialects":{"lines":{"options":{}}}}',
  `{"t":1,"c":1,"k":"open","dialect":"lines","peer":${place},"local":${place}}`,
  '{"t":2,"c":1,"k":"in","s":"one\\ntw"}',
  '{"t":3,"c":1,"k":"out","s":"ONE\\n"}',
  '{"t":4,"c":1,"k":"in","s":"o\\n"}',
  '{"t":5,"c":1,"k":"out","s":"TWO\\n"}',
  '{"t":6,"c":1,"k":"end","by":"client"}',
  '{"t":7,"c":1,"k":"end","by":"server"}',
  '{"t":8,"c":1,"k":"close","reason":"ended"}',
  '',
].join('\n')

const settings = {
  pace: 'lockstep',
  timeout: 3000,
  cut: undefined,
  slots: [],
  isExact: false,
  isTaking: false,
} as const

async function scriptFor(role: Role, text = recording): Promise<Script> {
  const reader = await RecordingReader.open(Readable.from([Buffer.from(text)]))
  return await scriptOf(reader.header, reader.events(), { role, dialect, connections: new Set() })
}

let server: Server

/** A server that gives back each line as `answer` makes it. */
async function listening(
  answer: (line: string) => string,
): Promise<{ host: string; port: number }> {
  server = createServer((socket) => {
    let text = ''
    socket.on('data', (bytes) => {
      const lines = (text + bytes).split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) socket.write(`${answer(line)}\n`)
    })
    socket.on('error', () => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('it does not listen')
  return { host: '127.0.0.1', port: address.port }
}

afterEach(() => void server?.close())

test.each([undefined, 1, 2])(
  'a server that answers as recorded is the same, cut by seed %p',
  async (cut) => {
    const target = await listening((line) => line.toUpperCase())
    const result = await replayAsClient(await scriptFor('client'), { ...settings, cut }, target)
    expect(result).toMatchObject({ difference: undefined, frames: 2, connections: 1 })
  },
)

test('a server that answers otherwise differs, and so does one that is not there', async () => {
  const script = await scriptFor('client')
  const target = await listening((line) => (line === 'two' ? 'Two' : line.toUpperCase()))
  const { difference } = await replayAsClient(script, settings, target)
  expect(difference).toMatchObject({
    kind: 'other',
    frame: 2,
    wanted: 'TWO\n',
    came: 'Two\n',
    at: 1,
  })
  server.close()
  const gone = await replayAsClient(script, settings, target)
  expect(gone.difference).toMatchObject({ kind: 'refused', connection: 1 })
})

test('records what comes now instead', async () => {
  const target = await listening((line) => `${line}!`)
  const lines: string[] = []
  const observer = new ProxyRecorder(
    { write: (data) => lines.push(Buffer.from(data).toString()) },
    {
      dialect,
      options: {},
      keepSecrets: true,
      failed: (error) => {
        throw error
      },
    },
  )
  const taking = { ...settings, isTaking: true, observer }
  const taken = await replayAsClient(await scriptFor('client'), taking, target)
  expect(taken.difference).toBe(undefined)
  const again = await scriptFor('client', lines.join(''))
  expect(await replayAsClient(again, settings, target)).toMatchObject({
    difference: undefined,
    frames: 2,
  })
})

async function client(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

test.each([
  ['one\ntwo\n', undefined],
  ['one\ntow\n', 'other'],
])('plays the server to a client that says %j', async (said, kind) => {
  const played = await ReplayServer.open({ host: '127.0.0.1', port: 0 })
  const result = played.run(await scriptFor('server'), settings)
  const socket = await client(played.place.port)
  socket.end(said)
  let heard = ''
  for await (const bytes of socket) heard += bytes
  expect((await result).difference?.kind).toBe(kind)
  if (kind === undefined) expect(heard).toBe('ONE\nTWO\n')
  await played.close()
})
