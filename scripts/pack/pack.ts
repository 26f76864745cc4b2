/** The package that one can install: `parley-<version>.tgz`. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { movedPage, pagesFor } from './pages.ts'

const root = join(import.meta.dirname, '../..')
const execute = promisify(execFile)

/** How the folders of dialects are called. */
const DIALECT = 'dialect-'

async function manifestOf(folder: string) {
  return JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'))
}

/** What npm is told of the package. Only native code is a dependency; all else is in the bundle. */
async function manifest() {
  const [workspace, program, store, contract] = await Promise.all(
    ['.', 'packages/parley', 'packages/store', 'packages/contract'].map(manifestOf),
  )
  return {
    name: 'parley',
    version: program.version,
    description: workspace.description,
    license: contract.license,
    type: 'module',
    bin: program.bin,
    engines: workspace.engines,
    optionalDependencies: { libsql: store.dependencies.libsql },
  }
}

/** Bundles the sources, and puts the bundle into a package in the folder `into`. Gives the path of the file. */
export async function packSources(into: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bundle-'))
  try {
    const bundling = ['--import', 'tsx', join(root, 'scripts/bundle.ts')]
    await execute(process.execPath, [...bundling, folder, '--with-contract'], { cwd: root })
    return await pack(folder, into)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/**
 * Puts a bundle, which has `@parley/contract` inside, into a package in the folder `into`. Gives the
 * path of the file. Rejects where npm cannot pack it.
 */
export async function pack(bundle: string, into: string): Promise<string> {
  const stage = await mkdtemp(join(tmpdir(), 'parley-pack-'))
  try {
    await cp(bundle, join(stage, 'bundle'), { recursive: true })
    const licences = 'THIRD-PARTY-LICENSES'
    await cp(join(bundle, licences), join(stage, licences))
    await rm(join(stage, 'bundle', licences))
    await cp(join(root, 'packages/parley/bin'), join(stage, 'bin'), { recursive: true })
    await cp(join(root, 'LICENSE'), join(stage, 'LICENSE'))
    await writePages(stage)
    const text = JSON.stringify(await manifest(), null, 2)
    await writeFile(join(stage, 'package.json'), `${text}\n`)
    const { stdout } = await execute('npm', ['pack', stage, '--pack-destination', into, '--json'])
    const [packed] = JSON.parse(stdout)
    return join(into, packed.filename)
  } finally {
    await rm(stage, { recursive: true })
  }
}

async function writePages(stage: string): Promise<void> {
  const folders = await readdir(join(root, 'packages'))
  const specified = folders.filter(
    (name) => name.startsWith(DIALECT) && existsSync(join(root, 'packages', name, 'README.md')),
  )
  const pages = pagesFor(specified.map((name) => name.slice(DIALECT.length)))
  for (const [from, to] of pages) {
    const text = await readFile(join(root, from), 'utf8')
    const path = join(stage, to)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, movedPage(text, from, pages))
  }
}
