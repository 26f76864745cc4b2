import { type Feature, type Grade, grades } from './capabilities.ts'
import type { Dialect, ServerDialect } from './dialect.ts'
import type { Line, ServerSession, WirePolicy } from './server.ts'
import type { Splitter } from './splitter.ts'

/** The largest frame of a logged-in peer where a dialect says nothing else, in bytes. */
const USUAL_FRAME = 4096

/** Options of a dialect that has none but `strict`, which every dialect has. */
export interface NoOptions {
  readonly strict: boolean
}

/** What a small dialect says; everything else has a default. */
export interface SmallDialect<Request>
  extends Pick<ServerDialect, 'name' | 'defaultPort' | 'shape'> {
  /** By default no pace, frames of at most 4096 bytes, and any time for the login. */
  readonly wire?: Partial<WirePolicy>
  /** What it carries; what is not named counts as not carried. */
  readonly features?: Readonly<Partial<Record<Feature, Grade>>>
  splitter(): Splitter<Request>
  serve(line: Line): ServerSession<Request>
}

const { none } = grades

const noFeatures: Readonly<Record<Feature, Grade>> = {
  direct: none,
  broadcast: none,
  'multi-line': none,
  empty: none,
  'outer-spaces': none,
  'any-unicode': none,
  length: none,
  sender: none,
  time: none,
  edit: none,
  delete: none,
  presence: none,
  offline: none,
  history: none,
  file: none,
  rooms: none,
  moderation: none,
  rename: none,
  action: none,
}

function parseNoOptions(input: unknown): NoOptions {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new Error('options: expected an object')
  }
  let strict = false
  for (const [key, value] of Object.entries(input)) {
    if (key !== 'strict') throw new Error(`there is no option "${key}"`)
    if (typeof value !== 'boolean') throw new Error('strict: expected true or false')
    strict = value
  }
  return { strict }
}

/**
 * A dialect that is served and has no more: no client, no terminal, no checks. Texts are taken to go
 * through unchanged.
 *
 * @example
 * export const dialect = serverDialect({
 *   name: 'shout',
 *   defaultPort: 7000,
 *   shape: 'SAY hello, one line a message',
 *   splitter: () => mapped(new LineSplitter(), parse),
 *   serve: (line) => new ShoutSession(line),
 * })
 */
export function serverDialect<Request>(
  small: SmallDialect<Request>,
): ServerDialect<Request, NoOptions> {
  const { wire = {}, features = {}, ...rest } = small
  const policy: WirePolicy = { pace: 0, maxFrame: USUAL_FRAME, loginTime: 0, ...wire }
  return {
    ...rest,
    options: { parse: parseNoOptions },
    optionNotes: { strict: 'changes nothing here (false)' },
    wire: () => policy,
    carries: () => ({
      features: { ...noFeatures, ...features },
      says: (text) => text,
      hears: (text) => [text],
    }),
  }
}

/** Whether a dialect has all that Parley has for one: a client, a terminal, rules. */
export function isFullDialect(dialect: ServerDialect): dialect is Dialect {
  return 'client' in dialect && 'terminal' in dialect && 'rules' in dialect
}
