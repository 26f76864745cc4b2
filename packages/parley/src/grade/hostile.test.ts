import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import { parseCourse, sandboxFor } from '@parley/grade'
import { boundedAttempts, harmlessAttempts, serverAfter } from '../testing/hostile-programs.ts'
import { parley } from '../testing/program.ts'
import { python } from '../testing/python.ts'
import { gradeCommand } from './grade-command.ts'

jest.setTimeout(120_000)

const { limits } = parseCourse({ assignment: { dialect: 'vu' } })
const sandbox = await sandboxFor('bwrap', limits, { worker: [], hidden: [] })
const testInSandbox = 'trouble' in sandbox || python === undefined ? test.skip : test

/** The commands of all processes of the machine. */
function commands(): readonly string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      return /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/cmdline`, 'latin1') : []
    } catch {
      return []
    }
  })
}

testInSandbox('hostile programs change no grade, are ended, and leave nothing behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const out = join(folder, 'out')
  const [course, rubric] = [join(folder, 'course.yaml'), join(folder, 'rubric.yaml')]
  // A number of seconds that nobody else sleeps.
  const token = String(1_000_000 + process.pid)
  const attempts = harmlessAttempts({
    secrets: [course, rubric, join(folder, 'class/bomb/server.py'), '/etc/shadow'],
    results: join(out, 'state.ndjson'),
    token,
  })
  const hand = (name: string, text: string) => {
    mkdirSync(join(folder, 'class', name), { recursive: true })
    writeFileSync(join(folder, 'class', name, 'server.py'), text)
  }
  hand('all', serverAfter(...Object.values(attempts)))
  hand('bomb', boundedAttempts['fork bomb'])
  hand('large', serverAfter(boundedAttempts['four gigabytes']))
  writeFileSync(rubric, 'points: { vu-3.1: 20 }\n')
  const command = [python, 'server.py', '{port}']
  const text = JSON.stringify({
    assignment: { dialect: 'vu', only: ['vu-3.1'], rubric: 'rubric.yaml' },
    start: {
      overrides: { all: { command }, large: { command }, bomb: { build: command, command } },
    },
    limits: { buildSeconds: 2, processes: 40, memoryMiB: 256 },
    sandbox: 'bwrap',
    parallel: 2,
  })
  writeFileSync(course, text)
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockReturnValue(true)
  }
  const status = await gradeCommand({ course, submissions: join(folder, 'class'), out }, parley)
  jest.restoreAllMocks()
  const ended = 'the server has ended before it listened: SIGKILL (killed)'
  expect(readFileSync(join(out, 'grades.csv'), 'utf8').split('\r\n')).toEqual([
    'id,name,state,points,maximum,why,feedback',
    'all,all,graded,20,20,,feedback/all/feedback.html',
    'bomb,bomb,build-failed,0,20,the build took longer than 2 s,feedback/bomb/feedback.html',
    `large,large,no-start,0,20,${ended}; it was ended: more than 256 MiB of memory,feedback/large/feedback.html`,
    '',
  ])
  expect(status).toBe(0)
  expect(readFileSync(join(out, 'state.ndjson'), 'utf8')).not.toContain('forged')
  expect(readdirSync(join(out, 'work/running'))).toEqual([])
  expect(commands().filter((one) => one.includes(token))).toEqual([])
})
