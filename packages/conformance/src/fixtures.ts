import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { ServerDialect } from '@parley/contract'
import type { Frames } from './frames.ts'
import type { Material } from './scenarios.ts'
import { type Setting, setting } from './session-pair.ts'
import { readTranscript, type Transcript } from './transcript.ts'

/** A transcript by its file’s name, or why it is none. */
export interface Fixture {
  readonly name: string
  readonly transcript: Transcript | undefined
  readonly problem: string
}

/** Every transcript in a folder. */
export function readFixtures(folder: URL): readonly Fixture[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  return names.sort().map((name) => fixture(name, readFileSync(new URL(name, folder), 'utf8')))
}

/** The `README.md` beside the folder of the transcripts, if there is one. */
export function readSpecification(folder: URL): string | undefined {
  const file = new URL('../README.md', folder)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** The transcript in a text. */
export function fixture(name: string, text: string): Fixture {
  try {
    return { name, transcript: readTranscript(text), problem: '' }
  } catch (error) {
    return { name, transcript: undefined, problem: error instanceof Error ? error.message : '' }
  }
}

/**
 * The defaults, `strict`, and every setting that a transcript has, each once. What the dialect does not
 * parse is left out: the check of the options finds that, or the one of the transcript.
 */
export function settingsOf(
  dialect: ServerDialect,
  fixtures: readonly Fixture[],
): readonly Setting[] {
  const given = fixtures.map(({ transcript }) => transcript?.options)
  const objects = given.filter((options) => typeof options === 'object' && options !== null)
  const all = [{}, { strict: true }, ...objects].flatMap((options) => parsed(dialect, options))
  return [...new Map(all.map((one) => [one.name, one])).values()]
}

function parsed(dialect: ServerDialect, options: object): readonly Setting[] {
  try {
    return [setting(dialect, options)]
  } catch {
    return []
  }
}

/** What lives are made of that talk to one side: what the other side says in transcripts. */
export function materialOf(
  dialect: ServerDialect,
  fixtures: readonly Fixture[],
  from: 'C' | 'S',
  frames?: Frames,
): Material {
  const steps = fixtures.flatMap(({ transcript }) => transcript?.steps ?? [])
  const messages = steps.flatMap((step) => (step.kind === from ? [step.bytes] : []))
  return { settings: settingsOf(dialect, fixtures), messages, frames }
}
