/** What a person reads (7.2), besides what any dialog says. */
import type { ErrorCode, Peer } from '@parley/contract'
import { onOneLine, texts } from '@parley/line-terminal'
import { refusal } from '../replies.ts'

/** What the server’s own words for a refusal become; any others are shown as they are. */
const refusals: readonly (readonly [ErrorCode, string])[] = [
  ['self-block', texts.blockSelf],
  ['unknown-user', texts.unknownUser],
  ['already-blocked', texts.alreadyBlocked],
  ['not-blocked', texts.neverBlocked],
  ['blocked-by-user', texts.blocked],
  ['user-offline', texts.offline],
  ['name-taken', texts.alreadyIn],
  ['locked', texts.stillLocked],
]

/** `words`: a field `ERR`; `name`: whom the refused command was about. */
export function refusalText(words: string, name: string): string {
  for (const [error, text] of refusals) if (words === refusal(error, name)) return text
  const shown = onOneLine(words)
  return shown.startsWith('Error.') ? shown : `Error. ${shown}`
}

const wrongPassword = /^PASW: 0;;ATMP: (.*);;$/s

/** How many tries are left, as the server says it; undefined where it is not about a password. */
export function triesLeft(words: string): string | undefined {
  return wrongPassword.exec(words)?.[1]
}

/** 9.10. */
export function placeText(name: string, { address, port }: Peer): string {
  return `${name} is at ${onOneLine(address)}, port ${port}`
}
