import { Buffer } from 'node:buffer'
import type { Rule } from '@parley/contract'
import type { Failure, Findings, Outcome } from '@parley/kit'

/** A rule of a dialect that nobody speaks, `vu` by name only. */
export function sampleRule(id: string, over: Partial<Rule> = {}): Rule {
  return {
    id,
    level: 'MUST',
    binds: 'server',
    sentence: `The sentence of ${id}.`,
    paper: 'paper of 2025',
    ...over,
  }
}

function ruleOf(id: string): string {
  return id.split('.').slice(0, 2).join('.')
}

/** A check that has passed, unless it is said otherwise. */
export function sampleOutcome(id: string, over: Partial<Outcome> = {}): Outcome {
  return {
    id,
    rule: sampleRule(ruleOf(id)),
    group: id.split('.')[0] ?? id,
    title: `title of ${id}`,
    verdict: 'pass',
    failure: undefined,
    reason: undefined,
    blockedBy: undefined,
    cause: undefined,
    hint: undefined,
    ending: { verdict: 'pass', how: 'closed after the kit had' },
    program: undefined,
    log: [],
    time: 10,
    command: `parley check server vu localhost:5000 --only ${id}`,
    ...over,
  }
}

/** A BAD-RQST-HDR came, whose tenth byte is wrong: BAD-RQST-BODY was due. */
export function sampleFailure(rule: Rule, over: Partial<Failure> = {}): Failure {
  return {
    rule,
    expected: 'BAD-RQST-BODY\\n',
    came: Buffer.from('BAD-RQST-HDR\n'),
    at: 9,
    why: 'the answer is not the one that is due',
    recognised: ['you refuse the first word'],
    ...over,
  }
}

/** A check that has failed, with all that can be known of it. */
export function failedOutcome(id: string, over: Partial<Outcome> = {}): Outcome {
  return sampleOutcome(id, {
    verdict: 'fail',
    failure: sampleFailure(sampleRule(ruleOf(id))),
    hint: 'Look at where the line is split.',
    log: [
      { kind: 'event', time: 0, wire: 'A', text: 'connected' },
      { kind: 'sent', time: 12, wire: 'A', bytes: Buffer.from('SEND bob\n') },
      { kind: 'came', time: 14, wire: 'A', bytes: Buffer.from('BAD-RQST-HDR\n') },
    ],
    ...over,
  })
}

export function sampleFindings(
  outcomes: readonly Outcome[],
  over: Partial<Findings> = {},
): Findings {
  return {
    dialect: 'vu',
    side: 'server',
    groups: { 'vu-2': 'Logging in', 'vu-3': 'Commands' },
    target: 'localhost:5000',
    token: 'vu-seed-7',
    started: Date.UTC(2026, 0, 2, 3, 4, 5),
    time: 3200,
    state: 'whole',
    trouble: undefined,
    program: [],
    diagnoses: [],
    total: outcomes.length,
    ahead: [],
    outcomes,
    ...over,
  }
}

/** One check of every verdict. */
export const everyVerdict: readonly Outcome[] = [
  sampleOutcome('vu-2.1'),
  failedOutcome('vu-3.7.spaces'),
  failedOutcome('vu-3.8', {
    rule: sampleRule('vu-3.8', { level: 'SHOULD' }),
    failure: sampleFailure(sampleRule('vu-3.8'), { expected: 'UNKNOWN\\n' }),
    verdict: 'warn',
    ending: { verdict: 'warn', how: 'was reset' },
  }),
  sampleOutcome('vu-4.1', { verdict: 'skip', reason: 'vu-2.2 has failed' }),
  sampleOutcome('vu-4.2', { verdict: 'error', reason: 'no port was free' }),
]
