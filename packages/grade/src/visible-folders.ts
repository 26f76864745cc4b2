import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, delimiter, dirname, join, sep } from 'node:path'

/** What a system consists of; `/bin` and others are links into `/usr` on most. */
const systemFolders = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/opt', '/etc'] as const

/** What lies beside a folder of programs and belongs to them, and has no passwords as `~/.cargo` may. */
const beside: readonly string[] = [
  ...['bin', 'conf', 'include', 'jmods', 'lib', 'lib64', 'libexec', 'plugins', 'share', 'shims'],
  ...['version', 'versions'],
]

/** Something of the machine that a program in a sandbox sees, and can only read. */
export type Visible =
  | { readonly kind: 'folder'; readonly from: string; readonly to: string }
  | { readonly kind: 'link'; readonly from: string; readonly to: string }

/**
 * The folders of the system, and those in which the programs of the path lie with what belongs to them,
 * as `~/.pyenv/versions` where the path has `~/.pyenv/shims`; nothing else of a home folder.
 */
export function visibleFolders(
  path: string = process.env.PATH ?? '',
  home: string = homedir(),
): readonly Visible[] {
  const system = systemFolders.filter((folder) => existsSync(folder)).map(systemFolder)
  const isSystem = (folder: string) => systemFolders.some((one) => isWithin(folder, one))
  const tools = path
    .split(delimiter)
    .filter((folder) => folder.startsWith(sep) && !isSystem(folder) && existsSync(folder))
    .filter((folder) => basename(dirname(folder)) !== 'node_modules')
    .flatMap((folder) => [folder, ...belongings(folder, home)])
  const folders = [...new Set(tools)].map((to) => ({
    kind: 'folder' as const,
    from: realpathSync(to),
    to,
  }))
  return [...system, ...folders]
}

/** Whether a path is that of a folder, or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)
}

function systemFolder(folder: string): Visible {
  return lstatSync(folder).isSymbolicLink()
    ? { kind: 'link', from: readlinkSync(folder), to: folder }
    : { kind: 'folder', from: folder, to: folder }
}

function belongings(folder: string, home: string): readonly string[] {
  const above = dirname(folder)
  const isBroad = isWithin(home, above) || above === join(home, '.local') || dirname(above) === sep
  return isBroad ? [] : beside.map((name) => join(above, name)).filter((path) => existsSync(path))
}
