/**
 * Makes a dialect wrong on purpose, so that the checks of the dialect have something to find. Each
 * function gives a dialect that is as the one before but for one thing.
 *
 * @example
 * const forgetful = serverWrites(dialect, (frame) => [String(frame).replace('\n', '')])
 * const fault = serverTextFault('crlf', 'ends lines with CRLF', ['vu-1.1b'], (line) =>
 *   line.replace('\n', '\r\n'),
 * )
 */

export { stalledByReader } from './blocked-reader.ts'
export {
  clientReads,
  clientWrites,
  terminalLine,
  terminalSession,
  terminalShows,
} from './client.ts'
export {
  askFault,
  clientFrameFault,
  clientInputFault,
  clientTextFault,
  eventFault,
  faultOf,
  serverFrameFault,
  serverInputFault,
  serverTextFault,
  shownFault,
} from './faults.ts'
export { LineBehind, TerminalLineBehind } from './lines.ts'
export { serverLeaksRooms } from './rooms.ts'
export {
  type AnyFrame,
  type Mutation,
  serverAsks,
  serverHears,
  serverReads,
  serverSession,
  serverWrites,
} from './server.ts'
export { mangled } from './splitters.ts'
export {
  asText,
  clientInput,
  clientText,
  decodedAlone,
  serverInput,
  serverText,
  textOf,
} from './text.ts'
