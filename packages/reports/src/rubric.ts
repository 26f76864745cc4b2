import * as z from 'zod'

/**
 * How much of a check its students see. `full`: everything. `actual-only`: its name, what
 * went over the wire, and why it was not tried, but not what was expected. `name-only`: its name and verdict. `hidden`: nothing but that there is one.
 */
export type Visibility = 'full' | 'actual-only' | 'name-only' | 'hidden'

/** What is worth points, and what students see; keys are ids of checks, rules and groups. */
export interface Presentation {
  readonly points: ReadonlyMap<string, number>
  readonly visibility: ReadonlyMap<string, Visibility>
  readonly default: Visibility
  /** Whether the share of a check that was skipped counts as got. */
  readonly skipped: 'given' | 'lost'
}

/** Everything is shown, and there are no points. */
export const plainPresentation: Presentation = {
  points: new Map(),
  visibility: new Map(),
  default: 'full',
  skipped: 'given',
}

const visibility = z.enum(['full', 'actual-only', 'name-only', 'hidden'])

/** In hundredths, so that the shares of checks add up to what the rubric says, and not to nearly that. */
const points = z.number().min(0).multipleOf(0.01, 'expected at most two decimal places')

const rubric = z.strictObject({
  points: z.record(z.string(), points).default({}),
  visibility: z.record(z.string(), visibility).default({}),
  default: visibility.default('full'),
  skipped: z.enum(['given', 'lost']).default('given'),
})

/**
 * Reads what a rubric file says, already parsed from JSON:
 *
 *     { "points": { "vu-3": 10, "vu-2.1": 4 },
 *       "visibility": { "vu-4": "name-only", "vu-3.7.spaces": "hidden" },
 *       "default": "full", "skipped": "given" }
 *
 * Throws a ZodError where it is wrong.
 */
export function parseRubric(
  input: unknown,
  context?: z.core.ParseContext<z.core.$ZodIssue>,
): Presentation {
  const said = rubric.parse(input, context)
  return {
    points: new Map(Object.entries(said.points)),
    visibility: new Map(Object.entries(said.visibility)),
    default: said.default,
    skipped: said.skipped,
  }
}

/** An id and what it is part of, the most particular first: `vu-3.7.spaces`, `vu-3.7`, `vu-3`. */
export function namesOf(id: string): readonly string[] {
  const dot = id.lastIndexOf('.')
  return dot === -1 ? [id] : [id, ...namesOf(id.slice(0, dot))]
}

/** How much students see of what has this id; the most particular key wins. */
export function visibilityOf(id: string, presentation: Presentation): Visibility {
  for (const name of namesOf(id)) {
    const found = presentation.visibility.get(name)
    if (found !== undefined) return found
  }
  return presentation.default
}

/**
 * The keys of a rubric that fit none of these checks, in the rubric’s order: to be reported to whoever
 * wrote it, since a check that was to be hidden is shown where its key has a mistake.
 */
export function keysWithoutCheck(
  presentation: Presentation,
  ids: readonly string[],
): readonly string[] {
  const names = new Set(ids.flatMap(namesOf))
  const keys = new Set([...presentation.points.keys(), ...presentation.visibility.keys()])
  return [...keys].filter((key) => !names.has(key))
}
