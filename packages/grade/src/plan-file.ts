import { stringify } from 'yaml'
import * as z from 'zod'
import type { PlannedClass, PlannedSubmission } from './plan-class.ts'
import type { StartPlan } from './start-plan.ts'
import { type Start, startSchema } from './start-schema.ts'

const HEAD = `# How each submission is started: parley grade … --from-plan <this file> does as it says.
# A submission is started as its key "start" says; where it has none, a member of the staff has to
# add one, perhaps that of a candidate. Keys of a start: build, command, cwd, env, port. A command is a
# list of words; {port} and {host} in it stand for where to listen, and "port" is for a program that knows
# only one port. The key "override" has what may be written into the course file instead, to be right for
# each run; it is not there where no file looks like a program. The other keys are for information, and are not
# read; a key of another name is refused. A plan is not written anew where it is there already.

`

/** So many candidates of a submission are written. */
const MOST_CANDIDATES = 10

/** A plan as a YAML file that people edit. */
export function planText({ submissions, notes }: PlannedClass): string {
  const entries = submissions.map((one) => [one.submission.id, entryOf(one)] as const)
  const plan = { submissions: Object.fromEntries(entries), notes }
  return HEAD + stringify(plan, { lineWidth: 100, aliasDuplicateObjects: false })
}

function entryOf({ submission, plan, notes, renamed }: PlannedSubmission): object {
  const candidates = plan.candidates
    .slice(0, MOST_CANDIDATES)
    .map(({ main, language, start, reasons, doubt }) => ({
      ...{ main, language, reasons },
      ...(doubt === undefined ? {} : { doubt }),
      start: plainStart(start),
    }))
  return {
    name: submission.name,
    ...{ status: plan.status, reasons: plan.reasons },
    ...(plan.status === 'ready' ? { source: plan.source, start: plainStart(plan.start) } : {}),
    ...(plan.status === 'ready' && candidates.length < 2 ? {} : { candidates }),
    ...(plan.status === 'ready' ? {} : overrideOf(submission.id, plan.candidates)),
    ...(notes.length === 0 ? {} : { leftOut: notes }),
    ...(renamed.length === 0 ? {} : { renamed }),
  }
}

/**
 * What may be written into the course file, so that the submission is started as its likeliest file
 * says; nothing where no file of it is known to be a program.
 */
function overrideOf(id: string, [best]: StartPlan['candidates']): { readonly override?: string } {
  if (best === undefined) return {}
  return { override: stringify({ start: { overrides: { [id]: plainStart(best.start) } } }) }
}

/** Without what is as it always is. */
function plainStart({ cwd, env, ...start }: Start): object {
  return {
    ...start,
    ...(cwd === '.' ? {} : { cwd }),
    ...(Object.keys(env).length === 0 ? {} : { env }),
  }
}

/** What stands in a plan for information. */
const unread = z.unknown().optional()

const planSchema = z.strictObject({
  submissions: z.record(
    z.string(),
    z.strictObject({
      start: startSchema.optional(),
      ...{ name: unread, status: unread, reasons: unread, source: unread },
      ...{ candidates: unread, override: unread, leftOut: unread, renamed: unread },
    }),
  ),
  notes: unread,
})

/** How submissions are started, by their ids; those of which nobody knows are left out. */
export type PlanFile = ReadonlyMap<string, Start>

/** What a plan says that somebody may have edited; throws a ZodError where it is wrong. */
export function parsePlan(
  input: unknown,
  context?: z.core.ParseContext<z.core.$ZodIssue>,
): PlanFile {
  const { submissions } = planSchema.parse(input, context)
  return new Map(
    Object.entries(submissions).flatMap(([id, { start }]) =>
      start === undefined ? [] : [[id, start] as const],
    ),
  )
}

/** The class with the starts of a plan file in the place of those that were found. */
export function withPlan(planned: PlannedClass, file: PlanFile): PlannedClass {
  const submissions = planned.submissions.map((one): PlannedSubmission => {
    const start = file.get(one.submission.id)
    if (start === undefined) return { ...one, plan: unplanned(one) }
    const { candidates } = one.plan
    const reasons = ['the plan says so']
    return { ...one, plan: { status: 'ready', source: 'plan', start, reasons, candidates } }
  })
  return { ...planned, submissions }
}

/** What the file does not start is not started, whatever was found. */
function unplanned({ plan }: PlannedSubmission): PlannedSubmission['plan'] {
  const reasons = plan.status === 'ready' ? ['the plan does not say how'] : plan.reasons
  return { status: 'needs-staff', reasons, candidates: plan.candidates }
}
