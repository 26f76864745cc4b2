import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseFaultPlan } from '@parley/recording'
import { readData } from './data-file.ts'
import { run } from './testing/program.ts'
import { dataIn } from './yaml-data.ts'

function written(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'parley-proxy-')), 'plan.yaml')
  writeFileSync(path, text)
  return path
}

const KINDS = 'cut, join, delay, stall, reset, half-close, drop, duplicate, limit'

test.each([
  ['faults:\n  - fault: loss\n', `line 2: faults[0].fault: expected one of ${KINDS}`],
  [
    'faults:\n  - fault: drop\n    frames: 3\n',
    'line 3: faults[0].frames: there is no such setting; did you mean frame?',
  ],
  [
    'faults:\n  - {fault: drop}\n  - fault: delay\n',
    'line 3: faults[1].ms: expected a number, and it is missing',
  ],
  [
    'faults:\n  - fault: drop\n    probability: 7\n',
    'line 3: faults[0].probability: expected at most 1, got 7',
  ],
])('a plan that is wrong is refused with its line and key', async (text, message) => {
  const path = written(text)
  await expect(readData(path, '--faults', parseFaultPlan)).rejects.toThrow(`${path}, ${message}`)
})

test('every plan of docs/bad-network.md can be used', () => {
  const page = readFileSync(new URL('../../../docs/bad-network.md', import.meta.url), 'utf8')
  const plans = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text)
  expect(plans.length).toBeGreaterThanOrEqual(5)
  for (const text of plans) parseFaultPlan(dataIn(text, 'bad-network.md').input)
})

test('--explain prints what a plan means, and ends', async () => {
  const path = written('faults:\n  - {fault: reset, after: 500}\n')
  const { status, stdout, stderr } = await run(
    'proxy',
    'vu',
    '0',
    '5378',
    '--faults',
    path,
    '--explain',
  )
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toBe(
    '1. reset: resets the connection on both sides; every connection, both directions, 500 ms after the connection was made\n',
  )
})
