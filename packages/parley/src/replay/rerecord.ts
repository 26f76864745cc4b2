import { existsSync, renameSync, rmSync } from 'node:fs'
import { ProxyRecorder, RecordingFile, type ReplaySettings, type Script } from '@parley/recording'
import { UsageError } from '../errors.ts'
import { fileTrouble } from '../text-file.ts'
import type { ReplayFlags } from './replay-settings.ts'
import type { Stage } from './replay-stage.ts'
import { replayText } from './replay-text.ts'

/** What of a recording is played. */
export interface Played {
  readonly script: Script
  /** Whether these are all of its connections. */
  readonly isAll: boolean
}

/**
 * Records what the program says now. The new recording takes the place of the old one when it is whole;
 * the old one gets `.bak` behind its name, or `.bak-2` where that is there already. Gives the exit status.
 */
export async function rerecord(
  { file, out }: ReplayFlags,
  { script, isAll }: Played,
  settings: ReplaySettings,
  stage: Stage,
): Promise<number> {
  if (out === undefined && !isAll) {
    throw new UsageError(
      '--rerecord: not all connections are played: say with --out where to write',
    )
  }
  const { dialect, header, role } = script
  const recording = created(out ?? `${file}.part`)
  const recorder = new ProxyRecorder(recording, {
    dialect,
    options: header.dialects[dialect.name]?.options ?? {},
    keepSecrets: header.secrets === 'kept',
    failed: (error) => {
      throw error
    },
  })
  const result = await stage.play(script, { ...settings, observer: recorder })
  recording.close()
  if (result.difference !== undefined) {
    rmSync(recording.path)
    process.stdout.write(replayText({ dialect: dialect.name, role, target: stage.target }, result))
    return 1
  }
  const where =
    out === undefined ? `${file}; the old one is ${replaced(file, recording.path)}` : recording.path
  process.stdout.write(`recorded ${result.frames} frames in ${where}\n`)
  return 0
}

function created(path: string): RecordingFile {
  try {
    return RecordingFile.create(path)
  } catch (error) {
    throw new UsageError(`--rerecord: cannot write ${path}: ${fileTrouble(error)}`)
  }
}

/** Gives the name that the old one has now. */
function replaced(file: string, made: string): string {
  let old = `${file}.bak`
  for (let number = 2; existsSync(old); number++) old = `${file}.bak-${number}`
  try {
    renameSync(file, old)
    renameSync(made, file)
    return old
  } catch (error) {
    throw new UsageError(`--rerecord: cannot replace ${file}: ${fileTrouble(error)}`)
  }
}
