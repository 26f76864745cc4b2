/**
 * What a server writes, in lines that end with `\n` alone; parser.ts has the grammar.
 */
import { type Present, type PublicMessage, shortened } from '@parley/contract'

/** Who a message to everyone is addressed to (6.1); a name that no user can have. */
export const EVERYONE = 'everyone'

/** 1.3. */
export function ok(text: string): string {
  return `> OK - ${text}\n`
}

/** 1.3. */
export function error(text: string): string {
  return `> ERROR - ${text}\n`
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
