/** Channels by the rooms that they are (3.1). */
import { type InRoom, roomKey } from '@parley/contract'
import { isSame, LOBBY } from './names.ts'

/** The room of a channel, for a command; the lobby’s is absent. */
export function placeOf(channel: string): InRoom {
  return isSame(channel, LOBBY) ? {} : { room: channel }
}

/** The channel of a room. */
export function channelOf({ room }: InRoom): string {
  return room ?? LOBBY
}

/** The same for all spellings of one channel. */
export function channelKey(channel: string): string {
  return roomKey(channel)
}
