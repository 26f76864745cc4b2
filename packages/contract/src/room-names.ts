/**
 * Names of rooms: `#` and what could be a user's name, up to 50 characters. Two names that a person
 * could take for one another are names of one room.
 */
import { nameKeys } from './likeness.ts'
import { canonicalName, isName } from './names.ts'

/** Characters of a room's name behind the `#`, counted as code points. */
export const MAX_ROOM_NAME = 50

const MARK = '#'

/** What dialects may call the lobby. */
const lobbies: ReadonlySet<string> = new Set(
  ['parley', 'lobby'].map((name) => roomKey(MARK + name)),
)

/** The form in which a room's name is shown. A text that is too long stays as it is. */
export function canonicalRoom(name: string): string {
  return name.startsWith(MARK) ? MARK + canonicalName(name.slice(MARK.length)) : name
}

/** Whether a room could be called so; the names of the lobby are not for other rooms. */
export function isRoomName(name: string): boolean {
  if (!name.startsWith(MARK)) return false
  const rest = name.slice(MARK.length)
  return isName(rest) && [...canonicalName(rest)].length <= MAX_ROOM_NAME && !isLobbyName(name)
}

/** The one form by which rooms are compared; `name` is a room's name. */
export function roomKey(name: string): string {
  return MARK + nameKeys(canonicalName(name.slice(MARK.length))).folded
}

function isLobbyName(name: string): boolean {
  return lobbies.has(roomKey(name))
}
