import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  GatewayRecorder,
  type RecordedEvent,
  RecordingFile,
  RecordingReader,
} from '@parley/recording'
import { Program, run } from './testing/program.ts'
import { TestGateway } from './testing/test-gateway.ts'

const sockets: Socket[] = []

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

async function client(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

async function said(socket: Socket, text: string, answer: string): Promise<void> {
  socket.write(text)
  let heard = ''
  while (!heard.includes(answer)) heard += String((await once(socket, 'data'))[0])
}

/** Without the times: each event as its line says it. */
async function linesOf(text: string): Promise<readonly string[]> {
  const reader = await RecordingReader.open(Readable.from([Buffer.from(text)]))
  const events: RecordedEvent[] = []
  for await (const event of reader.events()) events.push(event)
  return text
    .split('\n')
    .slice(1, events.length + 1)
    .map((line) => line.replace(/^\{"t":\d+,/, '{'))
}

/** What a gateway with all dialects has recorded while `happens`. */
async function recorded(
  happens: (gateway: TestGateway) => Promise<void>,
  keepSecrets = false,
): Promise<readonly string[]> {
  const gateway = await TestGateway.open()
  const texts: string[] = []
  const sink = { write: (data: string | Uint8Array) => texts.push(Buffer.from(data).toString()) }
  const failed = (error: unknown) => {
    throw error
  }
  const recorder = new GatewayRecorder(gateway.gateway, sink, {}, { keepSecrets, failed })
  await happens(gateway)
  for (const socket of sockets) socket.destroy()
  await gateway.gone(0)
  recorder.stop()
  await gateway.close()
  return (await linesOf(texts.join(''))).filter((line) => !/"k":"(open|close)"/.test(line))
}

test('a message has the same id at the sender’s and at the recipient’s connection', async () => {
  const lines = await recorded(async (gateway) => {
    const ann = await client(gateway.port('vu'))
    await said(ann, 'HELLO-FROM ann\n', 'HELLO ann\n')
    const bob = await client(gateway.port('vu'))
    await said(bob, 'HELLO-FROM bob\nLI', 'HELLO bob\n')
    await said(bob, 'ST\n', 'LIST-OK ann,bob\n')
    const heard = once(bob, 'data')
    await said(ann, 'SEND bob hø\n', 'SEND-OK\n')
    await heard
  })
  expect(lines.slice(0, -2)).toEqual([
    String.raw`{"c":1,"k":"in","s":"HELLO-FROM ann\n"}`,
    '{"c":1,"k":"took","m":[null]}',
    String.raw`{"c":1,"k":"out","s":"HELLO ann\n"}`,
    String.raw`{"c":2,"k":"in","s":"HELLO-FROM bob\nLI"}`,
    '{"c":2,"k":"took","m":[null]}',
    String.raw`{"c":2,"k":"out","s":"HELLO bob\n"}`,
    String.raw`{"c":2,"k":"in","s":"ST\n"}`,
    '{"c":2,"k":"took","m":[null]}',
    String.raw`{"c":2,"k":"out","s":"LIST-OK ann,bob\n"}`,
    String.raw`{"c":1,"k":"in","s":"SEND bob hø\n"}`,
    '{"c":1,"k":"took","m":[1]}',
    String.raw`{"c":2,"k":"out","s":"DELIVERY ann hø\n","m":[1]}`,
    String.raw`{"c":1,"k":"out","s":"SEND-OK\n","m":[1]}`,
  ])
  expect(lines.slice(-2).sort()).toEqual([
    '{"c":1,"k":"end","by":"client"}',
    '{"c":2,"k":"end","by":"client"}',
  ])
})

const login = '{"action":"login","username":"hans","password":"falcon"}'

test.each([
  ['by default each byte of a password is a star, also where it comes by half', false, '******'],
  ['with keepSecrets a password is recorded', true, 'falcon'],
])('%s', async (_, keepSecrets, password) => {
  const lines = await recorded(async (gateway) => {
    const hans = await client(gateway.port('ghostr'))
    const half = once(await client(gateway.port('vu')), 'data')
    hans.write(login.slice(0, -5))
    sockets.at(-1)?.write('HELLO-FROM ann\n')
    await half
    await said(hans, login.slice(-5), '"SUCCESS"')
  }, keepSecrets)
  const sent = lines.filter((line) => line.includes('"k":"in"') && !line.includes('HELLO'))
  const text = sent.map((line) => JSON.parse(line).s).join('')
  expect(text).toBe(login.replace('falcon', password))
})

test('several frames in one write have their lengths', async () => {
  const lines = await recorded(async (gateway) => {
    const ann = await client(gateway.port('vu'))
    await said(ann, 'HELLO-FROM ann\nA\nB\nC\nD\nE\nF\nG\nH\nI\nSEND ann x\n', 'DELIVERY ann x\n')
  })
  expect(lines.filter((line) => line.includes('"k":"took"'))).toEqual([
    '{"c":1,"k":"took","m":[null,null,null,null,null,null,null,null,null,null,1]}',
  ])
  const joined = `HELLO ann\n${'BAD-RQST-HDR\n'.repeat(9)}SEND-OK\nDELIVERY ann x\n`
  const out = JSON.parse(lines.find((line) => line.includes('"k":"out"')) ?? '{}')
  expect(out).toEqual({
    c: 1,
    k: 'out',
    s: joined,
    n: [10, 13, 13, 13, 13, 13, 13, 13, 13, 13, 8, 15],
    m: [null, null, null, null, null, null, null, null, null, null, 1, 1],
  })
})

test('on a full disk the recording ends once, and the gateway goes on', async () => {
  const gateway = await TestGateway.open()
  const errors: unknown[] = []
  const failed = (error: unknown) => errors.push(error)
  const file = RecordingFile.create('/dev/full')
  const empty = {
    write: (data: string | Uint8Array) => {
      if (typeof data !== 'string') file.write(data)
    },
  }
  new GatewayRecorder(gateway.gateway, empty, {}, { keepSecrets: false, failed })
  const ann = await client(gateway.port('vu'))
  await said(ann, 'HELLO-FROM ann\n', 'HELLO ann\n')
  await said(ann, 'LIST\n', 'LIST-OK ann\n')
  expect(errors.map(String)).toEqual(['Error: ENOSPC: no space left on device, write'])
  file.close()
  await gateway.close()
})

test('after kill -9 the recording has all that was answered before the last turn', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'recorded-')), 'a.ndjson')
  const program = new Program(['serve', '--listen', 'vu=0', '--record', path])
  await program.says('ready')
  const ann = await client(program.port('vu'))
  await said(ann, 'HELLO-FROM ann\n', 'HELLO ann\n')
  for (let count = 0; count < 20; count++) await said(ann, 'LIST\n', 'LIST-OK ann\n')
  program.signal('SIGKILL')
  await program.done
  const lines = await linesOf(readFileSync(path, 'utf8'))
  const answered = lines.filter((line) => line.includes('LIST-OK'))
  expect(answered.length).toBeGreaterThanOrEqual(19)
})

test('a proxy that cannot listen leaves no file', async () => {
  const gateway = await TestGateway.open()
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const taken = String(gateway.port('vu'))
  const { status, stderr } = await run(
    'record',
    'vu',
    taken,
    '1',
    '--out',
    join(folder, 'a.ndjson'),
  )
  await gateway.close()
  expect([status, readdirSync(folder)]).toEqual([2, []])
  expect(stderr).toBe(`parley: cannot listen on 127.0.0.1:${taken}: the port is in use\n`)
})
