import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isOfOtherSide, scriptStart } from './run-script.ts'

/** What is printed by a `run.sh` of this text, started as it is found that it has to be. */
function printed(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  writeFileSync(join(folder, 'run.sh'), text)
  const { command } = scriptStart('run.sh', text, 5378).start
  const [shell = '', ...words] = command.map((word) => word.replace('{port}', '4242'))
  return spawnSync(shell, words, { cwd: folder, encoding: 'utf8' }).stdout
}

test.each([
  ['of Unix', '#!/bin/sh\necho "port=$1."\n'],
  ['with line ends of Windows', '#!/bin/bash\r\nif true; then\r\n  echo "port=$1."\r\nfi\r\n'],
  ['with a byte order mark', '\uFEFFecho "port=$1."\n'],
])('a script %s gets its port', (_what, text) => {
  expect(printed(text)).toBe('port=4242.\n')
})

test.each([
  ['$1', 'exec ./server "$1"', { command: ['sh', 'run.sh', '{port}'], cwd: 'code dir', env: {} }],
  [
    'PORT',
    './server $' + '{PORT:-5000}',
    { command: ['sh', 'run.sh'], cwd: 'code dir', env: { PORT: '{port}' } },
  ],
  [
    'a number',
    '# 1234\npython3.11 server.py 0.0.0.0 5001',
    { command: ['sh', 'run.sh'], cwd: 'code dir', env: {}, port: 5001 },
  ],
  ['nothing', './server', { command: ['sh', 'run.sh'], cwd: 'code dir', env: {}, port: 5378 }],
])('a script may say its port by %s', (_what, text, start) => {
  expect(scriptStart('code dir/run.sh', text, 5378).start).toEqual(start)
})

test('a script that starts a client is no server', () => {
  expect(isOfOtherSide('# the server\njava -jar ChatClient.jar', 'server')).toBe(true)
  expect(isOfOtherSide('./server & ./client', 'server')).toBe(false)
  expect(isOfOtherSide('./main', 'server')).toBe(false)
})
