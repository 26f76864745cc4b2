/**
 * What a server writes, in lines that end with `\n` alone; parser.ts has the grammar.
 */
import { type Present, type PublicMessage, shortened } from '@parley/contract'
import { CLOSING, GUARD } from './parser.ts'

/** Who a message to everyone is addressed to (6.1); a name that no user can have. */
export const EVERYONE = 'everyone'

const LINE_BREAK = 10
const RETURN = 13

/** How a line of the server's own begins, after its `> `. */
const ownBeginnings = ['INBOUND MESSAGE - ', 'RECIPIENT: ', 'OK - ', 'ERROR - '] as const

/** 1.3. */
export function ok(text: string): string {
  return `> OK - ${text}\n`
}

/** 1.3. */
export function error(text: string): string {
  return `> ERROR - ${text}\n`
}

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
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === LINE_BREAK || code === RETURN) return false
  }
  return true
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

/** 3.6. */
export function userRows(present: readonly Present[]): string {
  const rows = present.map(({ name, peer }) => `${peer.address}:${peer.port} | ${name}\n`)
  return `${ok('Data Available...')}${rows.join('')}`
}

/** A history has at most so many characters, the newest messages that fit (6.3). */
export const MOST_ROWS = 256 * 1024

/** 6.3: a row for each line of each message. */
export function historyRows(messages: readonly PublicMessage[]): string {
  const rows: string[] = []
  let length = 0
  for (const message of messages.toReversed()) {
    const row = fittingRows(message)
    length += row.length
    if (length > MOST_ROWS) break
    rows.push(row)
  }
  return `${ok('Data Available...')}${rows.reverse().join('')}`
}

/** The rows of a message; of one that would be longer than a whole history, those of its beginning. */
function fittingRows(message: PublicMessage): string {
  const rows = messageRows(message)
  if (rows.length <= MOST_ROWS) return rows
  return fittingRows({ ...message, text: shortened(message.text, message.text.length >> 2) })
}

function messageRows({ time, from, text }: PublicMessage): string {
  const head = `${new Date(time).toISOString().slice(0, 19)}Z | ${from} | `
  return text
    .split(/\r\n|[\r\n]/)
    .map((line) => `${head}${line}\n`)
    .join('')
}
