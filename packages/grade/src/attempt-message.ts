import * as z from 'zod'
import type { Assignment } from './assignment.ts'
import { attempt, type Prepared, type RunResult, type Trial } from './attempt.ts'
import type { BwrapSettings } from './bwrap.ts'
import { type Course, parseCourse } from './course-file.ts'
import { findingsText, readFindings } from './findings-json.ts'
import { insideSandbox } from './sandbox.ts'
import { startSchema } from './start-schema.ts'

const visible = z.strictObject({
  kind: z.enum(['folder', 'link']),
  from: z.string(),
  to: z.string(),
})

const requestSchema = z.strictObject({
  course: z.unknown(),
  seed: z.number(),
  folder: z.string(),
  start: startSchema,
  only: z.array(z.string()),
  limit: z.number(),
  settings: z.strictObject({
    isRoot: z.boolean(),
    visible: z.array(visible),
    hidden: z.array(z.string()),
  }),
})

const replySchema = z.strictObject({
  state: z.enum(['graded', 'build-failed', 'no-start', 'timed-out']),
  excess: z.string().optional(),
})

/** What a process of ours is asked that runs checks inside a sandbox, as one line. */
export function requestText(
  { folder, start, assignment }: Prepared,
  { only, limit }: Trial,
  settings: BwrapSettings,
): string {
  const { course, seed } = assignment
  return `${JSON.stringify({ course, seed, folder, start, only, limit, settings })}\n`
}

/** Does what `requestText` asks; gives what `readReply` understands. */
export async function answerRequest(
  text: string,
  assignmentOf: (course: Course, seed: number) => Promise<Assignment>,
): Promise<string> {
  const { course, seed, settings, folder, start, only, limit } = requestSchema.parse(
    JSON.parse(text),
  )
  const assignment = await assignmentOf(parseCourse(course), seed)
  const sandbox = insideSandbox(settings)
  const { signal } = new AbortController()
  const prepared = { folder, start, assignment, sandbox, signal }
  const { state, excess, findings } = await attempt(prepared, { only, limit })
  return `${JSON.stringify({ state, excess })}\n${findingsText(findings)}`
}

/** Throws where it is no reply. */
export function readReply(text: string): RunResult {
  const end = text.indexOf('\n')
  const { state, excess } = replySchema.parse(JSON.parse(text.slice(0, Math.max(0, end))))
  return { state, excess, findings: readFindings(text.slice(end + 1)) }
}
