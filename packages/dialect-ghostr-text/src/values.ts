/** What stands in a field. */

export function name(value: string | undefined): string {
  return value?.trim() ?? ''
}

const decimal = /^\d{1,15}(\.\d{1,15})?$/

/** Undefined where it is no number. */
export function number(value: string | undefined): number | undefined {
  const trimmed = name(value)
  return decimal.test(trimmed) ? Number(trimmed) : undefined
}
