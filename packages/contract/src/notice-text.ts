import type { Edited, Removed } from './commands.ts'
import { oneLine } from './limits.ts'

/** The most characters of an edited text that are shown. */
const MOST_TOLD = 100

/**
 * An edit or a removal as one line that begins with its author's name, for dialects that have no
 * form of their own for it. It has no line break. Where it must be cut, only the first part is said:
 * a later one would begin with the author's words, and could pass for a notice of the gateway's own.
 */
export function newsOf(event: Edited | Removed): string {
  if (event.kind === 'removed') return removalOf(event)
  const { from, number, text } = event.message
  const characters = [...text.slice(0, 2 * MOST_TOLD + 1)]
  const shown = characters.slice(0, MOST_TOLD).join('').replaceAll('\n', ' / ')
  const more = characters.length > MOST_TOLD ? '…' : ''
  return `${from} edited message ${number}: ${oneLine(shown)}${more}`
}

function removalOf({ from, by, number }: Removed): string {
  return by === undefined
    ? `${from} deleted message ${number}`
    : `${by} deleted message ${number} of ${from}`
}
