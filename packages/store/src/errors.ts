/** A folder cannot be used as a store. The message says which, what was expected and what was found. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError'
}

/** No folder can be used: the driver of the database is not there, or is for another platform. */
export class DriverError extends StoreError {
  override readonly name = 'DriverError'
}

export function messageOf(error: unknown): string {
  const hasText = typeof error === 'object' && error !== null && 'message' in error
  return String(hasText ? error.message : error)
}

/** Whether what failed carries one of these codes, of the system or of SQLite. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  const hasAny = typeof error === 'object' && error !== null && 'code' in error
  return hasAny && codes.some((code) => code === error.code)
}
