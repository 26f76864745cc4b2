import type { Findings, Outcome, Verdict } from '@parley/kit'
import type { Result } from '../results.ts'

/** What came of a check of this id. */
export function outcomeOf(id: string, verdict: Verdict, more: Partial<Outcome> = {}): Outcome {
  const rule = {
    id: id.split('.', 2).join('.'),
    sentence: `${id} holds`,
    level: 'MUST',
    binds: 'server',
  } as const
  return {
    ...{ id, rule, group: id.split('.')[0] ?? '', title: `holds ${id}`, verdict },
    ...{ failure: undefined, reason: undefined, blockedBy: undefined, cause: undefined },
    ...{ hint: undefined, ending: { verdict: 'pass', how: 'closed' }, program: undefined },
    ...{ log: [], time: 1, command: `run ${id}` },
    ...more,
  }
}

/** A whole run with these outcomes. */
export function findingsOf(...outcomes: readonly Outcome[]): Findings {
  return {
    ...{ dialect: 'vu', side: 'server', groups: {}, target: 'python3 server.py', token: '5' },
    ...{ started: 0, time: 10, state: 'whole', trouble: undefined, program: [], diagnoses: [] },
    ...{ total: outcomes.length, ahead: [], outcomes },
  }
}

/** What came of a submission, one check `vu-1.<n>` for each verdict. */
export function resultOf(
  name: string,
  verdicts: readonly Verdict[],
  { state = 'graded', id = name }: { state?: Result['state']; id?: string } = {},
): Result {
  const outcomes = verdicts.map((verdict, index) => outcomeOf(`vu-1.${index + 1}`, verdict))
  return {
    submission: { id, name, folder: name },
    plan: { status: 'needs-staff', reasons: [], candidates: [] },
    ...{ state, why: undefined, findings: findingsOf(...outcomes), differing: [], time: 1 },
  }
}
