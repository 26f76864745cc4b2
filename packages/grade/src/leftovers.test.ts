import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { endLeftovers } from './leftovers.ts'
import { marked } from './process-mark.ts'

/** A program that runs until it is ended, with the mark of a folder. */
function program(folder: string) {
  const { env } = marked({ command: ['sleep'], cwd: '.', env: {} }, folder)
  return spawn('sleep', ['60'], { env: { ...process.env, ...env }, detached: true })
}

const onLinux = process.platform === 'linux' ? test : test.skip

onLinux('what a run that was killed has left is ended, and nothing else', async () => {
  const folder = `/${randomUUID()}/running`
  const [ours, others] = [program(`${folder}/run-1`), program(`${folder}2/run-1`)]
  const ended = once(ours, 'exit')
  await Promise.all([once(ours, 'spawn'), once(others, 'spawn')])
  await endLeftovers(folder)
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect(others.exitCode ?? others.signalCode).toBeNull()
  others.kill('SIGKILL')
  await once(others, 'exit')
})
