/**
 * What dialects and engine agree on, and nothing else: the commands that a session may ask, the
 * answers and events that come back, the closed lists of errors and close reasons, and the shape of
 * a dialect. It imports nothing and runs nothing but the rule for names.
 *
 * @example
 * line.ask({ kind: 'send', to: 'bob', text: 'hello' }, (answer) => {
 *   line.write(answer.ok ? 'SEND-OK\n' : replies[answer.error])
 * })
 */

export { formatAddress } from './address.ts'
export type { Annotate, Part } from './annotation.ts'
export { type Bound, contractBounds } from './bounds.ts'
export type { CallLine, CallSession, CallSide, FileFault } from './calls.ts'
export {
  type Audience,
  type Capabilities,
  type ChangeKind,
  type ChangeReasons,
  type Feature,
  type Grade,
  grades,
  type LineNames,
} from './capabilities.ts'
export type {
  Check,
  CheckAccount,
  ClientFolder,
  ClientStage,
  DatagramSocket,
  Flaw,
  Heard,
  Judge,
  Person,
  ServerStage,
  Stage,
  Wire,
} from './checking.ts'
export type { ClientLine, ClientSession, ClientSide, Report } from './client.ts'
export type {
  AnswerOf,
  Command,
  CommandKind,
  CommandOf,
  DirectMessage,
  Edited,
  Event,
  Exchanges,
  Form,
  Joined,
  Left,
  PasswordPolicy,
  Posted,
  PublicMessage,
  Removed,
} from './commands.ts'
export type { DatagramSide } from './datagrams.ts'
export type { Checking, Dialect, Fault, Rule, ServerDialect } from './dialect.ts'
export type { Dissector, Framing } from './dissector.ts'
export type { FileChange, Happening, Journal } from './journal.ts'
export {
  areAlike,
  collide,
  NAME_KEYS_VERSION,
  type NameKeys,
  type NameRule,
  nameKeys,
} from './likeness.ts'
export { cleanText, MOST_LINES, MOST_NOTE, noteOf, oneLine, shortened } from './limits.ts'
export type { Ban, ModeratedUser, ModerationExchanges } from './moderation.ts'
export { canonicalName, isName, isReservedName, MAX_NAME } from './names.ts'
export { newsOf, roomNews } from './notice-text.ts'
export {
  type Answer,
  type CloseReason,
  closeReasons,
  type ErrorCode,
  errorCodes,
  type Refusal,
} from './outcomes.ts'
export { canonicalRoom, isRoomName, MAX_ROOM_NAME, roomKey } from './room-names.ts'
export {
  type AwayChanged,
  type Departed,
  type Entered,
  type InRoom,
  isOfRoom,
  type JoinedRoom,
  type Renamed,
  type RoomExchanges,
  type RoomSummary,
  type Topic,
  type TopicChanged,
  type UserDetails,
} from './rooms.ts'
export { type RuleRow, rulesOf } from './rules.ts'
export type { Line, ServerSession, WirePolicy } from './server.ts'
export {
  isFullDialect,
  type NoOptions,
  type SmallDialect,
  serverDialect,
} from './server-dialect.ts'
export { Malformed, NEED_MORE, type NeedMore, type Splitter } from './splitter.ts'
export type {
  CallNews,
  Phrases,
  TerminalLine,
  TerminalSession,
  TerminalSide,
  Tone,
} from './terminal.ts'
export type { Calls, Peer, Present, Transport } from './users.ts'
