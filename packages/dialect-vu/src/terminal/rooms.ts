import type { TerminalSide } from '@parley/contract'
import type { Reply, RoomWord } from '../frames.ts'
import type { Options } from '../options.ts'
import { request } from '../serializer.ts'

/** Of what other servers do not do. */
const condition = 'if the server is Parley'

export const roomHelp: TerminalSide<Reply, Options>['help'] = [
  { typed: '!join #room', does: 'come into a room, or make it', condition },
  { typed: '@#room message', does: 'send a message to a room', condition },
  { typed: '!who #room', does: 'show who is in a room', condition },
  { typed: '!leave #room', does: 'leave a room', condition },
  { typed: '!rooms', does: 'show the rooms', condition },
  { typed: '!kick user #room why', does: 'put somebody out of a room', condition },
  { typed: '!ban user #room 10 why', does: 'keep somebody out, for 10 minutes', condition },
  { typed: '!unban user #room', does: 'let somebody in again', condition },
  { typed: '!bans #room', does: 'show who is kept out', condition },
]

const typedWord = /^!(join|leave|rooms|kick|ban|unban|bans|who)(?: +([^ \n][^\n]*))?$/

/** What is sent for a line about rooms (6.5 to 6.7); undefined: it is no such line. */
export function typedRoomRequest(line: string): string | undefined {
  const [, word, argument] = typedWord.exec(line) ?? []
  if (word === undefined) return undefined
  if (word === 'who') return argument?.startsWith('#') ? request('LIST', argument) : undefined
  return request(word.toUpperCase(), argument)
}

/** How a confirmation is shown, in lines. */
export function shownConfirmation({
  word,
  names,
}: Extract<Reply, { kind: 'room' }>): readonly string[] {
  switch (word) {
    case 'JOIN-OK':
      return [`You are in the room ${names.join(' ')}`]
    case 'ROOMS-OK':
      return [`There are ${names.length} rooms:`, ...names]
    case 'BANS-OK':
      return [`There are ${names.length} banned users:`, ...names]
    default:
      return [done[word]]
  }
}

const done = {
  'LEAVE-OK': 'You have left the room',
  'KICK-OK': 'The user was put out',
  'BAN-OK': 'The user is banned',
  'UNBAN-OK': 'The user is not banned any more',
} satisfies Readonly<Partial<Record<RoomWord, string>>>
