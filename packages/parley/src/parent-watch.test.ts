import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { jest } from '@jest/globals'
import { isRunByNpm, parentWatch } from './parent-watch.ts'
import { parley, root } from './testing/program.ts'

jest.setTimeout(60_000)

test.each([
  ['parley', true],
  ["'parley'", true],
  ['"parley" serve', true],
  ['parley serve --listen vu=0', true],
  ['./node_modules/.bin/parley serve', true],
  [undefined, false],
  ['', false],
  ['nohup parley serve &', false],
  ['parley serve &', false],
  ['parley serve & echo started', false],
  ['setsid parley serve', false],
  ['./start.sh parley', false],
  ['parley-watch', false],
  ['cd x; parley serve', false],
])('a script of npm that says %j', (npm_lifecycle_script, isRun) => {
  expect(isRunByNpm({ npm_lifecycle_script })).toBe(isRun)
})

test('a parent has gone once there is another one', () => {
  const parents = [7, 7, 1]
  const isGone = parentWatch(() => parents.shift() ?? 1)
  expect([isGone(), isGone(), isGone()]).toEqual([false, true, true])
})

test('a gateway ends when the shell that npm runs it in has been killed', async () => {
  const words = [...parley, 'serve', '--listen', 'vu=0', '--web', 'off']
  const shell = spawn('sh', ['-c', '"$@"; true', 'sh', ...words], {
    cwd: root,
    env: { PATH: process.env.PATH, PARLEY_DATA: 'memory', npm_lifecycle_script: 'parley serve' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  shell.stderr.on('data', (bytes) => {
    stderr += String(bytes)
  })
  shell.stdout.on('data', (bytes) => {
    stdout += String(bytes)
    if (stdout.endsWith('ready\n')) shell.kill('SIGKILL')
  })
  await Promise.all([once(shell.stdout, 'close'), once(shell.stderr, 'close')])
  expect(stderr).toContain('parley: the npm process that started it has ended\n')
  expect(stderr).toContain('SIGTERM: closing 0 connections')
})
