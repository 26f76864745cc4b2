import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Dialect } from '@parley/contract'
import { codeOf } from './usage.ts'

const SCOPE = '@parley'
const PREFIX = 'dialect-'
const methods = ['carries', 'wire', 'splitter', 'serve']

/**
 * Every dialect installed beside this program, in the order of their names. A dialect is a package
 * `@parley/dialect-*` that exports `dialect`; adding the folder is all that it takes.
 */
export async function discoverDialects(): Promise<readonly Dialect[]> {
  const found: Dialect[] = []
  for (const packageName of await packageNames()) found.push(await load(packageName))
  return found.sort((one, other) => (one.name < other.name ? -1 : 1))
}

async function load(packageName: string): Promise<Dialect> {
  const module: unknown = await import(packageName)
  if (typeof module === 'object' && module !== null && 'dialect' in module) {
    const { dialect } = module
    if (isDialect(dialect)) return dialect
  }
  throw new Error(`${packageName} does not export a dialect`)
}

function isDialect(value: unknown): value is Dialect {
  if (typeof value !== 'object' || value === null) return false
  return (
    'name' in value && methods.every((method) => typeof Reflect.get(value, method) === 'function')
  )
}

/** Looks where Node would: in each `node_modules` from this file upwards. */
async function packageNames(): Promise<readonly string[]> {
  const names = new Set<string>()
  let folder = dirname(fileURLToPath(import.meta.url))
  while (dirname(folder) !== folder) {
    for (const entry of await entries(join(folder, 'node_modules', SCOPE))) {
      if (entry.startsWith(PREFIX)) names.add(`${SCOPE}/${entry}`)
    }
    folder = dirname(folder)
  }
  return [...names]
}

async function entries(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}
