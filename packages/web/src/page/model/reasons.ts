import { closeReasons, errorCodes } from '@parley/contract'

/** What a user does who closes a program or a tab, as it is said of that user. */
const closedByUser = 'Closed the connection'

/** Why a connection was closed, in words; an unknown reason as it is. */
export function reasonInWords(reason: string): string {
  return reason === 'peer-ended' ? closedByUser : wordsOf(closeReasons, reason)
}

/** Why something was refused, in words. */
export function errorInWords(error: string): string {
  return wordsOf(errorCodes, error)
}

function wordsOf(table: object, key: string): string {
  return Object.entries(table).find(([name]) => name === key)?.[1] ?? key
}
