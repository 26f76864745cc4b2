import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Dialect } from '@parley/contract'
import { bundled } from './bundled.ts'
import { codeOf } from './errors.ts'

const SCOPE = '@parley'
const PREFIX = 'dialect-'
const methods = ['carries', 'wire', 'splitter', 'serve']

/**
 * Every dialect installed beside this program, in the order of their names. A dialect is a package
 * `@parley/dialect-*` that exports `dialect`; adding the folder is all that it takes.
 */
export async function discoverDialects(): Promise<readonly Dialect[]> {
  const found: Dialect[] = []
  for (const [name, folder] of await packageFolders()) found.push(await load(name, folder))
  return found.sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** The dialect of that name alone, where its package is called so; else every dialect. */
export async function discoverDialect(name: string): Promise<readonly Dialect[]> {
  const packageName = `${SCOPE}/${PREFIX}${name}`
  const folder = (await packageFolders()).get(packageName)
  const dialect = folder === undefined ? undefined : await load(packageName, folder)
  return dialect?.name === name ? [dialect] : await discoverDialects()
}

async function load(packageName: string, folder: string): Promise<Dialect> {
  const module: unknown = await loadModule(packageName, folder)
  if (typeof module === 'object' && module !== null && 'dialect' in module) {
    const { dialect } = module
    if (isDialect(dialect)) return dialect
  }
  throw new Error(`${packageName} does not export a dialect`)
}

async function loadModule(packageName: string, folder: string): Promise<unknown> {
  const own = Object.hasOwn(bundled, packageName) ? bundled[packageName] : undefined
  if (own === undefined) return await import(packageName)
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  return version === own.version ? await own.load() : await import(packageName)
}

function isDialect(value: unknown): value is Dialect {
  if (typeof value !== 'object' || value === null) return false
  return (
    'name' in value && methods.every((method) => typeof Reflect.get(value, method) === 'function')
  )
}

/** By their names: looks where Node would, in each `node_modules` from this file upwards. */
async function packageFolders(): Promise<ReadonlyMap<string, string>> {
  const folders = new Map<string, string>()
  let folder = dirname(fileURLToPath(import.meta.url))
  while (dirname(folder) !== folder) {
    const scope = join(folder, 'node_modules', SCOPE)
    for (const entry of await entries(scope)) {
      const name = `${SCOPE}/${entry}`
      if (entry.startsWith(PREFIX) && !folders.has(name)) folders.set(name, join(scope, entry))
    }
    folder = dirname(folder)
  }
  return folders
}

async function entries(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}
