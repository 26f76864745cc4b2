/**
 * Grades a class in which right servers and hostile ones take turns, and says what has come of it:
 * `npm run hostile -- [--parallel 4] [--rights 10]`; see docs/grading.md. Needs bubblewrap.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  boundedAttempts,
  harmlessAttempts,
  serverAfter,
} from '../../packages/parley/src/testing/hostile-programs.ts'

const parley = fileURLToPath(new URL('../../packages/parley/bin/parley.js', import.meta.url))

/** The port that all of them have in their source. */
const PORT = 5378

const { values } = parseArgs({
  options: {
    parallel: { type: 'string', default: '4' },
    rights: { type: 'string', default: '10' },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'parley-hostile-'))
const out = join(folder, 'out')
const token = String(2_000_000 + process.pid)

const limits = {
  ...{ buildSeconds: 10, startSeconds: 10, runSeconds: 120 },
  ...{ memoryMiB: 256, processes: 64, outputKiB: 256 },
}

function hand(name: string, text: string): void {
  mkdirSync(join(folder, 'class', name), { recursive: true })
  const fixed = text.replace('int(sys.argv[1])', String(PORT))
  writeFileSync(join(folder, 'class', name, 'server.py'), fixed)
}

const harmless = harmlessAttempts({
  secrets: [join(folder, 'course.yaml'), join(folder, 'class/right 1/server.py'), '/etc/shadow'],
  results: join(out, 'state.ndjson'),
  token,
})
for (const [name, lines] of Object.entries(harmless)) hand(name, serverAfter(lines))
for (const [name, lines] of Object.entries(boundedAttempts)) {
  hand(name, serverAfter(lines))
  hand(`${name} as a build`, lines)
}
for (let index = 1; index <= Number(values.rights); index += 1)
  hand(`right ${index}`, serverAfter())

const command = ['python3', 'server.py']
const start = { command, port: PORT }
const names = readdirSync(join(folder, 'class'))
const overrides = Object.fromEntries(
  names.map((name) => [name, name.endsWith('build') ? { ...start, build: command } : start]),
)
writeFileSync(
  join(folder, 'course.yaml'),
  JSON.stringify({
    ...{ assignment: { dialect: 'vu' }, start: { overrides }, limits },
    ...{ sandbox: 'bwrap', parallel: Number(values.parallel) },
  }),
)
const words = ['grade', join(folder, 'course.yaml'), join(folder, 'class'), '--out', out]
const { status } = spawnSync(process.execPath, [parley, ...words], { stdio: 'inherit' })

/** `pgrep` ends with 1 where it finds nothing. */
const isLeft = spawnSync('pgrep', ['-f', `sleep ${token}`]).status !== 1

const csv = readFileSync(join(out, 'grades.csv'), 'utf8').split('\r\n').slice(1)
const points = (name: string) => csv.find((line) => line.startsWith(`${name},`))?.split(',')[3]
const whole = points('right 1')
const unbounded = new Set<string>(Object.keys(boundedAttempts))
const wrong = names.filter((name) => {
  const isBounded = unbounded.has(name.replace(' as a build', ''))
  return isBounded ? Number(points(name) ?? 0) > 0 : points(name) !== whole
})
const faults = [
  ...(status === 0 || status === 1 ? [] : [`the run has ended with status ${status}`]),
  ...(whole === undefined || whole === '' || whole === '0' ? ['a right server has no points'] : []),
  ...wrong.map((name) => `${name}: ${points(name)} points`),
  ...(isLeft ? ['something is left running'] : []),
]
process.stdout.write(faults.length === 0 ? 'all as it has to be\n' : `${faults.join('\n')}\n`)
process.exitCode = faults.length === 0 ? 0 : 1
