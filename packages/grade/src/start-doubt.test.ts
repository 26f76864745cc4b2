import { startDoubt } from './start-doubt.ts'
import type { StartPlan } from './start-plan.ts'

function plan(source: 'detect' | 'override'): StartPlan {
  const start = { command: ['./a'], cwd: '.', env: {} }
  return { status: 'ready', source, start, reasons: [], candidates: [] }
}

function findings(why: string, output: readonly string[]) {
  return {
    ...{ dialect: 'vu', groups: {}, target: '', token: '', started: 0, time: 0, total: 0 },
    ...{ program: [], diagnoses: [], ahead: [], outcomes: [], trouble: { why, output } },
    side: 'server',
    state: 'whole',
  } as const
}

const ended = 'the server has ended before it listened: exit status 1'

test.each([
  ['the server does not listen on port 5 within 10 s; it listens on port 6 instead', ''],
  [ended, 'usage: server <address> <port>'],
  [ended, 'IndexError: list index out of range'],
  [ended, 'java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1'],
])('a start that was guessed may be wrong: %s: %s', (why, line) => {
  expect(startDoubt(plan('detect'), findings(why, [line]))).toBeDefined()
  expect(startDoubt(plan('override'), findings(why, [line]))).toBeUndefined()
})

test('a program that dies of its own fault has not been started wrongly', () => {
  const line = "AttributeError: module 'socket' has no attribute 'listen'"
  expect(startDoubt(plan('detect'), findings(ended, [line]))).toBeUndefined()
})
