import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { firstLineOf, UsageError } from '../errors.ts'
import { ownFolder } from '../own-folder.ts'

const execute = promisify(execFile)

/** What makes the package in a clone, by its path there. */
const PACKER = 'scripts/pack/main.ts'

/**
 * Puts this very program as a package that npm installs (`parley-<version>.tgz`) into a folder, which is
 * made where it is missing, and gives the name of the file. An installed program packs its own files; a
 * clone runs `npm run pack`.
 */
export async function writeOwnPackage(into: string): Promise<string> {
  await mkdir(into, { recursive: true })
  const clone = join(ownFolder, '../..')
  try {
    return existsSync(join(clone, PACKER))
      ? await packClone(clone, into)
      : await packInstalled(ownFolder, into)
  } catch (error) {
    throw new UsageError(`autograder: npm cannot pack ${ownFolder}: ${firstLineOf(error)}`)
  }
}

async function packClone(clone: string, into: string): Promise<string> {
  const words = ['run', '--silent', 'pack', '--', into]
  const { stdout } = await execute('npm', words, { cwd: clone })
  return basename(stdout.trim())
}

async function packInstalled(folder: string, into: string): Promise<string> {
  const flags = ['--ignore-scripts', '--json', '--pack-destination', into]
  const { stdout } = await execute('npm', ['pack', folder, ...flags])
  const [packed] = JSON.parse(stdout)
  return String(packed.filename)
}
