/** Submissions that are checked as Gradescope and GitHub do it, with what an installed program writes. */
import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import type { InstalledProgram } from './installed.ts'
import type { Trial } from './trials.ts'

const execute = promisify(execFile)

/** A user that every system has. */
const STUDENT = 'nobody'

const isRoot = process.getuid?.() === 0

const points = { 'vu-2.1a': 10, 'vu-3.1': 10, 'vu-3.3': 10, 'vu-3.3a': 10, 'vu-3.8': 10 }
const rubric = JSON.stringify({ points })
const course = JSON.stringify({
  assignment: { dialect: 'vu', rubric: '../rubric.json', only: Object.keys(points) },
  start: { overrides: { somebody: { command: ['true'] } } },
})

/** A right server, which `changed` makes into another one. */
async function server(changed: (text: string) => string = (text) => text): Promise<string> {
  const path = '../../packages/parley/src/testing/students/servers/vu/select-loop.py'
  return changed(await readFile(join(import.meta.dirname, path), 'utf8'))
}

/** Only a user without rights, who can read no file of the autograder, has a right server here. */
const withoutRights = `import os
try:
    open(os.environ['AUTOGRADER'] + '/source/rubric.yaml')
    raise SystemExit('the rubric can be read')
except PermissionError:
    pass
if os.getuid() == 0 or os.access(os.environ['AUTOGRADER'] + '/results', os.W_OK):
    raise SystemExit('the program has rights')
`

async function writeCourse(program: InstalledProgram): Promise<string> {
  await mkdir(program.path('course'), { recursive: true })
  await writeFile(program.path('rubric.json'), rubric)
  await writeFile(program.path('course/course.json'), course)
  return program.path('course/course.json')
}

/** Runs a script with bash; programs of the system that would change it are replaced by ones that only tell. */
async function bash(
  words: readonly string[],
  { cwd, env, fakes }: { cwd: string; env: Record<string, string>; fakes: string },
) {
  const path = [fakes, dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':')
  const { HOME = '/' } = process.env
  return await execute('bash', words, { cwd, env: { HOME, PATH: path, ...env } })
}

async function writeFakes(program: InstalledProgram): Promise<string> {
  const folder = program.path('fakes')
  await mkdir(folder)
  for (const name of ['apt-get', 'useradd']) {
    await writeFile(join(folder, name), `#!/bin/sh\necho "${name} $*"\n`)
    await chmod(join(folder, name), 0o755)
  }
  return folder
}

/** The points of a right, a wrong, a broken and a slow server, as Gradescope gets them. */
export async function gradescopeTrial(program: InstalledProgram): Promise<Trial> {
  const folder = program.path('gradescope')
  const flags = ['--out', folder, '--seed', '7']
  await program.run(['autograder', 'gradescope', await writeCourse(program), ...flags])
  const fakes = await writeFakes(program)
  const base = program.path('autograder')
  await mkdir(base)
  await cp(folder, join(base, 'source'), { recursive: true })
  const env = { AUTOGRADER: base, STUDENT }
  const { stdout } = await bash([join(base, 'source/setup.sh')], { cwd: base, env, fakes })
  const graded = async (name: string, text: string, deadline = '300') => {
    const own = program.path(`autograder-${name}`)
    await mkdir(join(own, 'submission'), { recursive: true })
    await cp(join(base, 'source'), join(own, 'source'), { recursive: true })
    await symlink(join(base, 'parley'), join(own, 'parley'))
    await writeFile(join(own, 'submission/server.py'), text)
    const its = { AUTOGRADER: own, STUDENT, DEADLINE: deadline }
    await bash([join(own, 'source/run_autograder')], { cwd: own, env: its, fakes })
    return JSON.parse(await readFile(join(own, 'results/results.json'), 'utf8'))
  }
  const slow = (text: string) => text.replace('def handle(', 'import time\n\ndef handle(')
  const [right, wrong, broken, late] = await Promise.all([
    graded('right', `${isRoot ? withoutRights : ''}${await server()}`),
    graded('wrong', await server((text) => text.replace('BAD-DEST-USER', 'SEND-OK'))),
    graded('broken', 'import socket, sys\nsocket.listen(int(sys.argv[1]))\n'),
    graded(
      'late',
      await server((text) =>
        slow(text).replace(
          "words = line.split(' ', 1)",
          "time.sleep(1); words = line.split(' ', 1)",
        ),
      ),
      '8',
    ),
  ])
  const came = {
    installs: stdout.includes('apt-get install'),
    right: right.score,
    wrong: wrong.score,
    broken: [broken.score, broken.output.includes("has no attribute 'listen'")],
    late: [late.score < 50, late.output.includes('the run was ended after its limit')],
  }
  const expected = {
    installs: true,
    right: 50,
    wrong: 40,
    broken: [0, true],
    late: [true, true],
  }
  return { what: 'parley autograder gradescope', came, expected }
}

/** What a workflow of GitHub says of its only job, as far as it is looked at. */
interface Workflow {
  readonly jobs: { readonly check: { readonly steps: readonly { readonly run?: string }[] } }
}

/** The points of a wrong server, as the steps of the workflow give them out. */
export async function githubTrial(program: InstalledProgram): Promise<Trial> {
  const folder = program.path('github')
  const flags = ['--out', folder, '--seed', '7']
  await program.run(['autograder', 'github', await writeCourse(program), ...flags])
  await writeFile(
    join(folder, 'server.py'),
    await server((text) => text.replace('BAD-DEST-USER', 'SEND-OK')),
  )
  const temporary = program.path('runner')
  await mkdir(temporary)
  const files = { GITHUB_STEP_SUMMARY: 'summary.md', GITHUB_OUTPUT: 'output' }
  const env: Record<string, string> = { RUNNER_TEMP: temporary }
  for (const [name, file] of Object.entries(files)) {
    env[name] = join(temporary, file)
    await writeFile(env[name], '')
  }
  const said = await readFile(join(folder, '.github/workflows/classroom.yml'), 'utf8')
  const workflow: Workflow = parse(said)
  let status = 0
  let printed = ''
  for (const { run } of workflow.jobs.check.steps) {
    if (run === undefined) continue
    const { stdout } = await bash(['-e', '-c', run], { cwd: folder, env, fakes: '/usr/bin' }).catch(
      (error) => {
        status = error.code
        return error
      },
    )
    printed += stdout
  }
  const output = await readFile(join(temporary, 'output'), 'utf8')
  const [, encoded = ''] = /^result=(\S+)\n$/.exec(output) ?? []
  const { status: verdict, max_score, tests } = JSON.parse(atob(encoded))
  const score = tests.reduce((sum: number, test: { score: number }) => sum + test.score, 0)
  const summary = await readFile(join(temporary, 'summary.md'), 'utf8')
  const came = { status, verdict, max_score, score, printed: printed.includes('40 of 50 points') }
  return {
    what: 'parley autograder github',
    came: { ...came, isSummed: summary.startsWith('**40 of 50 points**\n') },
    expected: {
      ...{ status: 1, verdict: 'fail', max_score: 50, score: 40, printed: true },
      isSummed: true,
    },
  }
}
