import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { claimRun } from './run-claim.ts'

let out: string

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'parley-'))
})

const claimed = { release: expect.any(Function) }

/** What a run of another process has left in the folder. */
function left(claim: object, name = '.run-other-1.json'): string {
  const path = join(out, name)
  writeFileSync(path, JSON.stringify(claim))
  return path
}

test('a folder belongs to one run until that has ended', () => {
  const first = claimRun(out)
  const [name = ''] = readdirSync(out)
  const path = join(out, name)
  expect(claimRun(out)).toMatchObject({ host: hostname(), pid: process.pid, path })
  if ('release' in first) first.release()
  expect(readdirSync(out)).toEqual([])
  expect(claimRun(out)).toEqual(claimed)
})

test('a run of a process that lives holds the folder, and who was refused leaves no claim', () => {
  const started = readFileSync(`/proc/${process.ppid}/stat`, 'latin1')
    .split(') ')[1]
    ?.split(' ')[19]
  const path = left({ host: hostname(), pid: process.ppid, started })
  expect(claimRun(out)).toMatchObject({ pid: process.ppid, path })
  expect(readdirSync(out)).toEqual(['.run-other-1.json'])
})

test('the claim of a run that was killed is removed, also where its number belongs to another process', () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  left({ host: hostname(), pid, started: '1' })
  left({ host: hostname(), pid: process.ppid, started: '1' }, '.run-other-2.json')
  left({}, '.run-other-3.json')
  expect(claimRun(out)).toEqual(claimed)
  expect(readdirSync(out)).toEqual([expect.stringContaining(`-${process.pid}.json`)])
})

test('the claim of a run on another machine holds', () => {
  const path = left({ host: `not-${hostname()}`, pid: 1, started: '1' })
  expect(claimRun(out)).toMatchObject({ pid: 1, path })
})
