import type {
  AnswerOf,
  CommandKind,
  CommandOf,
  ModerationExchanges,
  RoomExchanges,
} from '@parley/contract'
import { type CommandRow, type CommandRows, ofMember } from './command-rows.ts'
import type { Moderation } from './moderation.ts'
import type { Profiles } from './profiles.ts'
import type { Rooms } from './rooms.ts'
import type { Seat } from './seat.ts'
import type { StoreGate } from './store-gate.ts'

/** How the commands of rooms, of profiles and of moderators are carried out. */
export function roomCommands(
  rooms: Rooms,
  profiles: Profiles,
  moderation: Moderation,
  gate: StoreGate,
): CommandRows<keyof RoomExchanges | keyof ModerationExchanges> {
  /** A row of what has to be kept. */
  const kept = <Kind extends CommandKind>(
    act: (seat: Seat, command: CommandOf<Kind>) => AnswerOf<Kind>,
  ): CommandRow<Kind> => ({
    allowed: 'member',
    run: (seat, command, then) => gate.pass(seat, then, () => then(act(seat, command))),
  })
  return {
    joinRoom: ofMember((seat, member, command) => rooms.join(seat, member, command)),
    leaveRoom: ofMember((seat, member, command) => rooms.leave(seat, member, command)),
    rooms: ofMember(() => rooms.all()),
    topic: ofMember((_seat, _member, command) => rooms.topic(command)),
    setTopic: ofMember((seat, member, command) => rooms.setTopic(seat, member, command)),
    rename: ofMember((seat, member, command) => profiles.rename(seat, member, command)),
    away: ofMember((seat, member, command) => profiles.away(seat, member, command)),
    whois: ofMember((_seat, _member, command) => profiles.whois(command)),
    kick: {
      allowed: 'member',
      run: (seat, command, then) => moderation.kick(seat, command, then),
    },
    ban: kept((seat, command) => moderation.ban(seat, command)),
    unban: kept((seat, command) => moderation.unban(seat, command)),
    bans: ofMember((_seat, _member, command) => moderation.bans(command)),
    moderators: ofMember((seat, _member, command) => moderation.moderators(seat, command)),
    mute: kept((seat, command) => moderation.mute(seat, command)),
    unmute: kept((seat, command) => moderation.unmute(seat, command)),
  }
}
