import { UsageError } from './errors.ts'
import { nearestOf } from './near-miss.ts'

/** The flags that a command has, as yargs keeps them; none where it does not tell. */
export function flagsKnownTo(instance: object): readonly string[] {
  const options: unknown = Reflect.apply(Reflect.get(instance, 'getOptions'), instance, [])
  if (typeof options !== 'object' || options === null || !('key' in options)) return []
  const { key } = options
  return typeof key === 'object' && key !== null ? Object.keys(key) : []
}

/**
 * What yargs says of a command line that is wrong, in our words. `known`: the flags of the command;
 * `help`: what its `--help` shows, which begins with how it is used.
 */
export function commandLineFault(
  message: string,
  words: readonly string[],
  known: readonly string[],
  help = '',
): string {
  if (message.startsWith('Not enough non-option')) {
    const [usage = ''] = help.split('\n')
    return usage === '' ? 'a word is missing; --help shows which' : `a word is missing: ${usage}`
  }
  const [, flag] = /^Not enough arguments following: (.*)$/.exec(message) ?? []
  if (flag !== undefined) return `--${flag}: expected a number`
  const [, near] = /^Did you mean (.*)\?$/.exec(message) ?? []
  if (near !== undefined) return `there is no such command; did you mean ${near}?`
  const [, stranger] = /^Unknown arguments?: ([^,]*)/.exec(message) ?? []
  return stranger === undefined ? message : strangerFault(stranger, words, known)
}

function strangerFault(
  stranger: string,
  words: readonly string[],
  known: readonly string[],
): string {
  const flag = words.find((word) => word.startsWith('-') && flagIn(word) === stranger)
  if (flag !== undefined || !words.includes(stranger)) {
    const dashes = flag?.startsWith('--') === false ? '-' : '--'
    const nearest = nearestOf(stranger, known)
    const meant = nearest === undefined ? '--help lists them' : `did you mean --${nearest}?`
    return `there is no flag ${dashes}${stranger}; ${meant}`
  }
  if (words[0] === stranger) return `there is no command "${stranger}"; parley --help lists them`
  return `"${stranger}" is not expected here; --help shows what is`
}

function flagIn(word: string): string {
  return word.replace(/^--?/, '').replace(/=.*$/s, '')
}

/** A flag that is on or off, as yargs takes any value of it: all but `true` would be off. */
export function refuseOddSwitch(words: readonly string[], switches: readonly string[]): void {
  for (const word of words) {
    if (word === '--') return
    const [, name = '', value = ''] = /^--(?:no-)?([a-z-]+)=(.*)$/s.exec(word) ?? []
    if (!switches.includes(name) || value === 'true' || value === 'false') continue
    throw new UsageError(`--${name}: expected no value, or true or false, got "${value}"`)
  }
}

/** Only `check` and `replay` start a program; elsewhere one would be left out without a word. */
export function refuseCommand(words: readonly (string | number)[], rest: unknown): void {
  const [command = 'parley', side] = words
  if (!Array.isArray(rest) || rest.length === 0) return
  if (command === 'replay') return
  if (command === 'check' && (side === 'client' || side === 'server')) return
  throw new UsageError(`${command}: nothing is taken behind --, got "${rest.join(' ')}"`)
}
