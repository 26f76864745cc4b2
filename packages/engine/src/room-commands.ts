import type { ModerationExchanges, RoomExchanges } from '@parley/contract'
import { type CommandRows, ofMember } from './command-rows.ts'
import type { Profiles } from './profiles.ts'
import { granted, refused } from './results.ts'
import type { Rooms } from './rooms.ts'

/** How the commands of rooms, of profiles and of moderators are carried out. */
export function roomCommands(
  rooms: Rooms,
  profiles: Profiles,
): CommandRows<keyof RoomExchanges | keyof ModerationExchanges> {
  return {
    joinRoom: ofMember((seat, member, command) => rooms.join(seat, member, command)),
    leaveRoom: ofMember((seat, member, command) => rooms.leave(seat, member, command)),
    rooms: ofMember(() => rooms.all()),
    topic: ofMember((_seat, _member, command) => rooms.topic(command)),
    setTopic: ofMember((seat, member, command) => rooms.setTopic(seat, member, command)),
    rename: ofMember((seat, member, command) => profiles.rename(seat, member, command)),
    away: ofMember((seat, _member, command) => profiles.away(seat, command)),
    whois: ofMember((_seat, _member, command) => profiles.whois(command)),
    kick: ofMember(() => refused('not-a-moderator')),
    ban: ofMember(() => refused('not-a-moderator')),
    unban: ofMember(() => refused('not-a-moderator')),
    bans: ofMember(() => granted([])),
    mute: ofMember(() => refused('not-a-moderator')),
    unmute: ofMember(() => refused('not-a-moderator')),
  }
}
