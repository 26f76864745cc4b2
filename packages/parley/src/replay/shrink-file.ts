import { extname } from 'node:path'
import {
  RecordingFile,
  type ReplaySettings,
  type Script,
  scriptLines,
  shrink,
} from '@parley/recording'
import { UsageError } from '../errors.ts'
import { fileTrouble } from '../text-file.ts'
import { numberOf, type ReplayFlags } from './replay-settings.ts'
import type { Stage } from './replay-stage.ts'
import { replayText } from './replay-text.ts'

const USUAL_RUNS = 500
const USUAL_SECONDS = 300

/** A frame is waited for so many times as long as the slowest took, and this long at least. */
const PATIENCE = 20
const LEAST = 500

/**
 * Cuts a recording that fails down to the fewest connections and frames that still fail, and writes
 * them. Gives the exit status: 1 where it fails.
 */
export async function shrinkFile(
  flags: ReplayFlags,
  script: Script,
  settings: ReplaySettings,
  stage: Stage,
): Promise<number> {
  const deadline = Date.now() + 1000 * (numberOf(flags, 'limit-time') ?? USUAL_SECONDS)
  let { timeout } = settings
  let last: Awaited<ReturnType<Stage['play']>> | undefined
  const progress = new ShrinkProgress(process.stderr)
  const shrunk = await shrink(
    script,
    async (less) => {
      const result = await stage.play(less, { ...settings, timeout })
      last ??= result
      timeout = Math.min(settings.timeout, Math.max(LEAST, PATIENCE * last.slowest))
      return result
    },
    {
      runs: numberOf(flags, 'runs') ?? USUAL_RUNS,
      isLate: () => Date.now() > deadline,
      tried: (runs, left) => progress.show(runs, sizeText(left)),
    },
  )
  progress.end()
  const { target } = stage
  if (last !== undefined) {
    const about = { dialect: script.dialect.name, role: script.role, target }
    process.stdout.write(replayText(about, last))
  }
  if (shrunk.difference === undefined) return 0
  const path = write(flags, shrunk.script)
  const stopped = shrunk.isStopped ? ' (the bounds ended it: less may be enough)' : ''
  process.stdout.write(
    `shrunk to ${sizeText(shrunk.script)} in ${shrunk.runs} replays: ${path}${stopped}\n`,
  )
  return 1
}

function write({ file, out }: ReplayFlags, script: Script): string {
  const ending = extname(file)
  const path = out ?? `${file.slice(0, file.length - ending.length)}-shrunk${ending}`
  try {
    const recording = RecordingFile.create(path)
    recording.write(scriptLines(script).join(''))
    recording.close()
    return recording.path
  } catch (error) {
    throw new UsageError(`--out: cannot write ${path}: ${fileTrouble(error)}`)
  }
}

/** As in `2 connections, 3 frames said`. */
function sizeText({ steps }: Script): string {
  const count = (kind: string) => steps.filter((step) => step.kind === kind).length
  const [connections, frames] = [count('open'), count('say')]
  const plural = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`
  return `${plural(connections, 'connection')}, ${plural(frames, 'frame')} said`
}

/** One line of a terminal that goes on; nothing where there is none. */
class ShrinkProgress {
  readonly #stream: NodeJS.WriteStream

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
  }

  show(runs: number, size: string): void {
    if (this.#stream.isTTY) this.#stream.write(`\r\u001b[K${runs} replays: ${size}`)
  }

  end(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001b[K')
  }
}
