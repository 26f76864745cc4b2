/**
 * `npm run pack-check` makes the package, installs it in an empty folder, from npm's cache or its
 * registry, and tries it with several releases of Node, which come from there too. It prints sizes, the
 * time of a start and what works; the exit status is 1 where something does not. A start that is slow is
 * marked and no more: it depends on what else the machine does.
 */
import { execFile } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { InstalledProgram, install } from './installed.ts'
import { packSources } from './pack.ts'
import { keepData, passes, type Trial, tryProgram } from './trials.ts'

/** The releases of Node that are tried, by their first numbers. */
const releases = [20, 22, 24]

/** Bars: of the installed package without the driver, in bytes; of a start, in milliseconds. */
const MOST_BYTES = 12_000_000
const LONGEST_START = 300

/** How often a start is measured; the shortest counts, since other work of the machine only adds. */
const STARTS = 9

const execute = promisify(execFile)
const folder = await mkdtemp(join(tmpdir(), 'parley-pack-check-'))
try {
  const file = await packSources(folder)
  const place = join(folder, 'installed')
  await install(place, [file], ['--prefer-offline'])
  const size = sizeOf(join(place, 'node_modules/parley'))
  say(`package ${megabytes(statSync(file).size)}`)
  told(size <= MOST_BYTES, `installed, without the driver of the database: ${megabytes(size)}`)
  for (const release of releases) await tryWith(release, place)
} finally {
  await rm(folder, { recursive: true })
}

async function tryWith(release: number, place: string): Promise<void> {
  const node = await nodeOf(release)
  if (node === undefined) return
  const { stdout } = await execute(node, ['--version'])
  say(`\nNode ${stdout.trim()}`)
  const program = new InstalledProgram(place, node)
  await showStart('parley --help', () => program.run(['--help']))
  await showStart('parley serve, until it listens', async () => {
    const gateway = program.start('serve', '--listen=vu=0', '--web=127.0.0.1:0', '--data=started')
    await gateway.says('listening ')
    return () => gateway.end()
  })
  const trials: readonly Trial[] = [...(await tryProgram(program)), await keepData(program)]
  for (const trial of trials) {
    const { what, came } = trial
    const works = passes(trial)
    told(works, works ? what : `${what}: ${JSON.stringify(came)}`)
  }
}

/** Where that Node is; undefined, which is told, where npm has none for this machine. */
async function nodeOf(release: number): Promise<string | undefined> {
  const name = `node-${process.platform}-${process.arch}`
  const place = join(folder, `node-${release}`)
  try {
    await install(place, [`${name}@${release}`], ['--prefer-offline'])
    return join(place, 'node_modules', name, 'bin/node')
  } catch {
    say(`\nNode ${release}: not tried, npm has no ${name}@${release}`)
    return undefined
  }
}

/** Measures a start; what it gives is called afterwards. */
async function showStart(what: string, start: () => Promise<unknown>): Promise<void> {
  const times: number[] = []
  for (let count = 0; count < STARTS; count += 1) {
    const begun = performance.now()
    const end = await start()
    times.push(performance.now() - begun)
    if (typeof end === 'function') await end()
  }
  times.sort((one, other) => one - other)
  const [least = 0, middle = 0] = [times[0], times[Math.floor(STARTS / 2)]]
  const shown = `${what}: ${least.toFixed()} ms, ${middle.toFixed()} ms in the middle`
  say(`${least <= LONGEST_START ? 'ok  ' : 'SLOW'} ${shown} of ${STARTS}`)
}

function told(isRight: boolean, what: string): void {
  say(`${isRight ? 'ok  ' : 'FAIL'} ${what}`)
  if (!isRight) process.exitCode = 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function sizeOf(path: string): number {
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
  const sizes = files.map((file) => statSync(join(file.parentPath, file.name)))
  return sizes.reduce((sum, one) => sum + (one.isFile() ? one.size : 0), 0)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
