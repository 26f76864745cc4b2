import * as z from 'zod'
import { suggestionFor } from './near-miss.ts'

/** Where a value was said, for messages: `--log-level`, `PARLEY_LOG_LEVEL`, `x.yaml, line 3: logLevel`. */
export type Naming = (path: readonly PropertyKey[]) => string

/** The most characters that are shown of what was said. */
const MOST_QUOTED = 60

/** What parsing must be given for its errors to be explained. */
export const explained: z.core.ParseContext<z.core.$ZodIssue> = {
  reportInput: true,
  error: (issue) => {
    if (issue.code !== 'unrecognized_keys') return undefined
    const known = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : []
    return noSuch(issue.keys[0] ?? '', known)
  },
}

function noSuch(key: string, known: readonly string[]): string {
  return `there is no such setting${suggestionFor(key, known)}`
}

/** The first thing wrong, in one line. `known`: the keys that there are, where only the caller has them. */
export function explain(
  error: z.core.$ZodError,
  naming: Naming,
  known: readonly string[] = [],
): string {
  const issue = firstIssue(error.issues)
  if (issue === undefined) return 'wrong settings'
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    const why = issue.message.startsWith('there is') ? issue.message : noSuch(key, known)
    return `${naming([...issue.path, key])}: ${why}`
  }
  const omitsValue = issue.code === 'custom' || issue.input === undefined
  const missing = isMissing(issue) ? ', and it is missing' : ''
  const got = omitsValue ? missing : `, got ${shortened(JSON.stringify(issue.input))}`
  return `${naming(issue.path)}: ${expectationOf(issue)}${got}`
}

/** What kinds of values are called where people write them. */
const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'keys with values',
  record: 'keys with values',
  string: 'a text',
}

const counted: Readonly<Record<string, string>> = { array: ' entries', string: ' characters' }

function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${kinds[issue.expected] ?? issue.expected}`
    case 'too_small':
      return `expected at least ${issue.minimum}${counted[issue.origin] ?? ''}`
    case 'too_big':
      return `expected at most ${issue.maximum}${counted[issue.origin] ?? ''}`
    default:
      return issue.message.replace(/^[A-Z][a-z ]+: (?=expected)/, '')
  }
}

/**
 * The issue that is reported. A key that is not known comes before one that is missing: the one was meant as
 * the other. Of a value that may be one of several shapes it is what is wrong inside the shape that it
 * resembles most.
 */
export function firstIssue(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const [issue] = issues
  if (issue !== undefined && isMissing(issue)) {
    return issues.find(({ code }) => code === 'unrecognized_keys') ?? issue
  }
  if (issue?.code !== 'invalid_union') return issue
  const inside = issue.errors
    .map(firstIssue)
    .find((one) => one !== undefined && (one.path.length > 0 || one.code !== 'invalid_type'))
  return inside === undefined ? issue : { ...inside, path: [...issue.path, ...inside.path] }
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.input === undefined
}

function shortened(text: string): string {
  return text.length <= MOST_QUOTED ? text : `${text.slice(0, MOST_QUOTED)} …`
}

/** `clients[0].driver.login`. */
export function keyPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`
      return index === 0 ? String(key) : `.${String(key)}`
    })
    .join('')
}
