import { type PublicMessage, shortened } from '@parley/contract'
import { ok, timeText } from './serializer.ts'

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
  const head = `${timeText(time)} | ${from} | `
  return text
    .split(/\r\n|[\r\n]/)
    .map((line) => `${head}${line}\n`)
    .join('')
}
