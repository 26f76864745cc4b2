import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCourse } from './course-file.ts'
import { fingerprint } from './fingerprint.ts'
import type { StartPlan } from './start-plan.ts'

const course = (more: object = {}) => parseCourse({ assignment: { dialect: 'vu' }, ...more })

function plan(start: Extract<StartPlan, { status: 'ready' }>['start']): StartPlan {
  return { status: 'ready', source: 'plan', start, reasons: [], candidates: [] }
}

const usual = plan({ command: ['python3', 'a.py'], cwd: '.', env: {}, port: 5 })

function folderOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  writeFileSync(join(folder, 'a.py'), text)
  return folder
}

test('the same is the same, wherever it lies and in whatever order a plan says it', async () => {
  const one = await fingerprint(folderOf('pass'), usual, { course: course(), seed: 5 }, '1')
  const again = plan({ port: 5, env: {}, cwd: '.', command: ['python3', 'a.py'] })
  const rubric = course({ assignment: { dialect: 'vu', rubric: 'other.yaml' }, parallel: 4 })
  expect(await fingerprint(folderOf('pass'), again, { course: rubric, seed: 5 }, '1')).toBe(one)
})

test.each([
  ['a file', 'pass ', usual, course(), 5, '1'],
  ['the start', 'pass', plan({ command: ['./a'], cwd: '.', env: {} }), course(), 5, '1'],
  ['a limit', 'pass', usual, course({ limits: { runSeconds: 9 } }), 5, '1'],
  [
    'what is checked',
    'pass',
    usual,
    course({ assignment: { dialect: 'vu', only: ['vu-3'] } }),
    5,
    '1',
  ],
  ['the seed', 'pass', usual, course(), 6, '1'],
  ['the version', 'pass', usual, course(), 5, '2'],
] as const)('%s makes another one', async (_what, text, start, other, seed, version) => {
  const one = await fingerprint(folderOf('pass'), usual, { course: course(), seed: 5 }, '1')
  const changed = await fingerprint(folderOf(text), start, { course: other, seed }, version)
  expect(changed).not.toBe(one)
})
