import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passed } from 'node:timers/promises'
import { jest } from '@jest/globals'
import { Program, parley, run } from '../testing/program.ts'
import { refused } from '../testing/refused.ts'

jest.setTimeout(60_000)

const folder = mkdtempSync(join(tmpdir(), 'parley-'))

afterAll(() => rmSync(folder, { recursive: true }))

/** Checks that do not depend on each other. */
const few = ['--only', 'vu-2.1a', '--only', 'vu-3.9', '--only', 'vu-3.8']

const gateway = [...parley, 'serve', '--listen', 'vu={port}', '--web', 'off', '--data', 'memory']

/** A server that greets everybody, and ends when somebody says FLY. */
const mortal = `
  console.log('up')
  require('node:net').createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      const line = bytes.toString()
      if (line.startsWith('HELLO-FROM')) socket.write('HELLO ' + line.slice(11))
      else if (line.startsWith('FLY')) throw new Error('no word FLY')
      else socket.write('BAD-DEST-USER\\n')
    })
  }).listen(Number(process.env.PORT ?? process.argv.at(-1)), '127.0.0.1')
`

test('a server that is started by the command passes, and ends with the run', async () => {
  const { status, stdout, stderr } = await run('check', 'server', 'vu', ...few, '--', ...gateway)
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^vu server .*\{port\}.*: \d+ of \d+ checks in /)
})

test('a server that a check ends has failed that check alone, with what it printed', async () => {
  const { status, stdout } = await run(
    ...['check', 'server', 'vu', ...few, '--name', 'ann', '--', process.execPath, '-e', mortal],
    '{port}',
  )
  expect(status).toBe(1)
  expect(stdout).toMatch(/^✗ FAIL vu-3\.9 MUST /m)
  expect(stdout).toMatch(
    /^ {2}crash {5}the server died of an exception: Error: no word FLY, at \[eval\]:\d+$/m,
  )
  expect(stdout).toMatch(/^ {2}ended {5}exit status 1$/m)
  expect(stdout).toMatch(/^ {2}printed {3}Error: no word FLY$/m)
  expect(stdout).toMatch(/^vu server ann: /m)
  expect(stdout).toMatch(/^in vu-3\.9: the server died of an exception: Error: no word FLY, at /m)
  expect(stdout).not.toMatch(/FAIL vu-3\.8|FAIL vu-2\.1a/)
})

test('the run that a report names can be run again', async () => {
  const { stdout } = await run('check', 'server', 'vu', ...few, '--', process.execPath, '-e', '{}')
  expect(stdout).toContain('NOT CHECKED: the server has ended before it listened: exit status 0')
  const { stdout: failed } = await run(
    ...['check', 'server', 'vu', '--only', 'vu-3.9', '--cwd', folder, '--wait', '5'],
    ...['--', process.execPath, '-e', mortal, '{port}'],
  )
  const [, line = ''] = /^ {2}run {7}(.*)$/m.exec(failed) ?? []
  expect(line).toMatch(/ check server vu --cwd \S+ --wait 5 --only vu-3\.9 --replay \w+ -- /)
  const { status, stdout: again } = spawnSync('bash', ['-c', line], { encoding: 'utf8' })
  expect([status, again]).toEqual([1, expect.stringMatching(/^✗ FAIL vu-3\.9 MUST /m)])
})

test('a build that fails: nothing is tried, every point is lost, and its last lines are told', async () => {
  const results = join(folder, 'results.json')
  const { status, stdout } = await run(
    ...['check', 'server', 'vu', '--gradescope', results, '--cwd', folder],
    ...['--build', 'echo missing; exit 2', '--', ...gateway],
  )
  expect(status).toBe(1)
  expect(stdout).toContain('NOT CHECKED: the build failed: exit status 2; it printed last: missing')
  expect(JSON.parse(readFileSync(results, 'utf8'))).toMatchObject({ score: 0 })
})

test('what a build makes is there when the server is started, with its environment', async () => {
  writeFileSync(join(folder, 'server.txt'), mortal)
  const { status, stdout } = await run(
    ...['check', 'server', 'vu', '--only', 'vu-2.1a', '--cwd', folder],
    ...[
      '--build',
      'cp server.txt $NAME',
      '--env',
      'NAME=built.js',
      '--env',
      'PORT={port}',
      '--fresh',
    ],
    ...['--', process.execPath, 'built.js'],
  )
  expect([status, stdout]).toEqual([0, expect.stringContaining('1 passed')])
})

test.each([
  [['--build', 'make'], '--build: only with a command behind --, which Parley starts'],
  [['--fresh'], '--fresh: only with a command behind --, which Parley starts'],
  [['--cwd', '/no/folder', '--', 'node'], '--cwd: there is no folder /no/folder'],
  [['--env', 'x', '--', 'node'], '--env: expected NAME=value, got "x"'],
  [['--wait', 'x'], '--wait: expected a number of seconds, 0 to 600'],
  [['--limit-time', '0'], '--limit-time: expected a number of seconds, 1 to 86400'],
  [['example.org:1', '--', 'node'], 'a server behind -- is started on this machine'],
  [['--', 'no-such-program'], 'cannot start no-such-program: there is no such program'],
  [['--', 'node', '{PORT}'], 'there is no placeholder {PORT} in a command'],
])('check server vu %j is used wrongly: status 2 and one line', async (words, why) => {
  const { status, stderr } = await refused('check', 'server', 'vu', ...words)
  expect([status, stderr.split('\n').length]).toEqual([2, 2])
  expect(stderr).toContain(why)
})

test('a run that is ended by a signal is over within 2 s, however stubborn the server', async () => {
  const up = join(folder, 'up')
  const stubborn = `
    process.on('SIGTERM', () => {})
    setInterval(() => process.stdout.write('spam '.repeat(10000)), 1)
    require('node:net').createServer((socket) => {
      socket.on('error', () => {})
      require('node:fs').writeFileSync(${JSON.stringify(up)}, '')
      setInterval(() => socket.write('spam\\n'.repeat(1000)), 1)
    }).listen(Number(process.argv.at(-1)), '127.0.0.1')
  `
  const one = new Program([
    'check',
    'server',
    'vu',
    '--',
    process.execPath,
    '-e',
    stubborn,
    '{port}',
  ])
  while (!existsSync(up)) await passed(20)
  const begun = performance.now()
  one.signal('SIGTERM')
  const { status, stdout } = await one.done
  expect([status, performance.now() - begun < 2000]).toEqual([143, true])
  expect(stdout).toMatch(/^NOT FINISHED: /m)
})
