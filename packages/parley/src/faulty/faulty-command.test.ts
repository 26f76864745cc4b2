import { once } from 'node:events'
import { createServer } from 'node:net'
import { jest } from '@jest/globals'
import { checkingOf } from '../check/job.ts'
import { Program, run } from '../testing/program.ts'
import { dialects } from '../testing/test-gateway.ts'

jest.setTimeout(30_000)

const [dialect] = dialects
if (dialect === undefined) throw new Error('there is no dialect')
const { name } = dialect
const faults = (await checkingOf(dialect)).faults.server

/** An address of this machine on which nobody else listens. */
const host = '127.77.0.2'

test('faults side by side beyond the last port: status 2 before any listens', async () => {
  const most = 65_535 - faults.length + 1
  const { status, stdout, stderr } = await run('faulty', 'server', name, '--all-on', '65535')
  expect([status, stdout, stderr]).toEqual([
    2,
    '',
    `parley: --all-on: ${name} has ${faults.length} faults, so expected a port up to ${most}, got "65535"\n`,
  ])
})

test('faults side by side of which one finds its port in use: status 2, none is left', async () => {
  const taken = createServer().listen(0, host)
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const first = ['--host', host, '--all-on', String(port - 1)]
  const { status, stdout, stderr } = await run('faulty', 'server', name, ...first)
  taken.close()
  expect([status, stdout, stderr]).toEqual([
    2,
    '',
    `parley: cannot listen on ${host}:${port}: the port is in use\n`,
  ])
})

test('faults side by side, on free ports', async () => {
  const all = new Program(['faulty', 'server', name, '--all-on', '0'])
  await all.says('ready\n')
  all.signal('SIGTERM')
  const { status, stdout } = await all.done
  const lines = stdout.replaceAll(/:\d+ /g, ':PORT ').split('\n')
  expect([status, lines]).toEqual([
    0,
    [...faults.map((fault) => `listening ${name} 127.0.0.1:PORT ${fault.name}`), 'ready', ''],
  ])
})

test('the list says with which flag a fault is found, where it takes one', async () => {
  const { status, stdout } = await run('faulty', 'list', 'ghostr-text')
  const lines = stdout.split('\n')
  expect(status).toBe(0)
  expect(lines.filter((line) => /^ghostr-text server (colons|commas) /.test(line))).toEqual([
    expect.stringMatching(
      / colons +writes colons in values \(ghostr-text-1\.4, found with --extensions\)$/,
    ),
    expect.stringMatching(/ commas +writes commas between names \(ghostr-text-9\.6\)$/),
  ])
})
