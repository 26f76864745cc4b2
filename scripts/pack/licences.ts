/** The licences of what esbuild has put into bundles. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'

/** Names of files with a licence, or with what a licence wants to be passed on. */
const licenceFile = /^(.*-)?(licen[cs]e|copying|notice)(-[a-z]+)?(\.(md|txt))?$/i

/** The part of a path up to the folder of a package. */
const installed = /^.*node_modules\/(@[^/]+\/)?[^/]+(?=\/)/
const ofWorkspace = /^packages\/[^/]+/

/**
 * The folders of packages of which something is in the output, by their paths from the folder where
 * esbuild ran. What was left out as unused does not count.
 */
export function packagesIn(outputs: Metafile['outputs']): readonly string[] {
  const used = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? path : [])),
  )
  const folders = used.flatMap(
    (path) => (installed.exec(path) ?? ofWorkspace.exec(path))?.[0] ?? [],
  )
  return [...new Set(folders)].sort()
}

/** What stands for the text of a licence where a package has none. */
export const NO_TEXT = 'The package has no file with the text of its licence.'

/**
 * One text with the licence of each package in these folders of `root`. A package of the workspace is
 * in it only where it has something of others.
 */
export async function licencesText(root: string, folders: readonly string[]): Promise<string> {
  const parts = await Promise.all(folders.map((folder) => partOf(root, folder)))
  const intro = 'This program contains parts of the packages below. Each keeps its own licence.\n'
  return [intro, ...new Set(parts.flat().sort())].join(`\n${'-'.repeat(80)}\n\n`)
}

async function partOf(root: string, folder: string): Promise<readonly string[]> {
  const path = join(root, folder)
  const { name, version, license } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'))
  const files = (await readdir(path)).filter((file) => licenceFile.test(file)).sort()
  if (files.length === 0 && ofWorkspace.test(folder)) return []
  const texts = await Promise.all(files.map((file) => readFile(join(path, file), 'utf8')))
  const text = texts.map((one) => one.trim()).join('\n\n') || NO_TEXT
  return [`${name} ${version} (${license})\n\n${text}\n`]
}
