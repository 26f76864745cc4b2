import { randomInt } from 'node:crypto'
import { existsSync, lstatSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { shellQuote } from '@parley/kit'
import type { Confined } from './confined.ts'
import { isWithin, type Visible } from './visible-folders.ts'

/** What is the same for all programs of a class. */
export interface BwrapSettings {
  /** Of whoever grades: root gives each program a user of its own, others need user namespaces. */
  readonly isRoot: boolean
  readonly visible: readonly Visible[]
  /** Files and folders that no program may see: the course, the rubric, the class, the results, Parley. */
  readonly hidden: readonly string[]
}

/** Where a program finds its folder, whichever copy of it that is. */
const FOLDER = '/submission'

/** Users that nobody has: the range is that of services whose user lives as long as they do. */
const FIRST_USER = 61_184
const LAST_USER = 65_519

/** The largest file that a program may write, in bytes. */
const LARGEST_FILE = 256 * 1024 * 1024

/** Variables that a program gets of those of whoever grades; others may be secrets. */
const keptVariable =
  /^(?:PATH|LANG|LANGUAGE|LC_\w+|TZ|TERM|NO_COLOR|JAVA_HOME|PYTHON\w+|PYENV_\w+)$/

/**
 * Runs a command in its folder, and with nothing else that it may write.
 * It is the first that the system ends where memory is short. `network`: of its own, without any other
 * machine; or that of whoever starts it.
 */
export function confinedWords(
  { words, folder, within, limits, env }: Confined,
  settings: BwrapSettings,
  network: 'own' | 'shared',
): readonly string[] {
  const user = randomInt(FIRST_USER, LAST_USER + 1)
  const own = within === undefined ? '"$PWD"' : shellQuote(folder)
  const owned = settings.isRoot ? `chown -hR ${user}:${user} -- ${own} && ` : ''
  const start = `echo 1000 > /proc/self/oom_score_adj; ${owned}exec bwrap --bind ${own} ${FOLDER} "$@"`
  const size = String(limits.memoryMiB * 1024 * 1024)
  return [
    ...['sh', '-c', start, 'sandbox'],
    ...namespaces(settings, network),
    ...settings.visible.flatMap(visibleWords),
    ...settings.hidden.flatMap((path) => hiddenWords(path, settings.visible)),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...['--perms', '1777', '--size', size, '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    ...['--perms', '1777', '--size', size, '--tmpfs', '/tmp'],
    // A copy of the folder has links to the large parts of the folder that it was made of.
    ...readOnly(folder, folder),
    ...['--remount-ro', '/'],
    ...['--chdir', '/', ...variables(env), '--'],
    ...(settings.isRoot ? asUser(user) : []),
    ...[
      'env',
      `--chdir=${join(FOLDER, within ?? '')}`,
      'prlimit',
      `--nproc=${limits.processes}`,
      `--fsize=${LARGEST_FILE}`,
      '--core=0',
      '--',
    ],
    ...words,
  ]
}

/**
 * Runs a command of ours in a network of its own, in which it can start what is confined: it sees all of
 * the machine, may write in one folder alone, and ends with all that it has started.
 */
export function isolatedWords(
  words: readonly string[],
  writable: string,
  { isRoot }: Pick<BwrapSettings, 'isRoot'>,
): readonly string[] {
  return [
    ...['bwrap', '--unshare-net', '--unshare-pid', '--die-with-parent'],
    ...(isRoot ? [] : ['--unshare-user']),
    ...['--ro-bind', '/', '/', '--dev-bind', '/dev', '/dev', '--proc', '/proc'],
    ...['--bind', writable, writable, '--', ...words],
  ]
}

function namespaces({ isRoot }: BwrapSettings, network: 'own' | 'shared'): readonly string[] {
  return [
    ...['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...['--die-with-parent', '--hostname', 'localhost'],
    ...(network === 'own' ? ['--unshare-net'] : []),
    ...(isRoot ? ['--cap-drop', 'ALL', '--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID'] : []),
    ...(isRoot ? [] : ['--unshare-user']),
  ]
}

function visibleWords({ kind, from, to }: Visible): readonly string[] {
  return kind === 'link' ? ['--symlink', from, to] : readOnly(from, to)
}

/** The folders above are such that every user may go through them; bubblewrap would make them root's alone. */
function readOnly(from: string, to: string): readonly string[] {
  const names = dirname(to)
    .split(sep)
    .filter((name) => name !== '')
  const above = names.map((_name, index) => sep + names.slice(0, index + 1).join(sep))
  return [...above.flatMap((path) => ['--perms', '0755', '--dir', path]), '--ro-bind', from, to]
}

/** What lies in no visible folder need not be hidden. */
function hiddenWords(path: string, visible: readonly Visible[]): readonly string[] {
  const isSeen = visible.some(({ kind, to }) => kind === 'folder' && isWithin(path, to))
  if (!isSeen || !existsSync(path)) return []
  return lstatSync(path).isDirectory() ? ['--tmpfs', path] : ['--ro-bind', '/dev/null', path]
}

function variables(env: Readonly<Record<string, string>>): readonly string[] {
  const others = Object.keys(process.env).filter(
    (name) => !keptVariable.test(name) && !Object.hasOwn(env, name),
  )
  const own = { HOME: '/tmp', USER: 'student', LOGNAME: 'student' }
  return [
    ...others.flatMap((name) => ['--unsetenv', name]),
    ...Object.entries(own).flatMap(([name, value]) =>
      Object.hasOwn(env, name) ? [] : ['--setenv', name, value],
    ),
  ]
}

function asUser(user: number): readonly string[] {
  const id = String(user)
  return ['setpriv', '--reuid', id, '--regid', id, '--clear-groups', '--inh-caps=-all', '--']
}
