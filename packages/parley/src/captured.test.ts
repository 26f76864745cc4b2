import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GatewayCapture } from '@parley/recording'
import { captureOutput } from './capture-output.ts'
import { withDashes } from './command-line.ts'
import { Program, run } from './testing/program.ts'
import { TestGateway } from './testing/test-gateway.ts'

/** All bytes that a gateway with all dialects captures while `happens`. */
async function captured(
  happens: (gateway: TestGateway) => Promise<void>,
  keepSecrets: boolean,
): Promise<string> {
  const gateway = await TestGateway.open()
  const written: Uint8Array[] = []
  const sink = { write: (bytes: Uint8Array) => void written.push(bytes) }
  const failed = (error: unknown) => {
    throw error
  }
  const capture = new GatewayCapture(gateway.gateway, sink, {
    application: '',
    keepSecrets,
    failed,
  })
  await happens(gateway)
  await gateway.gone(0)
  capture.stop()
  await gateway.close()
  return Buffer.concat(written).toString('latin1')
}

const login = '{"action":"login","username":"hans","password":"falcon"}'

test.each([
  [false, ['******"}', '"username":"hans"']],
  [true, ['con"}', '"username":"hans"']],
])('with passwords: %s, a capture has %j', async (keepSecrets, expected) => {
  const text = await captured(async (gateway) => {
    const hans = connect(gateway.port('ghostr'), '127.0.0.1')
    hans.end(login)
    for await (const _ of hans);
  }, keepSecrets)
  for (const one of expected.map((part) => part.slice(-8))) expect(text).toContain(one)
  expect(text.includes('falcon')).toBe(keepSecrets)
})

test('a capture that cannot be written ends once, and the gateway goes on', async () => {
  const gateway = await TestGateway.open()
  const errors: unknown[] = []
  let room = 1
  const sink = {
    write: () => {
      if (room-- <= 0) throw new Error('full')
    },
  }
  const failed = (error: unknown) => void errors.push(error)
  new GatewayCapture(gateway.gateway, sink, { application: '', keepSecrets: false, failed })
  for (const _ of [1, 2]) {
    const ann = connect(gateway.port('vu'), '127.0.0.1')
    ann.write('HELLO-FROM ann\n')
    expect(String((await once(ann, 'data'))[0])).toBe('HELLO ann\n')
    ann.destroy()
    await gateway.gone(0)
  }
  await gateway.close()
  expect(errors.map(String)).toEqual(['Error: full'])
})

test('with --pcap - stdout has the capture alone, and the lines for scripts are on stderr', async () => {
  const program = new Program(['serve', '--listen', 'vu=0', '--pcap', '-'])
  await program.says('ready\n', 'stderr')
  const [, port] = /^listening vu \S+:(\d+)$/m.exec(program.stderr) ?? []
  const ann = connect(Number(port), '127.0.0.1')
  ann.write('HELLO-FROM ann\n')
  await once(ann, 'data')
  await program.says('HELLO ann\n')
  ann.destroy()
  program.signal('SIGTERM')
  const { status, stdout } = await program.done
  expect(status).toBe(0)
  expect(stdout.startsWith('\n\r\r\n')).toBe(true)
  expect(stdout).not.toContain('listening')
})

test('where the reader of a capture has gone, the gateway goes on', async () => {
  const program = new Program(['serve', '--listen', 'vu=0', '--pcap', '-'])
  await program.says('ready\n', 'stderr')
  program.stopReading('stdout')
  const [, port] = /^listening vu \S+:(\d+)$/m.exec(program.stderr) ?? []
  const ann = connect(Number(port), '127.0.0.1')
  ann.write('HELLO-FROM ann\n')
  await once(ann, 'data')
  await program.says('the capture has ended', 'stderr')
  ann.write('LIST\n')
  expect(String((await once(ann, 'data'))[0])).toBe('LIST-OK ann\n')
  ann.destroy()
  program.signal('SIGTERM')
  expect((await program.done).status).toBe(0)
})

test('a capture goes to a file too', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'captured-')), 'a.pcapng')
  const output = captureOutput(path, () => {})
  output.write(Buffer.of(1, 2, 3))
  output.close()
  expect(readFileSync(path).toString('hex')).toBe('010203')
})

test('a dash is the value of the flag before it', () => {
  expect(withDashes(['serve', '--pcap', '-', '--strict'])).toEqual([
    'serve',
    '--pcap=-',
    '--strict',
  ])
  expect(withDashes(['serve', '--pcap=-', '-', '--', '--out', '-'])).toEqual([
    ...['serve', '--pcap=-', '-', '--', '--out', '-'],
  ])
})

test('a recording becomes a capture on stdout', async () => {
  const file = fileURLToPath(new URL('../../recording/fixtures/version-1.ndjson', import.meta.url))
  const { status, stdout } = await run('recording', 'pcap', file)
  expect(status).toBe(0)
  expect(stdout.startsWith('\n\r\r\n')).toBe(true)
  expect(stdout).toContain('vu connection 1')
})
