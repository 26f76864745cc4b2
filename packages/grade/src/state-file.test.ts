import { Buffer } from 'node:buffer'
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Graded } from './results.ts'
import { StateFile } from './state-file.ts'
import { findingsOf, outcomeOf } from './testing/findings.ts'

let out: string

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'parley-'))
})

const bytes = new Uint8Array(Buffer.from('SEND-OK\n'))
const log = [{ kind: 'came', time: 3, wire: 'A', bytes }] as const
const findings = findingsOf(outcomeOf('vu-3.8', 'fail', { log }))
const graded: Graded = { state: 'graded', why: undefined, findings, differing: [], time: 12 }
const broken: Graded = { ...graded, state: 'kit-error', why: 'oh', findings: undefined }
const ann = { id: '1', folder: 'Ann_1', key: 'k1' }

test('what was kept is known to the next run, with its bytes', async () => {
  const first = new StateFile(out)
  first.begin(5)
  await first.add(ann, graded)
  const next = new StateFile(out)
  expect(next.seed).toBe(5)
  expect(await next.known(ann)).toEqual(graded)
  expect(await next.known({ ...ann, key: 'k2' })).toBeUndefined()
  expect(await next.known({ ...ann, id: '2' })).toBeUndefined()
})

test('a line that was not written to its end is lost, and the lines before and after it are not', async () => {
  await new StateFile(out).add(ann, graded)
  const whole = readFileSync(join(out, 'state.ndjson'), 'utf8')
  appendFileSync(join(out, 'state.ndjson'), whole.replace('"1"', '"2"').slice(0, 40))
  const bo = { id: '3', folder: 'Bo_3', key: 'k3' }
  await new StateFile(out).add(bo, graded)
  const last = new StateFile(out)
  expect(await last.known(ann)).toEqual(graded)
  expect(await last.known({ ...ann, id: '2' })).toBeUndefined()
  expect(await last.known(bo)).toEqual(graded)
})

test('a fault of the kit is tried again, and the grade before it stays', async () => {
  const state = new StateFile(out)
  await state.add(ann, graded)
  await state.add(ann, broken)
  expect(await state.known(ann)).toBeUndefined()
  expect(await state.last('1')).toEqual(graded)
})

test('a result whose findings are gone or spoilt is taken anew', async () => {
  await new StateFile(out).add(ann, graded)
  writeFileSync(join(out, 'findings/Ann_1.json'), '{"dialect":"vu","outc')
  expect(await new StateFile(out).known(ann)).toBeUndefined()
})
