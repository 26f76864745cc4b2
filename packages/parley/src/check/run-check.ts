import { setTimeout as delay } from 'node:timers/promises'
import { type CheckJob, checkId, type Findings, type Harness, runChecks } from '@parley/kit'
import {
  type Compared,
  exitStatus,
  keysWithoutCheck,
  parseBaseline,
  parseRubric,
  plainPresentation,
  withBaseline,
} from '@parley/reports'
import { readData } from '../data-file.ts'
import { UsageError } from '../errors.ts'
import { onInterrupt } from '../interrupts.ts'
import { reportPaths } from '../report-file.ts'
import { Progress } from './progress.ts'
import { type FormatName, formatNames, ReportFiles } from './report-files.ts'
import { refuseStrangers } from './strangers.ts'

/** A run that is to end does so within 2 seconds; this is what its program has of them, in milliseconds. */
const LONGEST_END = 1500

/** What the flags say about what is reported. */
export interface ReportFlags extends Readonly<Partial<Record<FormatName, string | undefined>>> {
  readonly rubric?: string | undefined
  readonly baseline?: string | undefined
  readonly students?: boolean | undefined
  readonly verbose?: boolean | undefined
}

/**
 * Runs the checks, shows and writes what comes of them, and gives the exit status. `begin`: what is
 * to be done once everything that was said has been found right.
 */
export async function runCheck<AnyStage>(
  job: CheckJob,
  harness: Harness<AnyStage>,
  flags: ReportFlags,
  begin: () => Promise<void> = async () => {},
): Promise<number> {
  refuseStrangers(job, harness.checks)
  const ids = harness.checks.map(checkId)
  const { presentation, baseline } = await readReportFiles(flags, job, harness.checks.map(namesOf))
  const audience = flags.students === true ? 'students' : 'staff'
  const files = new ReportFiles(reportPaths(flags, formatNames), presentation, audience)
  const show = new Progress(presentation, audience, flags.verbose === true)
  const compared = (findings: Findings): Compared =>
    baseline === undefined ? findings : withBaseline(findings, baseline, ids)
  let last: Compared | undefined
  let state: 'going' | 'stopped' = 'going'
  const onProgress = (findings: Findings) => {
    if (state === 'stopped') return
    const known = compared(findings)
    last = known
    files.write(known)
    show.more(known)
  }
  const carryOn = onInterrupt(async () => {
    state = 'stopped'
    if (last !== undefined) {
      files.write(last, 'last')
      show.stopped(last)
    }
    await Promise.race([harness.close?.('soon'), delay(LONGEST_END)])
  })
  try {
    return exitStatus(compared(await runChecks(job, { ...harness, begin }, onProgress)))
  } finally {
    carryOn()
  }
}

type Names = readonly string[]

function namesOf(check: Parameters<typeof checkId>[0]): Names {
  return [checkId(check), check.rule]
}

async function readReportFiles(flags: ReportFlags, job: CheckJob, names: readonly Names[]) {
  const { rubric, baseline } = flags
  const presentation =
    rubric === undefined ? plainPresentation : await readData(rubric, '--rubric', parseRubric)
  const [stranger] = keysWithoutCheck(presentation, names.flat())
  if (stranger !== undefined) {
    throw new UsageError(`${rubric}: ${stranger}: no check of ${job.dialect.name} has this id`)
  }
  const known =
    baseline === undefined ? undefined : await readData(baseline, '--baseline', parseBaseline)
  return { presentation, baseline: known }
}
