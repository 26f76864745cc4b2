import { MOST_LINES } from '@parley/contract'

export function hasTooManyLines(text: string): boolean {
  if (text.length < MOST_LINES) return false
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines += 1
    if (lines > MOST_LINES) return true
  }
  return false
}
