/** The code of an error (`ENOENT`), where it has one. */
export function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}

/** Whether it is the system that could not do something, as on a full disk. */
export function isSystemError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error
}

/** What was handed in is not a class as the course file says; the message is for the staff. */
export class ClassFault extends Error {
  override readonly name = 'ClassFault'
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
