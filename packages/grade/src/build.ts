import { join } from 'node:path'
import { buildProgram } from '@parley/kit'
import type { Limits } from './course-file.ts'
import { ProcessGuard } from './process-guard.ts'
import type { Sandbox } from './sandbox.ts'

/** How a submission is built. */
export interface Build {
  readonly words: readonly string[]
  /** Of the submission. */
  readonly folder: string
  /** Where in it the build is started. */
  readonly within: string
  /** With the mark of the folder. */
  readonly env: Readonly<Record<string, string>>
  readonly limits: Limits
  /** Ends it before its time. */
  readonly signal: AbortSignal
}

/** Builds a submission. Throws a `ProgramTrouble` where that fails, takes too long or uses too much. */
export async function runBuild(build: Build, sandbox: Sandbox): Promise<void> {
  const { folder, within, env, limits, signal } = build
  let root: number | undefined
  const guard = new ProcessGuard(sandbox, { folder, limits, root: () => root })
  try {
    await buildProgram({
      command: sandbox.confine(build),
      cwd: join(folder, within),
      ...{ env, signal, limit: 1000 * limits.buildSeconds, outputRate: 1024 * limits.outputKiB },
      onStart: (pid) => {
        root = pid
      },
      excess: () => guard.excess,
    })
  } finally {
    guard.end()
  }
}
