/** The program was used wrongly: one clear line on stderr, exit status 2. */
export class UsageError extends Error {}

/** The system's code of an error (`ENOENT`), where it has one. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}

/** The most characters of a message that quotes a file. */
const LONGEST = 120

/** The first line of what went wrong; of a long one its beginning and its end, which says where. */
export function firstLineOf(error: unknown): string {
  const line = (messageOf(error).split('\n')[0] ?? '').replace(/:$/, '')
  return line.length <= LONGEST ? line : `${line.slice(0, 80)} … ${line.slice(-37)}`
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
