import type { Edited, Removed } from './commands.ts'
import { noteOf, oneLine } from './limits.ts'
import type { Departed, TopicChanged } from './rooms.ts'

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

/**
 * What happens in a room as one line that begins with the name of who has done it, for dialects that say
 * it in words: somebody was put out, or the topic is another. Undefined for what only presence would
 * tell, and for the lobby.
 */
export function roomNews(event: Departed | TopicChanged): string | undefined {
  if (event.room === undefined) return undefined
  const { by } = event
  if (event.kind === 'topic') {
    const topic = noteOf(event.text)
    return topic === '' ? `${by} took the topic away` : `${by} set the topic: ${topic}`
  }
  if (by === undefined) return undefined
  const why = event.reason === undefined ? '' : `: ${noteOf(event.reason)}`
  return `${by} has put ${event.name} out of the room${why}`
}
