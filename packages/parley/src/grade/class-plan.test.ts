import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepPlan } from './class-plan.ts'

test('a plan that is there stays, and it is said where it does not describe the run', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'plan.yaml')
  const before = { submissions: [], notes: [] }
  const now = { submissions: [], notes: ['one more'] }
  expect(keepPlan(path, before)).toEqual([])
  const text = readFileSync(path, 'utf8')
  expect(keepPlan(path, before)).toEqual([])
  expect(keepPlan(path, now)).toEqual([expect.stringMatching(/plan\.yaml is of an earlier plan/)])
  expect(keepPlan(path, now, path)).toEqual([])
  expect(readFileSync(path, 'utf8')).toBe(text)
})
