/** The program was used wrongly: one clear line on stderr, exit status 2. */
export class UsageError extends Error {}

/** The system's code of an error (`ENOENT`), where it has one. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
