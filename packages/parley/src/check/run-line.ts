import { shellQuote } from '@parley/kit'

/** The flags that decide what is checked, and how. */
const deciding = [
  'host',
  'port',
  'driver',
  'pty',
  'strict',
  'extensions',
  'option',
  'credentials',
  'timeout',
  'build',
  'cwd',
  'env',
  'wait',
  'fresh',
] as const

type Flags = Readonly<
  Partial<
    Record<(typeof deciding)[number], string | number | boolean | readonly string[] | undefined>
  >
>

/** A command that checks a program. */
export interface CheckLine {
  readonly side: 'server' | 'client'
  readonly dialect: string
  /** Where the server listens; undefined where the command has it, or is to say it. */
  readonly place?: string | undefined
  /** As they were said. */
  readonly flags?: Flags
  /** A client that is started by hand. */
  readonly isAttached?: boolean
  /** What starts the program that is checked; empty where it runs already. */
  readonly command?: readonly string[]
}

/**
 * The line that checks the same again, as a shell takes it. `program`: what starts Parley; `more`: other
 * flags with their values.
 */
export function runLine(
  program: string,
  { side, dialect, place, flags = {}, isAttached = false, command = [] }: CheckLine,
  more: Readonly<Record<string, string>>,
): string {
  const said = deciding.flatMap((name) => {
    const value = flags[name]
    if (value === undefined || value === false) return []
    if (value === true) return [`--${name}`]
    return [value].flat().map((one) => flagWords(name, String(one)))
  })
  return [
    ...[program, 'check', side, shellQuote(dialect)],
    ...(place === undefined ? [] : [shellQuote(place)]),
    ...said,
    ...Object.entries(more).map(([name, value]) => flagWords(name, value)),
    ...(isAttached ? ['--attach'] : []),
    ...(command.length === 0 || isAttached ? [] : ['--', ...command.map(shellQuote)]),
  ].join(' ')
}

/** A value that begins with a dash would be taken for a flag. */
function flagWords(name: string, value: string): string {
  return value.startsWith('-') ? `--${name}=${shellQuote(value)}` : `--${name} ${shellQuote(value)}`
}
