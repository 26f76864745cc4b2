/**
 * Checks whether a server or a client follows its protocol. The kit is the other side of the
 * connection: it sends what a check sends and judges the bytes that come back. It knows no dialect:
 * each dialect brings its rules, checks and faulty programs (`Dialect.checking`).
 *
 * @example
 * const harness = serverHarness(job, await dialect.checking(), {
 *   server: { host: '127.0.0.1', port: 5378 },
 * })
 * const findings = await runChecks(job, harness)
 */

export { Accounts } from './accounts.ts'
export { buildProgram } from './build-program.ts'
export { CheckEnded } from './check-end.ts'
export { checkId, groupOf, withVariants } from './check-id.ts'
export { CheckLog } from './check-log.ts'
export { chosenOf } from './chosen.ts'
export { type ClientPeer, clientHarness } from './client-harness.ts'
export { type Crash, crashOf, crashWords, LIVES_ON } from './crash.ts'
export { DrivenUser } from './driven-user.ts'
export { type Driver, defaultDriver, driverPartSchema, driverSchema, filled } from './driver.ts'
export { escapeBytes, escapedWidth, escapeText } from './escape-bytes.ts'
export type {
  Diagnosed,
  Ending,
  Failure,
  Findings,
  Happened,
  Outcome,
  ProgramEvent,
  Side,
  Trouble,
  Verdict,
} from './findings.ts'
export type { Harness } from './harness.ts'
export { withoutNames } from './helper-names.ts'
export { type CheckJob, type Credential, type Look, readToken, tokenOf } from './job.ts'
export { connectionsTo, isListeningAt, listeningPorts } from './listening-ports.ts'
export { mermaidText } from './mermaid-text.ts'
export { lastLines, OutputTail } from './output-tail.ts'
export { hasProcessGroups, platformNote } from './platform.ts'
export { type ProcessEntry, processTable, signalGroup } from './process-group.ts'
export {
  canMove,
  commandLine,
  commandProgram,
  hasPlace,
  misspeltPlace,
  noSuchPlace,
  type Program,
  type ProgramOwner,
  type StartProgram,
} from './program.ts'
export type { ProgramEnd } from './program-end.ts'
export { endWords } from './program-end.ts'
export { reach } from './reach.ts'
export { readableBytes } from './readable-bytes.ts'
export { isOfJoinedMessages } from './recognise.ts'
export { removeTree } from './remove-tree.ts'
export { runChecks } from './run.ts'
export { segmentationNamed } from './segmentation.ts'
export { type ServerPeer, serverHarness } from './server-harness.ts'
export { ProgramTrouble, type ServerCommand, ServerProgram } from './server-program.ts'
export { shellQuote } from './shell-quote.ts'
export type { Target } from './stage.ts'
export { AdaptiveTimeouts } from './timeouts.ts'
