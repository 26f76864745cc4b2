import type { Present } from './users.ts'

/**
 * Where something is said or done. `room`: the name of a room; absent: the lobby, in which every
 * logged-in user of every dialect always is.
 */
export interface InRoom {
  readonly room?: string | undefined
}

/** What a room is about, as somebody has written it. */
export interface Topic {
  readonly text: string
  readonly by: string
  /** Milliseconds since the epoch. */
  readonly time: number
}

/** A room that one has just come into. */
export interface JoinedRoom {
  /** Its name as whoever made it has spelled it. */
  readonly room: string
  readonly topic?: Topic
  /** All who are in it, who asked among them. */
  readonly members: readonly Present[]
}

/** A row of the list of rooms. */
export interface RoomSummary {
  readonly name: string
  readonly members: number
  readonly topic?: Topic
}

/** What anybody may know of a user who is online. */
export interface UserDetails {
  readonly present: Present
  /** Whether their account has the rights of a moderator of the gateway. */
  readonly moderator: boolean
  /** The names of the rooms they are in, sorted; the lobby is not among them. */
  readonly rooms: readonly string[]
}

/** Somebody has come into a room that one is in. */
export interface Entered {
  readonly kind: 'entered'
  readonly room: string
  readonly name: string
  /** The dialect that the name is spoken through. */
  readonly via: string
  readonly time: number
}

/** Somebody has left a room that one is in, or was in until now. */
export interface Departed {
  readonly kind: 'departed'
  readonly room: string
  readonly name: string
  readonly time: number
  readonly reason?: string
  /** Who has put them out; absent where they went themselves. */
  readonly by?: string
}

/** A user has another name from now on; nobody has come or gone. */
export interface Renamed {
  readonly kind: 'renamed'
  readonly from: string
  readonly to: string
  readonly time: number
}

/** A user is away, has another text for that, or is back. */
export interface AwayChanged {
  readonly kind: 'away'
  readonly name: string
  /** What they have left for others to read; absent: they are back. */
  readonly text?: string
  readonly time: number
}

/** A room has another topic; '' has taken it away. */
export interface TopicChanged extends InRoom, Topic {
  readonly kind: 'topic'
}

/** The commands of rooms, and of what others are told of a user. */
export interface RoomExchanges {
  /** Makes the room where there is none. */
  joinRoom: { ask: { readonly room: string }; value: JoinedRoom }
  leaveRoom: { ask: { readonly room: string; readonly reason?: string | undefined }; value: null }
  /** All rooms but the lobby, by name. */
  rooms: { ask: unknown; value: readonly RoomSummary[] }
  /** For moderators, and for who has made the room; '' takes the topic away. */
  setTopic: { ask: InRoom & { readonly text: string }; value: Topic }
  /** The lobby or a room as it is now; its topic, where it has one. */
  topic: { ask: InRoom; value: { readonly topic?: Topic } }
  /** The user has this name from now on, and stays logged in. Refused where an account was proven. */
  rename: { ask: { readonly name: string }; value: { readonly name: string } }
  /**
   * The connection is away, with a text for others to read; without a text: back. A user is away while
   * all of their connections are.
   */
  away: { ask: { readonly text?: string | undefined }; value: null }
  /** Who is online under a name. */
  whois: { ask: { readonly name: string }; value: UserDetails }
}

/** Whether a command, an event or a happening is about a room other than the lobby. */
export function isOfRoom(said: object): boolean {
  return 'room' in said && said.room !== undefined
}
