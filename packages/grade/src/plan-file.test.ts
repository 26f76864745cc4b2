import { parse } from 'yaml'
import { parsePlan, planText } from './plan-file.ts'
import type { StartPlan } from './start-plan.ts'

const reasons = ['there is no server in it, but a client: client.py']
const start = { command: ['python3', 'server.py'], cwd: '.', env: {} }
const candidate = { language: 'python', main: 'server.py', start, reasons, score: 1 }

function textOf(candidates: StartPlan['candidates']): string {
  const submission = { id: '7', name: 'Ann', folder: 'Ann_7' }
  const plan = { status: 'needs-staff', reasons, candidates } as const
  const one = { submission, root: '/x', plan, notes: [], renamed: [] }
  return planText({ submissions: [one], notes: [] })
}

test.each([
  ['nothing where no file looks like a program', [], undefined],
  [
    'the likeliest file',
    [candidate],
    { start: { overrides: { 7: { command: ['python3', 'server.py'] } } } },
  ],
])('what is proposed for the course file: %s', (_what, candidates, proposed) => {
  const { override } = parse(textOf(candidates)).submissions['7']
  expect(override === undefined ? undefined : parse(override)).toEqual(proposed)
})

test('a plan is read as it was written, and a key with a mistake in it is refused', () => {
  const plan = parse(textOf([candidate]))
  expect([...parsePlan(plan)]).toEqual([])
  const entry = plan.submissions['7']
  expect([...parsePlan({ submissions: { 7: { ...entry, start } } })]).toEqual([['7', start]])
  expect(() => parsePlan({ submissions: { 7: { ...entry, startt: start } } })).toThrow('startt')
})
