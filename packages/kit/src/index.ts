/**
 * Tells whether somebody's server or client speaks its protocol right: plays the other side, says
 * what each check says, and judges the bytes that come. It knows no dialect: rules, checks and
 * wrong programs are each dialect's own (`Dialect.checking`).
 *
 * @example
 * const harness = serverHarness(job, await dialect.checking(), { host: '127.0.0.1', port: 5378 })
 * const findings = await runChecks(job, harness)
 */

export { checkId } from './check-id.ts'
export { type ClientPeer, clientHarness } from './client-harness.ts'
export { type Driver, defaultDriver, driverSchema } from './driver.ts'
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
  type BrokenRule,
  brokenRules,
  type MatrixClient,
  type MatrixFile,
  type MatrixJob,
  type MatrixReport,
  type MatrixServer,
  matrixHtml,
  matrixJson,
  matrixMarkdown,
  matrixText,
  type PartySide,
  pairsOf,
  parseMatrixFile,
  type ReferencePair,
  runMatrix,
} from './matrix/index.ts'
export {
  commandLine,
  commandProgram,
  misspeltPlace,
  noSuchPlace,
  type Program,
  type ProgramOwner,
  type StartProgram,
} from './program.ts'
export {
  type CheckView,
  type Compared,
  classroomResult,
  encodeClassroomResult,
  exitStatus,
  forStaff,
  forStudents,
  gradescopeResult,
  htmlText,
  jsonText,
  junitText,
  keysWithoutCheck,
  markdownText,
  outcomeText,
  type Presentation,
  parseBaseline,
  parseRubric,
  plainPresentation,
  type ReportView,
  summaryText,
  tapText,
  withBaseline,
} from './reports/index.ts'
export { chosenOf, runChecks } from './run.ts'
export { segmentationNamed } from './segmentation.ts'
export { reach, serverHarness } from './server-harness.ts'
export { shellQuote } from './shell-quote.ts'
export type { Target } from './stage.ts'
export { AdaptiveTimeouts } from './timeouts.ts'
