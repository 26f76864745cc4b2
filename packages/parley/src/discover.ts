import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Dialect, isFullDialect } from '@parley/contract'
import { bundled } from './bundled.ts'
import {
  chosenFrom,
  type Discovered,
  examined,
  type Failure,
  failureText,
  type Loaded,
} from './discovered.ts'
import { codeOf, messageOf, UsageError } from './errors.ts'

const SCOPE = '@parley'
const PREFIX = 'dialect-'
/**
 * Every dialect installed beside this program, and those that are part of its bundle. A dialect is a
 * package `@parley/dialect-*` that exports `dialect`; adding the folder is all that it takes. One that
 * cannot be loaded keeps no other from being served.
 */
export async function discoverDialects(): Promise<Discovered> {
  const all: (Loaded | Failure)[] = []
  for (const place of await packageFolders()) all.push(await loaded(place))
  return chosenFrom(all)
}

/**
 * The dialects that have a client, a terminal and rules besides; packages that cannot be used are named
 * on stderr. Rejects with a usage error where the dialect that is `wanted` is only served.
 */
export async function discoverFullDialects(wanted?: string): Promise<readonly Dialect[]> {
  const { dialects, failures } = await discoverDialects()
  for (const failure of failures) process.stderr.write(`parley: ${failureText(failure)}\n`)
  const full = dialects.filter(isFullDialect)
  const isKnown = dialects.some(({ name }) => name === wanted)
  if (isKnown && !full.some(({ name }) => name === wanted)) throw onlyServed(wanted ?? '')
  return full
}

function onlyServed(name: string): UsageError {
  return new UsageError(`${name} is only served: Parley has no client and no checks for it`)
}

/**
 * The full dialect of that name alone, where its package is called so; else every full dialect.
 * Rejects with a usage error where that dialect is only served.
 */
export async function discoverFullDialect(name: string): Promise<readonly Dialect[]> {
  const packageName = `${SCOPE}/${PREFIX}${name}`
  const folders = await packageFolders()
  const isKnown = folders.has(packageName)
  const one = isKnown ? await loaded([packageName, folders.get(packageName)]) : undefined
  if (one === undefined || 'why' in one || one.dialect.name !== name) {
    return await discoverFullDialects()
  }
  if (isFullDialect(one.dialect)) return [one.dialect]
  throw onlyServed(name)
}

/** A package by its name, with its folder where it is installed. */
type Place = readonly [packageName: string, folder: string | undefined]

async function loaded([packageName, folder]: Place): Promise<Loaded | Failure> {
  try {
    return examined(packageName, await loadModule(packageName, folder))
  } catch (error) {
    return { packageName, why: messageOf(error) }
  }
}

async function loadModule(packageName: string, folder: string | undefined): Promise<unknown> {
  const own = Object.hasOwn(bundled, packageName) ? bundled[packageName] : undefined
  if (own === undefined) return await import(packageName)
  if (folder === undefined) return await own.load()
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  return version === own.version ? await own.load() : await import(packageName)
}

/**
 * By their names: looks where Node would, in each `node_modules` from this file upwards. What is in the
 * bundle alone has no folder.
 */
async function packageFolders(): Promise<ReadonlyMap<string, string | undefined>> {
  const folders = new Map<string, string | undefined>()
  let folder = dirname(fileURLToPath(import.meta.url))
  while (dirname(folder) !== folder) {
    const scope = join(folder, 'node_modules', SCOPE)
    for (const entry of await entries(scope)) {
      const name = `${SCOPE}/${entry}`
      if (entry.startsWith(PREFIX) && !folders.has(name)) folders.set(name, join(scope, entry))
    }
    folder = dirname(folder)
  }
  for (const name of Object.keys(bundled)) if (!folders.has(name)) folders.set(name, undefined)
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
