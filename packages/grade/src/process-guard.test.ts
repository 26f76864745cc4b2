import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { processTable } from '@parley/kit'
import { ProcessGuard } from './process-guard.ts'
import { marked } from './process-mark.ts'

const limits = {
  ...{ buildSeconds: 1, startSeconds: 1, runSeconds: 1, outputKiB: 1 },
  ...{ memoryMiB: 512, processes: 64 },
}

const none = { endsAll: false }

/** Runs in a session of its own, and says its id. */
const leaves = 'setsid sh -c "echo \\$\\$; exec sleep 1000" & wait'

const testOnLinux = process.platform === 'linux' ? test : test.skip

testOnLinux('without a sandbox what has left its process group is ended too', async () => {
  const folder = `/${randomUUID()}/submission`
  const guard = new ProcessGuard(none, { folder, limits, root: () => undefined })
  const { env: own } = marked({ command: ['sh'], cwd: '.', env: {} }, folder)
  const env = { ...process.env, ...own }
  const child = spawn('sh', ['-c', leaves], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const pid = Number(String((await once(child.stdout, 'data'))[0]))
  const isRunning = () => processTable().some((entry) => entry.pid === pid)
  expect(isRunning()).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  guard.end()
  expect(isRunning()).toBe(false)
})

testOnLinux.each([
  ['memory', { memoryMiB: 100 }, 'it was ended: more than 100 MiB of memory'],
  ['processes', { processes: 4 }, 'it was ended: more than 4 processes and threads'],
])('what uses more %s than it may is ended', async (_what, less, why) => {
  const folder = `/${randomUUID()}/submission`
  const bounds = { ...limits, ...less }
  const guard = new ProcessGuard(none, { folder, limits: bounds, root: () => undefined })
  const { env } = marked({ command: ['node'], cwd: '.', env: {} }, folder)
  const script = 'globalThis.kept = Buffer.alloc(200 << 20, 1); setInterval(() => {}, 1000)'
  const child = spawn(process.execPath, ['-e', script], { env, stdio: 'ignore' })
  const [status, signal] = await once(child, 'exit')
  guard.end()
  expect([status, signal, guard.excess]).toEqual([null, 'SIGKILL', why])
})
