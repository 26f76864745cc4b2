import { nameKeys, type Present } from '@parley/contract'
import type { Authenticator } from './authentication.ts'
import type { Logins } from './login.ts'
import type { Member, RosterSession } from './ports.ts'
import type { Presence } from './presence.ts'
import type { RawTexts } from './raw-texts.ts'
import type { RoomsState } from './room-state.ts'
import type { Rooms } from './rooms.ts'
import type { Attachment, Seat } from './seat.ts'

type Place = Pick<Attachment, 'listener' | 'via' | 'peer' | 'pulls' | 'raw' | 'names'>

/** One connection, without its wire. */
export interface SeatState extends Place {
  readonly present: Present
  readonly account?: number | undefined
  readonly owner: string
  readonly parting?: string | undefined
  /** The keys of its rooms, in the order of coming. */
  readonly rooms: readonly string[]
}

/** All that an engine holds besides its ports, as plain data. */
export interface EngineState {
  readonly seats: readonly SeatState[]
  /** The seats of each name that is online, in the order of the roster. */
  readonly members: readonly (readonly number[])[]
  /** Names that have left, and when. */
  readonly departed: readonly (readonly [string, number])[]
  /** Logins so far. */
  readonly logins: number
  /** Wrong passwords in a row. */
  readonly failures: readonly (readonly [string, number])[]
  readonly rooms: RoomsState
  /** Message, dialect and text. */
  readonly raw: readonly (readonly [number, string, string])[]
}

/** Where the state is. */
export interface StateParts {
  readonly presence: Presence
  readonly logins: Logins
  readonly authenticator: Authenticator
  readonly rooms: Rooms
  readonly raw: RawTexts
}

/** `seats`: all that are logged in, and any others. */
export function engineState(
  { presence, logins, authenticator, rooms, raw }: StateParts,
  members: Iterable<Member>,
  seats: readonly Seat[],
): EngineState {
  const numbers = new Map<unknown, number>(seats.map((seat, at) => [seat, at]))
  const numberOf = (session: unknown): number => {
    const number = numbers.get(session)
    if (number === undefined) throw new Error('a session is not among the seats')
    return number
  }
  return {
    seats: seats.map(seatState),
    members: [...members].map(({ sessions }) => sessions.map(numberOf)),
    departed: presence.state,
    logins: logins.count,
    failures: authenticator.state,
    rooms: rooms.state(numberOf),
    raw: raw.state,
  }
}

/** Into an engine that has just been made. `seats`: as they were attached, in the order of the state. */
export function restoreEngine(
  { presence, logins, authenticator, rooms, raw }: StateParts,
  state: EngineState,
  seats: readonly Seat[],
  enter: (sessions: readonly RosterSession[]) => Member | undefined,
): void {
  for (const [at, seat] of seats.entries()) {
    const { present, account, owner = '', parting } = state.seats[at] ?? {}
    if (present === undefined) continue
    seat.present = present
    seat.keys = nameKeys(present.name)
    seat.account = account
    seat.owner = owner
    seat.parting = parting
  }
  const seatsOf = (numbers: readonly number[]) => numbers.flatMap((number) => seats[number] ?? [])
  for (const numbers of state.members) {
    const sessions = seatsOf(numbers)
    const member = enter(sessions)
    for (const session of sessions) session.member = member
  }
  presence.restore(state.departed)
  logins.count = state.logins
  authenticator.restore(state.failures)
  raw.restore(state.raw)
  rooms.restore(state.rooms, seatsOf)
  for (const [at, seat] of seats.entries()) rooms.order(seat, state.seats[at]?.rooms ?? [])
}

function seatState(seat: Seat): SeatState {
  const { listener, pulls, raw, names, present, account, owner, parting } = seat
  const { via, peer } = present
  const rooms = [...seat.rooms].map(({ key }) => key)
  return { listener, via, peer, pulls, raw, names, present, account, owner, parting, rooms }
}
