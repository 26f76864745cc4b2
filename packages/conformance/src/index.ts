/**
 * What every dialect is put through. `conform` registers the checks as tests; the lines and the
 * pipe are there for a dialect’s own tests and for the ones that cross dialects.
 *
 * @example
 * import { conform } from '@parley/conformance'
 * import { dialect } from './index.ts'
 *
 * conform(dialect, { fixtures: new URL('../fixtures/', import.meta.url) })
 */
export { partsText } from './annotations.ts'
export { type Conformance, conform } from './conform.ts'
export { bodies } from './hostile-texts.ts'
export { Loopback, type LoopbackEnd } from './loopback.ts'
export {
  type Answers,
  type LineAction,
  RecordingClientLine,
  RecordingLine,
} from './recording-lines.ts'
export { screenOf } from './specification.ts'
export { readTranscript, type Step, type Transcript } from './transcript.ts'
export { transcriptFindings } from './transcript-check.ts'
