import { MAX_ROOM_NAME } from '@parley/contract'
import { MOST_MODES } from './modes.ts'
import { MOST_NICK } from './names.ts'
import type { Options } from './options.ts'

/** What `RPL_ISUPPORT` says, in lines of at most 13 (2.4). */
export function supportLines(options: Options): readonly (readonly string[])[] {
  const tokens = [
    'CASEMAPPING=ascii',
    'CHANMODES=bq,,,nt',
    `CHANNELLEN=${1 + MAX_ROOM_NAME}`,
    'CHANTYPES=#',
    `LINELEN=${options.maxLine}`,
    `NETWORK=${options.network}`,
    `MODES=${MOST_MODES}`,
    `NICKLEN=${MOST_NICK}`,
    'PREFIX=(o)@',
    `TARGMAX=PRIVMSG:${MOST_TARGETS},NOTICE:${MOST_TARGETS},JOIN:${MOST_TARGETS},PART:${MOST_TARGETS}`,
    ...(options.strict || options.history === 0 ? [] : [`CHATHISTORY=${options.history}`]),
  ]
  const lines: string[][] = []
  for (let at = 0; at < tokens.length; at += 13) lines.push(tokens.slice(at, at + 13))
  return lines
}

/** The most targets of one command. */
export const MOST_TARGETS = 4
