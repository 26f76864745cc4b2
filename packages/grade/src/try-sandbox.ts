import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endWords, OutputTail } from '@parley/kit'
import { type BwrapSettings, confinedWords, isolatedWords } from './bwrap.ts'
import type { Limits } from './course-file.ts'

/** In milliseconds; one that works takes a few dozen. */
const LIMIT = 10_000

/** Why bubblewrap does not work here, in a sentence without a full stop; undefined where it does. */
export async function trySandbox(
  settings: BwrapSettings,
  limits: Limits,
): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-'))
  try {
    const inner = confinedWords({ words: ['true'], folder, limits, env: {} }, settings, 'shared')
    const [command = '', ...args] = isolatedWords(inner, folder, settings)
    return await troubleOf(command, args, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function troubleOf(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<string | undefined> {
  const output = new OutputTail()
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], timeout: LIMIT })
  output.follow(child.stderr)
  return await new Promise((resolve) => {
    child.on('error', (error) => {
      const isMissing = Object(error).code === 'ENOENT'
      resolve(
        isMissing
          ? 'bwrap is not on this machine (the package bubblewrap)'
          : `bwrap cannot be started: ${error.message}`,
      )
    })
    child.on('close', (status, signal) => {
      if (status === 0) return resolve(undefined)
      const last = output.lines.at(-1) ?? endWords(status, signal)
      resolve(`bwrap is not allowed to make a sandbox here: ${last}`)
    })
  })
}
