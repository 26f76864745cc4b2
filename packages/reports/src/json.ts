import { Buffer } from 'node:buffer'
import type { Rule } from '@parley/contract'
import { escapeBytes, type Happened, type Verdict } from '@parley/kit'
import type { Points } from './points.ts'
import type { CheckView, FailureView, HiddenCheck, ReportView } from './view-model.ts'

/** Bytes in a report: to be read, and as they were. */
interface JsonBytes {
  readonly visible: string
  readonly base64: string
}

interface JsonFailure {
  readonly rule?: Rule
  readonly expected?: string
  /** null: nothing came. */
  readonly came: JsonBytes | null
  /** Offset in `came` of the first wrong byte. */
  readonly at?: number
  readonly why?: string
  readonly recognised: readonly string[]
}

interface JsonHappened {
  readonly kind: Happened['kind']
  /** In milliseconds since the check began. */
  readonly time: number
  readonly wire: string
  readonly bytes?: JsonBytes
  readonly text?: string
}

/** A check; what is missing is either not there or not to be seen. A hidden one has no name. */
interface JsonCheck {
  readonly visibility: CheckView['visibility'] | 'hidden'
  readonly verdict: Verdict
  readonly points?: { readonly share: number; readonly got: number; readonly given?: string }
  readonly known: boolean
  readonly knownReason?: string
  readonly id?: string
  readonly group?: string
  readonly title?: string
  readonly rule?: Rule
  readonly failure?: JsonFailure
  readonly reason?: string
  readonly hint?: string
  readonly ending?: NonNullable<CheckView['ending']>
  readonly program?: NonNullable<CheckView['program']>
  /** What the program printed of an exception after which it lives on. */
  readonly exception?: NonNullable<CheckView['exception']>
  readonly log?: readonly JsonHappened[]
  /** In milliseconds. */
  readonly time?: number
  readonly command?: string
}

/**
 * The JSON report. Within one `version` keys may be added; none is removed or changes its meaning.
 * `started` is an ISO 8601 time, `time` is in milliseconds. `state: "running"`: a run that was not
 * finished when this was written, of which `checks` has those that have run, out of `total`.
 */
export interface JsonReport
  extends Pick<
    ReportView,
    'audience' | 'dialect' | 'side' | 'target' | 'token' | 'time' | 'state' | 'total' | 'passed'
  > {
  readonly version: 1
  readonly started: string
  readonly counts: ReportView['counts']
  readonly endings: ReportView['endings']
  readonly score?: NonNullable<ReportView['score']>
  readonly baseline?: NonNullable<ReportView['baseline']>
  /** Why nothing more could be tried. */
  readonly trouble?: NonNullable<ReportView['trouble']>
  /** What was recognised of the program as a whole; `count`: how many checks it explains. */
  readonly diagnoses: ReportView['diagnoses']
  /** What the program did apart from what it said, where it was started by the run. */
  readonly program: ReportView['program']
  readonly groups: readonly {
    /** null: all groups of which every check is hidden. */
    readonly id: string | null
    readonly title?: string
    readonly counts: ReportView['counts']
    readonly score?: NonNullable<ReportView['score']>
  }[]
  readonly checks: readonly JsonCheck[]
}

export function jsonReport(shown: ReportView): JsonReport {
  const { audience, dialect, side, target, token, started, time, state, total, passed } = shown
  const { counts, endings, score, baseline, groups, checks, trouble, program, diagnoses } = shown
  return {
    version: 1,
    ...{ audience, dialect, side, target, token },
    started: new Date(started).toISOString(),
    ...{ time, state, total, passed, counts, endings },
    ...(score && { score }),
    ...(baseline && { baseline }),
    ...(trouble && { trouble }),
    diagnoses,
    program,
    groups: groups.map((group) => ({
      id: group.id ?? null,
      ...(group.title !== undefined && { title: group.title }),
      counts: group.counts,
      ...(group.score && { score: group.score }),
    })),
    checks: checks.map(jsonCheck),
  }
}

/** The report as the text of a file. */
export function jsonText(shown: ReportView): string {
  return `${JSON.stringify(jsonReport(shown), null, 2)}\n`
}

function jsonCheck(check: CheckView | HiddenCheck): JsonCheck {
  const { visibility, verdict, known } = check
  const points = check.points && { points: jsonPoints(check.points) }
  if (check.visibility === 'hidden') return { visibility, verdict, ...points, known }
  const { id, group, title, time, rule, failure, reason, hint, ending, command, log } = check
  const { program, exception } = check
  return {
    ...{ visibility, verdict, ...points, known },
    ...(check.knownReason !== undefined && { knownReason: check.knownReason }),
    ...{ id, group, title },
    ...(rule && { rule }),
    ...(failure && { failure: jsonFailure(failure) }),
    ...(reason !== undefined && { reason }),
    ...(hint !== undefined && { hint }),
    ...(ending && { ending }),
    ...(program && { program }),
    ...(exception && { exception }),
    ...(command !== undefined && { command }),
    log: log.map(jsonHappened),
    time,
  }
}

function jsonPoints({ share, got, given }: Points): NonNullable<JsonCheck['points']> {
  return { share, got, ...(given !== undefined && { given }) }
}

function jsonFailure(failure: FailureView): JsonFailure {
  const { rule, expected, came, at, why, recognised } = failure
  return {
    ...(rule && { rule }),
    ...(expected !== undefined && { expected }),
    came: came === undefined ? null : jsonBytes(came),
    ...(at !== undefined && { at }),
    ...(why !== undefined && { why }),
    recognised,
  }
}

function jsonHappened(happened: Happened): JsonHappened {
  const { kind, time, wire } = happened
  switch (happened.kind) {
    case 'sent':
    case 'came':
      return { kind, time, wire, bytes: jsonBytes(happened.bytes) }
    case 'event':
    case 'typed':
    case 'shown':
      return { kind, time, wire, text: happened.text }
  }
}

function jsonBytes(bytes: Uint8Array): JsonBytes {
  return { visible: escapeBytes(bytes), base64: Buffer.from(bytes).toString('base64') }
}
