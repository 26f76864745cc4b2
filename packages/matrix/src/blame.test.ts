import type { Findings, Outcome } from '@parley/kit'
import { blamesOf, brokenRules } from './blame.ts'
import type { StepName } from './results.ts'
import { conversation, rule } from './testing/samples.ts'

const known = (name: string, ...failing: readonly StepName[]) => {
  return { name, alone: conversation(...failing), rules: [] }
}

function whose(failing: readonly StepName[], client: StepName[], server: StepName[]) {
  const blames = blamesOf(
    [conversation(...failing)],
    known('anna', ...client),
    known('ben', ...server),
  )
  return blames.map((blame) => [blame.step, blame.whose])
}

test.each<[StepName[], StepName[], StepName[], string[][]]>([
  [[], ['out'], ['in'], []],
  [['out'], ['out'], [], [['out', 'client']]],
  [['out'], [], ['out'], [['out', 'server']]],
  [['out'], ['out'], ['out'], [['out', 'both']]],
  [['out'], ['in'], ['list'], [['out', 'together']]],
  [
    ['list', 'goodbye'],
    ['goodbye'],
    ['list'],
    [
      ['list', 'server'],
      ['goodbye', 'client'],
    ],
  ],
])('in a cell %j, client alone %j, server alone %j', (failing, client, server, expected) => {
  expect(whose(failing, client, server)).toEqual(expected)
})

test('a step that is not reached alone is the fault of who ends before it', () => {
  const alone = conversation('login')
  const steps = alone.steps.map((step) =>
    step.name === 'out' ? { ...step, verdict: 'skip' as const, why: 'not logged in' } : step,
  )
  const client = { name: 'anna', alone: { ...alone, steps }, rules: [] }
  expect(blamesOf([conversation('out')], client, known('ben'))).toEqual([
    {
      step: 'out',
      whose: 'client',
      evidence: [{ side: 'client', name: 'anna', alone: 'not reached: not logged in', rules: [] }],
    },
  ])
})

test('a step that fails in one run of several is blamed too', () => {
  const runs = [conversation(), conversation('in')]
  expect(blamesOf(runs, known('anna'), known('ben', 'in'))).toMatchObject([
    {
      step: 'in',
      whose: 'server',
      evidence: [{ name: 'ben', alone: 'expected that a in; nothing came' }],
    },
  ])
})

test('broken rules of the step’s kind come first; of both, where it is nobody’s alone', () => {
  const rules = [rule('toy-1', 'A line ends.'), rule('toy-2', 'The list has all users.')]
  const blames = blamesOf(
    [conversation('list')],
    { ...known('anna'), rules },
    { ...known('ben'), rules: [] },
  )
  expect(blames).toMatchObject([
    { whose: 'together', evidence: [{ name: 'anna' }, { name: 'ben' }] },
  ])
  expect(blames[0]?.evidence[0]?.rules.map(({ id }) => id)).toEqual(['toy-2', 'toy-1'])
})

test('where only plain ASCII arrives, rules about characters come before all others', () => {
  const rules = ['A message arrives.', 'A line is UTF-8.', 'A message has a body.'].map(
    (sentence, index) => rule(`toy-${10 - index}`, sentence),
  )
  const run = conversation('out')
  const steps = run.steps.map((step) => ({ ...step, onlyPlain: step.name === 'out' }))
  const blames = blamesOf([{ ...run, steps }], { ...known('anna', 'out'), rules }, known('ben'))
  expect(blames[0]?.evidence[0]?.rules.map(({ id }) => id)).toEqual(['toy-9', 'toy-8', 'toy-10'])
})

test('of findings, the MUSTs that failed, each once', () => {
  const must = { id: 'toy-1', level: 'MUST', binds: 'server', sentence: 'A line ends.' } as const
  const failure = {
    rule: must,
    expected: 'x',
    came: undefined,
    at: undefined,
    why: 'y',
    recognised: [],
  }
  const joined =
    'You took one read for one message: the server does this right when each message comes alone, but several may come in one read.'
  const outcome = { title: 'ends', verdict: 'fail', failure } as const
  const rest = {
    id: 'toy-1',
    rule: must,
    group: 'toy-1',
    reason: undefined,
    blockedBy: undefined,
    cause: undefined,
    hint: undefined,
    ending: { verdict: 'pass', how: '' } as const,
    program: undefined,
    log: [],
    time: 0,
    command: '',
  }
  const outcomes: readonly Outcome[] = [
    { ...rest, ...outcome },
    { ...rest, ...outcome, title: 'again', failure: { ...failure, recognised: [joined] } },
    { ...rest, ...outcome, verdict: 'warn' },
    { ...rest, ...outcome, verdict: 'pass', failure: undefined },
  ]
  const findings: Findings = {
    dialect: 'toy',
    side: 'server',
    target: '',
    token: '',
    started: 0,
    time: 0,
    state: 'whole',
    groups: {},
    trouble: undefined,
    program: [],
    diagnoses: [],
    total: 4,
    ahead: [],
    outcomes,
  }
  expect(brokenRules(findings)).toEqual([
    {
      id: 'toy-1',
      sentence: 'A line ends.',
      title: 'ends',
      expected: 'x',
      came: undefined,
      why: 'y',
      isOfJoined: true,
    },
  ])
})
