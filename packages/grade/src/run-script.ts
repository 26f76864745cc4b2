import { posix } from 'node:path'
import type { Side } from '@parley/kit'
import { shortLines } from './source-files.ts'
import type { Start } from './start-schema.ts'

/** What makes a script of Windows one that a shell reads, in the folder in which it is started. */
function mended(hasMark: boolean): string {
  return `tail -c +${hasMark ? 4 : 1} "$1" | tr -d '\\r' >.parley-run.sh; shift; exec "$0" .parley-run.sh "$@"`
}

/** How a script is started, and why so. */
interface ScriptStart {
  readonly start: Start
  readonly reason: string
}

/**
 * How a `run.sh` is started that lies at `path`. `text`: as it is, with its byte order mark if it has one.
 * `usualPort`: of a script in which no port stands.
 */
export function scriptStart(path: string, text: string, usualPort: number): ScriptStart {
  const name = posix.basename(path)
  const shell = /^\uFEFF?#!.*\bbash\b/.test(text) ? 'bash' : 'sh'
  const lines = text.split('\n').filter((line) => !/^\uFEFF?\s*#/.test(line))
  const commands = shortLines(lines.join('\n'))
  const takesPort = /\$\{?[1@*]/.test(commands)
  const takesVariable =
    /\$\{?PORT\b/.test(commands) && !/^[ \t]*(?:export[ \t]+)?PORT=\d/m.test(commands)
  const words = takesPort ? [name, '{port}'] : [name]
  const hasMark = text.startsWith('\uFEFF')
  const isOfWindows = hasMark || text.includes('\r\n')
  const port = Number(/(?<![\w.-])(\d{4,5})(?![\w.])/.exec(commands)?.[1] ?? usualPort)
  return {
    start: {
      command: isOfWindows ? [shell, '-c', mended(hasMark), shell, ...words] : [shell, ...words],
      cwd: posix.dirname(path),
      env: takesVariable ? { PORT: '{port}' } : {},
      ...(takesPort || takesVariable ? {} : { port }),
    },
    reason: `there is a ${path}${isOfWindows ? ', written on Windows: its line ends and its mark are taken out' : ''}`,
  }
}

/** Whether a script starts the other side, as its words say. */
export function isOfOtherSide(text: string, side: Side): boolean {
  const commands = shortLines(text).replace(/^[ \t]*#.*$/gm, '')
  const other = side === 'server' ? /client/i : /serv/i
  const own = side === 'server' ? /serv/i : /client/i
  return other.test(commands) && !own.test(commands)
}
