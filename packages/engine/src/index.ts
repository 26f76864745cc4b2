/**
 * The routing core: who is online, who hears what, what is refused. It knows no dialect and no
 * socket; what it keeps stands behind `Ports`, and the time comes in as a `Clock`.
 *
 * @example
 * const engine = new Engine(memoryPorts(), { now: 0 })
 * const seat = engine.attach({ listener: 'a', via: 'a dialect', peer, presence: false, pulls: false, hear: console.log, end: console.log, failed: console.error })
 * engine.ask(seat, { kind: 'login', name: 'alice', cap: 0 }, (answer) => console.log(answer))
 */
export { addressKey } from './address.ts'
export { LONGEST_PASSWORD } from './authentication.ts'
export { BlockList } from './block-list.ts'
export { engineBounds, memoryBounds } from './bounds.ts'
export { Engine, type RoutingEngine } from './engine.ts'
export type { EngineState, SeatState } from './engine-state.ts'
export { MOST_KNOWN } from './known-names.ts'
export { MOST_LOCKS } from './lock-limits.ts'
export { hasRoom, type KeptMail } from './mailbox-quota.ts'
export {
  type MemoryLimits,
  type MemoryPorts,
  MOST_ACCOUNTS,
  memoryPorts,
  type PortsState,
} from './memory.ts'
export type { MessageIds } from './message-ids.ts'
export { NameIndex } from './name-index.ts'
export { MOST_KEPT_TEXT, MOST_READ_TEXT, TextBudget } from './past-text.ts'
export { type PortCase, portCases } from './port-contract.ts'
export type {
  Account,
  Accounts,
  Blocks,
  Clock,
  Entrant,
  FileLabel,
  FileRefusal,
  FileStore,
  KeptAccount,
  KnownNames,
  Lock,
  Locks,
  Mailbox,
  Member,
  OpenFile,
  Passwords,
  Ports,
  Restricted,
  Restriction,
  Restrictions,
  RoomRecord,
  RoomRecords,
  Roster,
  RosterSession,
  Timeline,
  Waiting,
} from './ports.ts'
export { MemoryRestrictions } from './restrictions.ts'
export type { Attachment, Seat } from './seat.ts'
export { Sorted } from './sorted.ts'
