/** Message tags (1.3, 2.6), each as `key=value`. */

const escapes: Readonly<Record<string, string>> = {
  ';': '\\:',
  ' ': '\\s',
  '\\': '\\\\',
  '\r': '\\r',
  '\n': '\\n',
}

function escaped(value: string): string {
  return value.replace(/[; \\\r\n]/g, (one) => escapes[one] ?? one)
}

export function tag(key: string, value: string): string {
  return `${key}=${escaped(value)}`
}

/** When something happened: `time=2026-11-30T12:00:00.000Z`. */
export function timeTag(time: number): string {
  return `time=${new Date(time).toISOString()}`
}

/** A line with its tags in front. */
export function tagged(tags: readonly string[], line: string): string {
  return tags.length === 0 ? line : `@${tags.join(';')} ${line}`
}
