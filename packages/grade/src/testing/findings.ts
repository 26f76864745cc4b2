import type { Findings, Outcome, Verdict } from '@parley/kit'

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
