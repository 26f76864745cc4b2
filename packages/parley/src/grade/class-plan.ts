import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import {
  ClassFault,
  type PlannedClass,
  parsePlan,
  planClass,
  planText,
  withPlan,
} from '@parley/grade'
import { readDataFile } from '../data-file.ts'
import { UsageError } from '../errors.ts'

/** What was handed in wrongly is a mistake in what was said, as that of a flag is. */
export async function plannedClass(...said: Parameters<typeof planClass>): Promise<PlannedClass> {
  try {
    return await planClass(...said)
  } catch (error) {
    throw error instanceof ClassFault ? new UsageError(`grade: ${error.message}`) : error
  }
}

/** The class as a plan file has it, where one is given. */
export async function asPlanned(
  found: PlannedClass,
  path: string | undefined,
): Promise<PlannedClass> {
  if (path === undefined) return found
  const { data, where } = await readDataFile(path, '--from-plan', parsePlan)
  const ids = found.submissions.map(({ submission }) => submission.id)
  const stranger = [...data.keys()].find((id) => !ids.includes(id))
  if (stranger === undefined) return withPlan(found, data)
  throw new UsageError(
    `${where(['submissions', stranger])}: nobody of this id has handed in anything`,
  )
}

/** A plan that somebody may have edited is not overwritten. */
export function writePlan(path: string, planned: PlannedClass): number {
  if (existsSync(path)) {
    throw new UsageError(`--plan: ${path} is there already; --from-plan reads it, or remove it`)
  }
  writeFileSync(path, planText(planned))
  const open = planned.submissions.filter(({ plan }) => plan.status === 'needs-staff')
  const lines = open.map(({ submission, plan }) => `${submission.name}: ${plan.reasons.join('; ')}`)
  const hint = '“override” in it is what may be put into the course file for one of them'
  const hasProposal = open.some(({ plan }) => plan.candidates.length > 0)
  const counts = `${planned.submissions.length} submissions, ${open.length} need a member of the staff`
  process.stdout.write(
    `${[...lines, ...planned.notes, counts, path, ...(hasProposal ? [hint] : [])].join('\n')}\n`,
  )
  return 0
}

/**
 * Writes the plan of a run where there is none; gives what is to be said where the one that is there is
 * another one, as after an override, and was not read.
 */
export function keepPlan(path: string, planned: PlannedClass, read?: string): readonly string[] {
  const text = planText(planned)
  if (!existsSync(path)) writeFileSync(path, text)
  else if (read === undefined && readFileSync(path, 'utf8') !== text) {
    return [
      `${path} is of an earlier plan, and not how programs are started now: remove it for a new one`,
    ]
  }
  return []
}
