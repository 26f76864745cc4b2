import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { jest } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import { SocketClient } from './testing/client.ts'
import { parley } from './testing/program.ts'
import { dialects, quick } from './testing/test-gateway.ts'

jest.setTimeout(30_000)

/** Few, but enough for Node and for the program's own sources. */
const DESCRIPTORS = 200

function anyDialect(): Dialect {
  const [first] = dialects
  if (first === undefined) throw new Error('there is no dialect')
  return first
}

const dialect = anyDialect()

let child: ChildProcess | undefined

afterEach(() => {
  child?.kill('SIGKILL')
})

function startWithFew() {
  const listen = ['--listen', `${dialect.name}=0`, '--web', 'off']
  const serve = ['serve', ...listen, '--data', 'memory', '--log', 'pretty']
  const words = [...parley, ...serve]
  const started = spawn('sh', ['-c', `ulimit -n ${DESCRIPTORS} && exec "$0" "$@"`, ...words], {
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child = started
  let log = ''
  started.stderr.on('data', (bytes) => {
    log += String(bytes)
  })
  const says = async (stream: 'stdout' | 'stderr', wanted: RegExp) => {
    let text = stream === 'stderr' ? log : ''
    while (!wanted.test(text)) text += String((await once(started[stream], 'data'))[0])
    return wanted.exec(text)?.[1] ?? ''
  }
  return { started, says, log: () => log }
}

/** Whether somebody can log in. */
async function enters(port: number): Promise<boolean> {
  const client = new SocketClient(dialect, quick(dialect), port)
  const entered = await client.login('ann').catch(() => false)
  client.socket.destroy()
  return entered
}

// Only where Linux tells the limit can it be noticed.
const onLinux = existsSync('/proc/self/limits') ? test : test.skip

onLinux(
  'out of file descriptors: said once, with what to raise, and later there is room',
  async () => {
    const { started, says, log } = startWithFew()
    const port = Number(await says('stdout', /:(\d+)\nready\n/))
    const sockets = Array.from({ length: 250 }, () => connect(port, '127.0.0.1'))
    for (const socket of sockets) socket.on('error', () => {})
    await says('stderr', /(out of file descriptors)/)
    await Promise.all(sockets.map((socket) => socket.connecting && once(socket, 'connect')))
    expect(await enters(port)).toBe(false)
    for (const socket of sockets) socket.destroy()
    while (!(await enters(port))) await new Promise(setImmediate)
    expect(log().match(/out of file descriptors/g)).toHaveLength(1)
    expect(log()).toContain(`ulimit -n is ${DESCRIPTORS}`)
    started.kill('SIGTERM')
    await once(started, 'close')
    expect(log()).toMatch(/\d+ more connections refused for want of file descriptors in 60 s/)
  },
)
