import { type Dialect, isFullDialect, type ServerDialect } from '@parley/contract'
import { transcriptOf } from './example-transcript.ts'
import type { Findings } from './findings.ts'
import { type Fixture, settingsOf } from './fixtures.ts'
import { Frames, type Framing } from './frames.ts'
import { type LearnedSide, learnedSide } from './learned-side.ts'
import { type ServerSide, sideWithClient } from './server-side.ts'
import type { Setting } from './session-pair.ts'

/** What is known of a dialect beside its code. */
export interface Known {
  /** Its transcripts; undefined where it has no folder for them. */
  readonly fixtures?: readonly Fixture[] | undefined
  /** The text of its specification; undefined where it has none. */
  readonly readme?: string | undefined
  /** What a client of it says, one message after another, from the login on. */
  readonly says?: readonly string[]
  /** How messages are framed, where that is known; `says` is then messages, not bytes. */
  readonly framing?: Framing | undefined
}

/** A dialect in all its settings, and how a user is logged in in each. */
export class Subject {
  readonly dialect: ServerDialect
  /** The dialect, if it has a client. */
  readonly full: Dialect | undefined
  readonly fixtures: readonly Fixture[]
  readonly frames: Frames | undefined
  readonly settings: readonly Setting[]
  readonly sides: ReadonlyMap<Setting, ServerSide>
  /** The same, where users say what was learned from transcripts. */
  readonly learned: ReadonlyMap<Setting, LearnedSide>
  /** By setting, why nobody can log in. */
  readonly problems: Findings

  constructor(dialect: ServerDialect, { fixtures = [], says = [], framing }: Known) {
    this.dialect = dialect
    this.full = isFullDialect(dialect) ? dialect : undefined
    const frames = framing === undefined ? undefined : new Frames(dialect, framing, says)
    this.frames = frames
    const frame = (message: string) => frames?.of(message) ?? message
    this.fixtures =
      says.length === 0 ? fixtures : [transcriptOf(dialect, says.map(frame)), ...fixtures]
    this.settings = settingsOf(dialect, this.fixtures)
    const sides = new Map<Setting, ServerSide>()
    const learned = new Map<Setting, LearnedSide>()
    const problems: string[] = []
    for (const chosen of this.knowsLogin ? this.settings : []) {
      const side = this.#sideIn(chosen)
      if (typeof side === 'string') problems.push(`${chosen.name}: ${side}`)
      else {
        sides.set(chosen, side)
        if ('sayings' in side) learned.set(chosen, side)
      }
    }
    this.sides = sides
    this.learned = learned
    this.problems = problems
  }

  /** Whether anything tells how a user logs in. */
  get knowsLogin(): boolean {
    return this.full !== undefined || this.fixtures.length > 0
  }

  #sideIn(chosen: Setting): ServerSide | LearnedSide | string {
    if (this.full !== undefined) return sideWithClient(this.full, chosen)
    return learnedSide(this.dialect, chosen, this.fixtures, this.frames)
  }
}
