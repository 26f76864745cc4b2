import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainPresentation } from '@parley/reports'
import { parseCourse } from '../course-file.ts'
import { fileHashes } from '../fingerprint.ts'
import { resultOf } from '../testing/findings.ts'
import { auditJson } from './audit.ts'

test('an audit says who has graded what, when, and with what', async () => {
  const root = mkdtempSync(join(tmpdir(), 'parley-'))
  writeFileSync(join(root, 'a.py'), 'pass\n')
  const result = resultOf('Ann', ['pass', 'fail'], { id: '101' })
  const { submission, plan } = result
  const planned = {
    submissions: [
      { submission, plan, root, notes: ['b was left out'], renamed: ['c was renamed'] },
    ],
    notes: [],
  }
  const course = parseCourse({ assignment: { dialect: 'vu' } })
  const assignment = { course, presentation: plainPresentation, seed: 5 }
  const inputs = await fileHashes([join(root, 'a.py')])
  const text = await auditJson([result], planned, assignment, {
    ...{ version: '1.2.3', by: 'ta', began: 0, inputs, sandbox: 'none', parallel: 2 },
  })
  const sha256 = (content: string) => createHash('sha256').update(content).digest('hex')
  expect(JSON.parse(text)).toEqual({
    ...{ dialect: 'vu', side: 'server', seed: 5, version: '1.2.3', by: 'ta', sandbox: 'none' },
    ...{ parallel: 2, node: process.version, system: process.platform, notes: [] },
    ...{ began: '1970-01-01T00:00:00.000Z', written: expect.stringMatching(/^2\d{3}-/) },
    ...{ limits: course.limits, policy: course.policy },
    inputs: { [join(root, 'a.py')]: sha256('pass\n') },
    submissions: [
      {
        ...{ id: '101', name: 'Ann', folder: 'Ann', sha256: sha256('\na.py\n5\npass\n') },
        ...{ state: 'graded', got: 1, maximum: 2, time: 1, reasons: [], token: '5' },
        tried: '1970-01-01T00:00:00.000Z',
        leftOut: ['b was left out'],
        renamed: ['c was renamed'],
        differing: [],
        verdicts: { 'vu-1.1': 'pass', 'vu-1.2': 'fail' },
      },
    ],
  })
})
