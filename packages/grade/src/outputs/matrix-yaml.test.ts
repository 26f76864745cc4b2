import { parse } from 'yaml'
import { parseCourse } from '../course-file.ts'
import type { PlannedSubmission } from '../plan-class.ts'
import type { Result } from '../results.ts'
import { startSchema } from '../start-schema.ts'
import { resultOf } from '../testing/findings.ts'
import { matrixYaml } from './matrix-yaml.ts'

/** A submission of this folder that starts with this command. */
function starting(folder: string, start: object, state: Result['state'] = 'graded') {
  const plan = {
    status: 'ready' as const,
    source: 'detect' as const,
    ...{ start: startSchema.parse(start), reasons: [], candidates: [] },
  }
  const { submission, ...rest } = resultOf(folder, ['pass'], { state })
  const root = `/out/work/${folder}`
  const planned: PlannedSubmission = { submission, plan, root, notes: [], renamed: [] }
  return { planned, result: { ...rest, submission, plan } }
}

function matrixOf(assignment: object, ...all: ReturnType<typeof starting>[]): unknown {
  const course = parseCourse({ assignment: { dialect: 'vu', ...assignment } })
  const results = all.map(({ result }) => result)
  const planned = all.map((one) => one.planned)
  return parse(matrixYaml('/out', results, planned, { course }) ?? 'null')
}

const python = { command: ['python3', 'server.py', '{port}'] }

test('servers that start, with where they are and how they are built', () => {
  const built = {
    build: ['make', 'all'],
    command: ['./srv'],
    cwd: 'src',
    port: 5378,
    env: { A: 'b' },
  }
  const all = [starting('Ann', python), starting('Bo', built), starting('Cy', python, 'no-start')]
  expect(matrixOf({ options: { strict: true } }, ...all)).toEqual({
    clients: [
      { name: 'Parley', dialect: 'vu', command: ['npx', 'parley', 'chat', 'vu', '{host}:{port}'] },
    ],
    servers: [
      { name: 'Ann', dialect: 'vu', command: python.command, cwd: 'work/Ann' },
      {
        ...{ name: 'Bo', dialect: 'vu', cwd: 'work/Bo/src', port: 5378, env: { A: 'b' } },
        command: ['sh', '-c', 'make all >&2 && exec ./srv'],
      },
    ],
    options: { vu: { strict: true } },
  })
})

test('clients that start, with what they want typed', () => {
  expect(matrixOf({ side: 'client', driver: { ready: '> ' } }, starting('Ann', python))).toEqual({
    clients: [
      {
        ...{ name: 'Ann', dialect: 'vu', command: python.command, cwd: 'work/Ann' },
        driver: { ready: '> ' },
      },
    ],
    gateway: true,
    options: { vu: {} },
  })
})

test('long names that begin alike are told apart, and none is too long', () => {
  const all = ['1', '2', '3'].map((end) => starting(`${'a'.repeat(70)}${end}`, python))
  expect(matrixOf({}, ...all)).toMatchObject({
    servers: [
      { name: 'a'.repeat(60) },
      { name: `${'a'.repeat(58)}-2` },
      { name: `${'a'.repeat(58)}-3` },
    ],
  })
})

test('where nobody starts there is no file', () => {
  expect(matrixOf({}, starting('Ann', python, 'build-failed'))).toBeNull()
})
