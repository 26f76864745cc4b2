import type { AnswerOf, CommandKind, CommandOf } from '@parley/contract'
import type { Member } from './ports.ts'
import { refused } from './results.ts'
import type { Seat } from './seat.ts'

export type Then<Kind extends CommandKind> = (answer: AnswerOf<Kind>) => void

/** How one kind of command is carried out, and by whom it may be asked. */
export interface CommandRow<Kind extends CommandKind> {
  readonly allowed: 'stranger' | 'member'
  run(seat: Seat, command: CommandOf<Kind>, then: Then<Kind>): void
}

export type CommandRows<Kinds extends CommandKind = CommandKind> = {
  readonly [Kind in Kinds]: CommandRow<Kind>
}

/** A row of a command of a logged-in user that is answered at once. */
export function ofMember<Kind extends CommandKind>(
  act: (seat: Seat, member: Member, command: CommandOf<Kind>) => AnswerOf<Kind>,
): CommandRow<Kind> {
  return {
    allowed: 'member',
    run: (seat, command, then) => {
      const { member } = seat
      then(member === undefined ? refused('not-logged-in') : act(seat, member, command))
    },
  }
}
