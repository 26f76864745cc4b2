/**
 * Checks whether a server or a client follows its protocol. The kit is the other side of the
 * connection: it sends what a check sends and judges the bytes that come back. It knows no dialect:
 * each dialect brings its rules, checks and faulty programs (`Dialect.checking`).
 *
 * @example
 * const harness = serverHarness(job, await dialect.checking(), { host: '127.0.0.1', port: 5378 })
 * const findings = await runChecks(job, harness)
 */

export { CheckEnded } from './check-end.ts'
export { checkId, groupOf } from './check-id.ts'
export { CheckLog } from './check-log.ts'
export { type ClientPeer, clientHarness } from './client-harness.ts'
export { DrivenUser } from './driven-user.ts'
export { type Driver, defaultDriver, driverSchema, filled } from './driver.ts'
export { escapeBytes, escapedWidth, escapeText } from './escape-bytes.ts'
export type {
  Ending,
  Failure,
  Findings,
  Happened,
  Outcome,
  Side,
  Verdict,
} from './findings.ts'
export type { Harness } from './harness.ts'
export { type CheckJob, type Credential, type Look, readToken, tokenOf } from './job.ts'
export {
  commandLine,
  commandProgram,
  misspeltPlace,
  noSuchPlace,
  type Program,
  type ProgramOwner,
  type StartProgram,
} from './program.ts'
export { hashed } from './random.ts'
export { chosenOf, runChecks } from './run.ts'
export { segmentationNamed } from './segmentation.ts'
export { reach, serverHarness } from './server-harness.ts'
export { shellQuote } from './shell-quote.ts'
export { Accounts, type Target } from './stage.ts'
export { AdaptiveTimeouts } from './timeouts.ts'
