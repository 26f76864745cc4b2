import type { InRoom } from './rooms.ts'

/** Somebody who may not come in: into a room, or into the gateway where it is of the lobby. */
export interface Ban {
  readonly name: string
  readonly by: string
  /** Milliseconds since the epoch. */
  readonly since: number
  /** Absent: for ever. */
  readonly until?: number
  readonly reason?: string
}

/** Whom a command of a moderator is about, and where. */
export interface ModeratedUser extends InRoom {
  readonly name: string
}

/**
 * The commands of moderators. In a room, whoever has made it may use them too while in it; against a
 * moderator they may not. `for`: how long it holds, in milliseconds; absent: until it is taken back.
 */
export interface ModerationExchanges {
  /** Out of a room; from the lobby: all connections of the user are closed, as `kicked`. */
  kick: { ask: ModeratedUser & { readonly reason?: string | undefined }; value: null }
  /**
   * Keeps a name out, and where it has no account the address of its connection. Who is inside is put
   * out. From the lobby: no login.
   */
  ban: {
    ask: ModeratedUser & {
      readonly for?: number | undefined
      readonly reason?: string | undefined
    }
    value: Ban
  }
  unban: { ask: ModeratedUser; value: null }
  /** Those that are in force, by name. */
  bans: { ask: InRoom; value: readonly Ban[] }
  /**
   * The names, sorted, of who is online and has the rights of a moderator there: the moderators of the
   * gateway, in a room or not, and whoever has made the room while in it. Less those who have blocked
   * the asker.
   */
  moderators: { ask: InRoom; value: readonly string[] }
  /** The user may listen and not speak. They are told in a notice. */
  mute: { ask: ModeratedUser & { readonly for?: number | undefined }; value: null }
  unmute: { ask: ModeratedUser; value: null }
}
