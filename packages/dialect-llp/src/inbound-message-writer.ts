import { CLOSING } from './composed-body.ts'

/** Keeps `XOXOXO`, and what looks like a line of the server's own, from being taken for it (4.3). */
export const GUARD = '\u200b'

/** How a line of the server's own begins, after its `> `. */
const ownBeginnings = ['INBOUND MESSAGE - ', 'RECIPIENT: ', 'OK - ', 'ERROR - '] as const

/** 4.1, with the guard of 4.3 outside `strict`. */
export function inbound(from: string, to: string, text: string, strict: boolean): string {
  const head = `> INBOUND MESSAGE - SENDER: ${from}\n> RECIPIENT: ${to}\n> `
  return `${head}${quoted(text, strict)}\n> ${CLOSING}\n> \n`
}

function quoted(text: string, strict: boolean): string {
  if (isOneLine(text)) return strict ? text : guarded(text)
  const lines = text.split(/\r\n|[\r\n]/)
  return (strict ? lines : lines.map(guarded)).join('\n> ')
}

function isOneLine(text: string): boolean {
  return !text.includes('\n') && !text.includes('\r')
}

/** 4.3: a line that a reader cannot take for one of the server's own. */
function guarded(line: string): string {
  const begun = ownBeginnings.some((beginning) => line.startsWith(beginning))
  const safe = begun ? `${GUARD}${line}` : line
  if (!safe.includes(CLOSING)) return safe
  const end = safe.trimEnd().length
  if (!safe.slice(0, end).endsWith(CLOSING)) return safe
  const at = end - CLOSING.length
  return `${safe.slice(0, at)}${GUARD}${safe.slice(at)}`
}
