import { constants, copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { allowScripts } from './allow-scripts.ts'
import { copyTree } from './copy-tree.ts'
import { codeOf, isSystemError, messageOf } from './errors.ts'
import { restoreNames } from './platform-names.ts'
import type { SubmissionEntries } from './submissions.ts'
import { unpackZip } from './unpack.ts'
import { submissionBounds, TooMuch, UnpackBudget } from './unpack-budget.ts'

/** How deep an archive may lie in another one of the same submission. */
const MOST_NESTED = 3

/** Archives of other kinds, which are not unpacked. */
const otherArchives = /\.(?:rar|7z|tar|tgz|tbz2?|txz|gz|bz2|xz)$/i

/** A submission as it lies in a folder of its own. */
export interface TakenIn {
  /** In which its program is; a folder that holds nothing but one folder is gone into. */
  readonly root: string
  /** What was left out, and why. */
  readonly notes: readonly string[]
  /** Files that have their own names again, a sentence each. */
  readonly renamed: readonly string[]
  /** Why it cannot be graded as it is; undefined where it can. */
  readonly trouble: string | undefined
}

/**
 * Puts the entries of a submission into a new folder, archives unpacked, and nothing of it outside.
 */
export async function takeIn(
  source: string,
  { entries }: SubmissionEntries,
  folder: string,
): Promise<TakenIn> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  await mkdir(folder, { recursive: true })
  const budget = new UnpackBudget(submissionBounds)
  const notes: string[] = []
  try {
    for (const { entry, name } of entries) {
      const path = join(source, entry)
      if ((await stat(path)).isDirectory()) notes.push(...(await copyTree(path, folder, budget)))
      else notes.push(...(await takeFile(path, name, folder, budget)))
    }
    notes.push(...(await unpackNested(folder, budget, 1)))
    const renamed = await restoreNames(folder)
    await allowScripts(folder)
    return { root: await innermost(folder), notes, renamed, trouble: undefined }
  } catch (error) {
    if (isSystemError(error)) throw error
    const why = messageOf(error)
    const trouble = error instanceof TooMuch ? why : `it cannot be unpacked: ${why}`
    return { root: folder, notes, renamed: [], trouble }
  }
}

async function takeFile(
  path: string,
  name: string,
  folder: string,
  budget: UnpackBudget,
): Promise<readonly string[]> {
  if (isZip(path)) return await unpackZip(path, folder, budget)
  budget.addFile()
  budget.addBytes((await stat(path)).size)
  try {
    await copyFile(path, join(folder, name), constants.COPYFILE_EXCL)
    return []
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return [`${name} was left out: something of its name is there already`]
  }
}

function isZip(path: string): boolean {
  return extname(path).toLowerCase() === '.zip'
}

/** Unpacks each archive into a folder of its name, or into its own folder where nothing else is there. */
async function unpackNested(
  folder: string,
  budget: UnpackBudget,
  depth: number,
): Promise<readonly string[]> {
  const notes: string[] = []
  const all = await readdir(folder, { withFileTypes: true })
  for (const entry of all) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) notes.push(...(await unpackNested(path, budget, depth)))
    else if (otherArchives.test(entry.name))
      notes.push(`${entry.name} was not unpacked: only zip archives are`)
    else if (entry.isFile() && isZip(path)) {
      if (depth > MOST_NESTED) {
        notes.push(`${entry.name} was not unpacked: it lies too deep in other archives`)
        continue
      }
      const target = all.length === 1 ? folder : path.slice(0, -extname(path).length)
      await mkdir(target, { recursive: true })
      notes.push(...(await unpackZip(path, target, budget)))
      await rm(path)
      notes.push(...(await unpackNested(target, budget, depth + 1)))
    }
  }
  return notes
}

/** A package of Python is started from the folder above it. */
const ofPackages: readonly string[] = ['__init__.py', '__main__.py']

async function innermost(folder: string): Promise<string> {
  const [only, ...others] = await readdir(folder, { withFileTypes: true })
  if (only?.isDirectory() !== true || others.length > 0) return folder
  const inner = join(folder, only.name)
  const isPackage = (await readdir(inner)).some((name) => ofPackages.includes(name))
  return isPackage ? folder : await innermost(inner)
}
