/** What a person reads (7.2), besides what any dialog says. */
import type { LoginRefusal } from '@parley/line-terminal'
import { onOneLine, texts } from '@parley/line-terminal'

/** What the refusal of a command is called; of `MESSAGE_SELF` see `refusalText`. */
const refusals: ReadonlyMap<string, string> = new Map([
  ['USER_SELF', texts.messageSelf],
  ['USER_NOT_EXIST', texts.unknownUser],
  ['USERNAME_NOT_EXIST', texts.unknownUser],
  ['USER_BLOCKED', texts.blocked],
  ['USER_OFFLINE', texts.offline],
  ['USER_ALREADY_BLOCKED', texts.alreadyBlocked],
  ['USER_ALREADY_UNBLOCKED', texts.neverBlocked],
  ['ROOM_INVALID', 'Error. That cannot be a room'],
  ['ROOM_NOT_EXIST', 'Error. Room does not exist'],
  ['ROOM_NOT_JOINED', 'Error. You are not in that room'],
  ['ROOM_ALREADY_JOINED', 'Error. You are in that room already'],
  ['ROOM_TOO_MANY', 'Error. Too many rooms'],
  ['NOT_MODERATOR', 'Error. You are not a moderator'],
  ['USER_BANNED', 'Error. You are banned from that room'],
  ['USER_MUTED', 'Error. You may not speak there'],
  ['USER_NOT_IN_ROOM', 'Error. User is not in that room'],
  ['USER_NOT_BANNED', 'Error. User was not banned'],
  ['USER_NOT_MUTED', 'Error. User was not muted'],
])

/** A word of the server's after a command; what is none of the protocol's is shown as it is. */
export function refusalText(verb: string, word: string): string {
  if (word === 'MESSAGE_SELF') return verb === 'message' ? texts.messageSelf : texts.blockSelf
  return refusals.get(word) ?? `Error. ${onOneLine(word)}`
}

/** What comes of a login that is answered with the word. */
export function judgeLogin(word: string): LoginRefusal {
  switch (word) {
    case 'INVALID_PASSWORD':
      return { kind: 'password' }
    case 'INVALID_PASSWORD_BLOCKED':
      return { kind: 'final', text: texts.nowLocked }
    case 'BLOCKED':
      return { kind: 'final', text: texts.stillLocked }
    case 'ALREADY_LOGGED_IN':
      return { kind: 'name', text: texts.alreadyIn }
    default:
      return { kind: 'name', text: refusalText('login', word) }
  }
}
