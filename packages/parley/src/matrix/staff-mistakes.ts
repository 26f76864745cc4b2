import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { hasPlace, listeningPorts } from '@parley/kit'
import { refuseUnlessExecutable } from '../check/executable.ts'
import { messageOf, UsageError } from '../errors.ts'
import type { Naming } from '../explain.ts'

/** What a file says of a program, and where it says so. */
export interface CommandSaid {
  readonly command: readonly string[]
  readonly cwd: string | undefined
  readonly env: Readonly<Record<string, string>>
  /** The keys of the program in the file. */
  readonly keys: readonly PropertyKey[]
  /** The folder of the file. */
  readonly folder: string
  readonly where: Naming
}

export interface CommandFound {
  readonly words: readonly string[]
  /** From the root. */
  readonly cwd: string
}

/** Interpreters that are given a file, and the files that they are given. */
const interpreters = /^(python|java|node|ruby|perl|php|bash|sh)[\d.]*$/
const scripts = /\.(py|jar|c?m?[jt]s|rb|pl|php|sh)$/

/**
 * What the file says of a program, found on this machine. What is missing is a mistake of the file, and
 * not of the program: it is refused with the place in the file.
 */
export function foundCommand({
  command,
  cwd,
  env,
  keys,
  folder,
  where,
}: CommandSaid): CommandFound {
  const place = resolve(folder, cwd ?? '.')
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`${where([...keys, 'cwd'])}: there is no folder ${place}`)
  }
  const at = where([...keys, 'command'])
  const [program = ''] = command
  located(at, () => refuseUnlessExecutable(program, env.PATH ?? process.env.PATH ?? '', place))
  const script = interpreters.test(basename(program)) ? scriptIn(command.slice(1)) : undefined
  if (script !== undefined && !isThere(resolve(place, script))) {
    throw new UsageError(`${at}: there is no file ${script} in ${place}`)
  }
  return { words: command.map((word) => fixed(word, place)), cwd: place }
}

/** The first word that is no flag, where that is a file that an interpreter is to run. */
function scriptIn(words: readonly string[]): string | undefined {
  const word = words.find((one) => !one.startsWith('-'))
  return word !== undefined && scripts.test(word) && !hasPlace([word]) ? word : undefined
}

/** A path that leads out of the folder, of which a server may be given a copy. */
function fixed(word: string, place: string): string {
  return word.startsWith('../') && isThere(resolve(place, word)) ? resolve(place, word) : word
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

/** Refuses a fixed port on which somebody listens who is none of the file’s. */
export function refuseTakenPort(port: number | undefined, at: string): void {
  if (port === undefined || listeningPorts()?.has(port) !== true) return
  throw new UsageError(`${at}: another program already listens on port ${port}`)
}

/** Names the file and the path of the key in what is wrong. */
export function located<Read>(at: string, read: () => Read): Read {
  try {
    return read()
  } catch (error) {
    throw new UsageError(`${at}: ${messageOf(error)}`)
  }
}
