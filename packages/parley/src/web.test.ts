import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { Program, run } from './testing/program.ts'
import { refused } from './testing/refused.ts'
import { webSettings } from './web.ts'

const programs: Program[] = []

function start(
  flags: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Program {
  const program = new Program(['serve', '--listen', 'vu=0', ...flags], environment)
  programs.push(program)
  return program
}

afterEach(async () => {
  for (const program of programs) program.signal('SIGKILL')
  await Promise.all(programs.splice(0).map(({ done }) => done))
})

/** The address that a program has printed for its page. */
function pageOf({ stdout }: Program): URL {
  const [, url = ''] = /^listening web (\S+)$/m.exec(stdout) ?? []
  return new URL(url)
}

function planOf(settings: object) {
  return webSettings({ settings, naming: (path) => path.join('.') })
}

test('the page is on 127.0.0.1:8400 unless something else is said', () => {
  expect(planOf({})).toEqual({
    host: '127.0.0.1',
    port: 8400,
    origins: [],
    guests: false,
    notice: false,
    redaction: 'secrets',
    checks: 'loopback',
  })
  expect(planOf({ web: 'off' })).toBeUndefined()
  expect(planOf({ web: '0.0.0.0:80', webGuests: 'on' })).toMatchObject({
    host: '0.0.0.0',
    port: 80,
    guests: true,
  })
})

test.each([
  [{}, false],
  [{ web: 'localhost:8400' }, false],
  [{ web: '[::1]:8400', webOrigin: ['http://[::1]:80'] }, false],
  [{ web: '0.0.0.0' }, true],
  [{ web: '192.0.2.1:8400' }, true],
  [{ webOrigin: ['https://chat.example.org'] }, true],
  [{ web: '0.0.0.0', webNotice: 'off' }, false],
  [{ webNotice: 'on' }, true],
])('by %j users are told that they are watched: %j', (settings, notice) => {
  expect(planOf(settings)?.notice).toBe(notice)
})

/** Logs in with vu, and gives all that came until the name was listed. */
async function loginWithVu(program: Program): Promise<string> {
  await program.says('ready\n')
  const socket = connect(program.port('vu'), '127.0.0.1')
  socket.write('HELLO-FROM bob\nLIST\n')
  let came = ''
  for await (const bytes of socket) {
    came += String(bytes)
    if (came.includes('LIST-OK')) break
  }
  return came
}

test.each([
  [
    ['--web', '0', '--web-notice', 'on'],
    'DELIVERY server what you say can be seen on a page of this gateway, private messages too\n',
  ],
  [
    ['--web', '0', '--web-notice', 'on', '--web-redact', 'direct'],
    'DELIVERY server what you say can be seen on a page of this gateway, except private messages\n',
  ],
  [['--web', '0'], ''],
  [['--web', 'off', '--web-notice', 'on'], ''],
  [['--web', '0', '--web-notice', 'on', '--strict'], ''],
])('with %j a user is told at the login %j', async (flags, notice) => {
  expect(await loginWithVu(start(flags))).toBe(`HELLO bob\n${notice}LIST-OK bob\n`)
})

test('its line stands before ready, and what it names is the page', async () => {
  const program = start(['--web', '0', '--web-guests', 'on'])
  await program.says('ready\n')
  const lines = program.stdout.split('\n')
  expect(lines[1]).toMatch(/^listening web http:\/\/127\.0\.0\.1:\d+\/#k=[\w-]{22}$/)
  expect(lines.slice(2)).toEqual(['ready', ''])
  const page = pageOf(program)
  const response = await fetch(page)
  expect([response.status, await response.text()]).toEqual([
    200,
    expect.stringContaining('<title>Parley</title>'),
  ])
  expect((await fetch(new URL('/page.js', page))).headers.get('content-type')).toContain(
    'javascript',
  )
  expect(await (await fetch(new URL('/api/status', page))).json()).toMatchObject({
    dialects: [{ name: 'vu', port: program.port('vu') }],
    guests: true,
    operator: false,
    checks: true,
  })
  program.signal('SIGTERM')
  expect((await program.done).status).toBe(0)
})

test('a port that is in use: a free one, and that is said', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const program = start(['--web', String(port), '--log', 'json'])
  await program.says('ready\n')
  await program.says(`port ${port} is in use: the page is on ${pageOf(program).port}`, 'stderr')
  expect((await fetch(pageOf(program))).status).toBe(200)
  other.close()
})

test('it can be said in the environment', async () => {
  const program = start([], { PARLEY_WEB: '0', PARLEY_WEB_ORIGIN: 'https://chat.example.org' })
  await program.says('ready\n')
  const headers = { origin: 'https://chat.example.org' }
  const body = JSON.stringify({ token: pageOf(program).hash.slice('#k='.length) })
  const response = await fetch(new URL('/session', pageOf(program)), {
    method: 'POST',
    headers,
    body,
  })
  expect(response.status).toBe(204)
})

test.each([
  [['--web', 'x:y'], '--web: expected a port from 0 to 65535 in "x:y" (off, or [host:]port)'],
  [['--web', ''], '--web: expected off, or [host:]port'],
  [
    ['--web-origin', 'chat.example.org'],
    '--web-origin: expected an address without a path, as in https://chat.example.org, got "chat.example.org"',
  ],
  [['--web-notice', 'yes'], '--web-notice: expected one of "on"|"off", got "yes"'],
  [['--web-guests', 'some'], '--web-guests: expected one of "on"|"off", got "some"'],
])('%j is refused', async (flags, message) => {
  const refusal = { status: 2, stderr: `parley: ${message}\n` }
  expect(await refused('serve', '--listen', 'vu=0', ...flags)).toEqual(refusal)
})

test('an address that this machine does not have is refused, and nothing listens', async () => {
  expect(await run('serve', '--listen', 'vu=0', '--web', '192.0.2.1:0')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'parley: cannot listen for the page on 192.0.2.1:0: this machine has no such address\n',
  })
})
