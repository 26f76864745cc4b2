import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import type { TlsIdentity } from '@parley/server'
import { makeIdentity, noOpenssl } from '@parley/server/testing'
import type { ChatSettings } from './chat/chat.ts'
import { dialectNamed } from './target.ts'
import { PipedChat } from './testing/piped-chat.ts'
import { Program } from './testing/program.ts'
import { refused } from './testing/refused.ts'
import { dialects } from './testing/test-gateway.ts'
import { readIdentity } from './tls.ts'

const withOpenssl = noOpenssl === undefined ? describe : describe.skip

const start = ['serve', '--data', 'memory', '--listen', 'vu+tls=0'] as const
const needs = 'TLS needs a certificate and its key: --tls-cert and --tls-key'

test.each([
  [[...start], `--listen: ${needs}`],
  [['serve', '--listen', 'vu=0', '--web-tls'], `--web-tls: ${needs}`],
  [[...start, '--tls-cert', 'x'], '--tls-cert: TLS needs --tls-key too'],
  [[...start, '--tls-key', 'x'], '--tls-key: TLS needs --tls-cert too'],
  [
    ['serve', '--listen', 'vu=5378', '--listen', 'vu+tls'],
    'vu and vu+tls are both to listen on 127.0.0.1:5378',
  ],
  [
    ['chat', 'vu', '--tls-ca', '/no/such/file'],
    '--tls-ca: cannot read /no/such/file: there is no such file or folder',
  ],
  [
    ['chat', 'vu', '--no-tls', '--tls-insecure'],
    '--no-tls: --tls-ca and --tls-insecure ask for TLS',
  ],
])('%j is refused', async (words, message) => {
  expect(await refused(...words)).toEqual({ status: 2, stderr: `parley: ${message}\n` })
})

withOpenssl('with certificates (need openssl)', () => {
  let folder: string
  let first: TlsIdentity
  let second: TlsIdentity
  const programs: Program[] = []

  beforeAll(() => {
    first = makeIdentity('first')
    second = makeIdentity('second')
  })

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-tls-'))
    write(first)
  })

  afterEach(async () => {
    for (const program of programs.splice(0)) {
      program.signal('SIGKILL')
      await program.done
    }
    rmSync(folder, { recursive: true })
  })

  const at = (name: string) => join(folder, name)
  const files = () => ({
    cert: { path: at('cert.pem'), source: '--tls-cert' },
    key: { path: at('key.pem'), source: '--tls-key' },
  })

  function write({ cert, key }: TlsIdentity): void {
    writeFileSync(at('cert.pem'), cert)
    writeFileSync(at('key.pem'), key)
  }

  function serve(...flags: string[]): Program {
    const named = ['--tls-cert', at('cert.pem'), '--tls-key', at('key.pem')]
    const program = new Program([...start, ...named, ...flags])
    programs.push(program)
    return program
  }

  test('files that fit are read', async () => {
    expect(await readIdentity(files())).toEqual(first)
  })

  test.each<readonly [string, () => unknown, string]>([
    [
      'no certificate',
      () => rmSync(at('cert.pem')),
      '--tls-cert: cannot read CERT: there is no such file or folder',
    ],
    [
      'a key for a certificate',
      () => writeFileSync(at('cert.pem'), first.key),
      '--tls-cert: CERT has no certificate in PEM (-----BEGIN CERTIFICATE-----)',
    ],
    [
      'a damaged certificate',
      () => writeFileSync(at('cert.pem'), first.cert.replace(/\nM/, '\nX')),
      '--tls-cert: the certificate in CERT is damaged: ',
    ],
    [
      'a certificate for a key',
      () => writeFileSync(at('key.pem'), first.cert),
      '--tls-key: KEY has no key in PEM (-----BEGIN PRIVATE KEY-----)',
    ],
    [
      'a key with a passphrase',
      () => {
        const words = ['pkcs8', '-topk8', '-passout', 'pass:secret', '-in', at('key.pem')]
        writeFileSync(at('key.pem'), execFileSync('openssl', words))
      },
      '--tls-key: the key in KEY has a passphrase: take that away',
    ],
    [
      'the key of another certificate',
      () => writeFileSync(at('key.pem'), second.key),
      '--tls-key: KEY is not the key of the certificate in CERT',
    ],
  ])('%s is refused by the name of the file', async (_what, spoil, message) => {
    spoil()
    const error: unknown = await readIdentity(files()).catch((reason: unknown) => reason)
    const text = String(error).replaceAll(at('cert.pem'), 'CERT').replaceAll(at('key.pem'), 'KEY')
    expect(text).toContain(`Error: ${message}`)
  })

  test('SIGHUP reads the certificate again; a wrong one changes nothing; connections stay', async () => {
    const program = serve('--web', '0', '--web-tls', '--log', 'json')
    await program.says('ready\n')
    const port = program.port('vu\\+tls')
    const early = connect({ port, host: '127.0.0.1', ca: first.cert })
    let came = ''
    early.on('data', (bytes) => {
      came += String(bytes)
    })
    await new Promise((resolve) => early.once('secureConnect', resolve))
    write(second)
    program.signal('SIGHUP')
    await program.says('SIGHUP: the TLS certificate was read again', 'stderr')
    writeFileSync(at('key.pem'), first.key)
    program.signal('SIGHUP')
    await program.says('SIGHUP: the TLS certificate stays as it was: --tls-key: ', 'stderr')
    const [, page = ''] =
      /^listening web https:\/\/127\.0\.0\.1:(\d+)\//m.exec(program.stdout) ?? []
    for (const place of [port, Number(page)]) {
      const late = connect({ port: place, host: '127.0.0.1', ca: second.cert })
      await new Promise((resolve, reject) => {
        late.once('secureConnect', resolve)
        late.once('error', reject)
      })
      expect(late.getPeerCertificate().subject.CN).toBe('second')
      late.destroy()
    }
    early.end('HELLO-FROM ann\n')
    await new Promise((resolve) => early.once('close', resolve))
    expect(came).toBe('HELLO ann\n')
    program.signal('SIGTERM')
    expect((await program.done).status).toBe(0)
  })

  function chatAt(port: number, tls: NonNullable<ChatSettings['tls']>): PipedChat {
    return new PipedChat(dialectNamed(dialects, 'vu'), port, { tls })
  }

  test('our own client talks to it, and trusts whom it is told to', async () => {
    const program = serve()
    await program.says('ready\n')
    const port = program.port('vu\\+tls')
    const trusting = chatAt(port, { ca: first.cert, isInsecure: false }).type(
      'ann',
      '!who',
      '!quit',
    )
    expect(await trusting.ended).toBe(0)
    expect(trusting.shown).toContain('ann')
    const careless = chatAt(port, { isInsecure: true }).type('bob', '!quit')
    expect(await careless.ended).toBe(0)
    const careful = chatAt(port, { ca: second.cert, isInsecure: false }).type('eve')
    expect(await careful.ended).toBe(1)
    expect(careful.failures).toBe(
      `The certificate of 127.0.0.1:${port} is not trusted: nobody that is trusted vouches for it. --tls-ca <file> trusts a certificate, --tls-insecure any\n`,
    )
  })
})
