import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BuildCommand, buildProgram } from './build-program.ts'
import { processTable } from './process-group.ts'
import { ProgramTrouble } from './server-program.ts'

/** What a build in an empty folder fails with; undefined where it does not. */
async function troubleOf(
  command: BuildCommand['command'],
  more: Partial<BuildCommand> = {},
): Promise<Pick<ProgramTrouble, 'message' | 'output'> | undefined> {
  const cwd = mkdtempSync(join(tmpdir(), 'parley-'))
  const { signal } = new AbortController()
  try {
    await buildProgram({ command, cwd, env: {}, limit: 60_000, signal, ...more })
    return undefined
  } catch (error) {
    if (!(error instanceof ProgramTrouble)) throw error
    return { message: error.message, output: error.output }
  }
}

test('a build is a line for the shell, or words, and has variables of its own', async () => {
  const env = { WHAT: 'a b' }
  expect(await troubleOf('test "$WHAT" = "a b" && exit 3', { env })).toEqual({
    message: 'the build failed: exit status 3',
    output: [],
  })
  expect(await troubleOf(['sh', '-c', 'exit 0'])).toBeUndefined()
})

test('of a build that fails the first error is told, however much is printed after it', async () => {
  const error = 'a.c:1:5: error: expected identifier'
  const script = `console.log(${JSON.stringify(error)}); console.log('note\\n'.repeat(20000)); process.exitCode = 1`
  const { output = [] } = (await troubleOf([process.execPath, '-e', script])) ?? {}
  expect([output.length, output[0], output.at(-1)]).toEqual([16, error, 'note'])
})

test('what a build has started ends with it, and does not keep it from ending', async () => {
  const trouble = await troubleOf('sleep 1000 & echo $!; exit 1')
  const pid = Number(trouble?.output[0])
  expect(pid).toBeGreaterThan(0)
  expect(processTable().map((one) => one.pid)).not.toContain(pid)
})

test('a build ends with its time, or where somebody ends it and says why', async () => {
  expect(await troubleOf('sleep 1000', { limit: 50 })).toEqual({
    message: 'the build took longer than 0.05 s',
    output: [],
  })
  const ended = new AbortController()
  const late = await troubleOf('sleep 1000', {
    signal: ended.signal,
    onStart: () => ended.abort(),
    excess: () => 'it was ended: more than 1 MiB of memory',
  })
  expect(late?.message).toBe('the build failed: it was ended: more than 1 MiB of memory')
})
