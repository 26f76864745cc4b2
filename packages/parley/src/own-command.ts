import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shellQuote } from '@parley/kit'

/** Where the program was started, and as what. */
export interface Started {
  readonly cwd: string
  /** As in `PATH`. */
  readonly path: string
  /** The file that npm links as `parley`. */
  readonly bin: string
  /** Whether npx has started it. */
  readonly isByNpx: boolean
  /** The words of the process: Node, its own flags, and the script. */
  readonly words: readonly string[]
}

/** The same of this process; the file is one folder above, from its sources and from the bundle. */
function startedHere(): Started {
  return {
    cwd: process.cwd(),
    path: process.env.PATH ?? '',
    bin: fileURLToPath(new URL('../bin/parley.js', import.meta.url)),
    isByNpx: process.env.npm_command === 'exec',
    words: [process.execPath, ...process.execArgv, process.argv[1] ?? ''],
  }
}

/** The words that start this very program again, without a shell. */
export function ownWords(): readonly string[] {
  return startedHere().words
}

/** The folders in which npm puts the programs of a package and of those above it. */
const LINKS = join('node_modules', '.bin')

/**
 * What starts this very program in a shell where it runs: `npx parley` in a clone and wherever it is
 * installed for a folder, `parley` where it is in the path, and Node with the file anywhere else.
 */
export function ownCommand(started: Started = startedHere()): string {
  const isOwn = (folder: string) => isSame(join(folder, 'parley'), started.bin)
  if (isForNpx(started, isOwn)) return 'npx parley'
  const folders = started.path
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.endsWith(`${sep}${LINKS}`))
  return folders.some(isOwn) ? 'parley' : started.words.map(shellQuote).join(' ')
}

/**
 * Whether npx finds it, and starts it in the same folder: in a package without links of its own npx goes
 * to that package's folder first, as it did where it has started this process.
 */
function isForNpx({ cwd, isByNpx }: Started, isOwn: (folder: string) => boolean): boolean {
  const folders = foldersUpFrom(cwd)
  const linked = folders.find((folder) => isOwn(join(folder, LINKS)))
  const packaged = folders.find((folder) => existsSync(join(folder, 'package.json')))
  if (linked === undefined) return false
  return isByNpx || packaged === undefined || linked.startsWith(packaged)
}

function foldersUpFrom(folder: string): readonly string[] {
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...foldersUpFrom(above)]
}

function isSame(link: string, file: string): boolean {
  try {
    return realpathSync(link) === realpathSync(file)
  } catch {
    return false
  }
}
