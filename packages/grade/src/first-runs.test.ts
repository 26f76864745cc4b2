import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunResult } from './attempt.ts'
import { StateFile } from './state-file.ts'
import { findingsOf, outcomeOf } from './testing/findings.ts'

const findings = findingsOf(outcomeOf('vu-3.8', 'fail'))
const first: RunResult = { state: 'graded', findings, excess: 'too much memory' }
const ann = { id: '1', folder: 'Ann_1', key: 'k1' }

test('a first run is known to the next grading until the submission has its grade', async () => {
  const out = mkdtempSync(join(tmpdir(), 'parley-'))
  await new StateFile(out).firstRuns.keep(ann, first)
  const next = new StateFile(out)
  expect(await next.firstRuns.known(ann)).toEqual(first)
  expect(await next.firstRuns.known({ ...ann, key: 'k2' })).toBeUndefined()
  expect(await next.known(ann)).toBeUndefined()
  await next.add(ann, { state: 'graded', why: undefined, findings, differing: [], time: 1 })
  expect(await next.firstRuns.known(ann)).toBeUndefined()
})
