/**
 * Runs any clients with any servers, and tells who works with whom and, where it does not work, whose
 * fault it is: the same steps are tried with each party and our own other side.
 */
export { brokenRules } from './blame.ts'
export { type MatrixFile, parseMatrixFile } from './matrix-file.ts'
export { matrixHtml } from './matrix-html.ts'
export { matrixJson } from './matrix-json.ts'
export { matrixMarkdown } from './matrix-markdown.ts'
export { matrixText } from './matrix-table.ts'
export {
  type Aftermath,
  type MatrixClient,
  type MatrixServer,
  pairsOf,
  type ReferencePair,
  type ServerLife,
} from './players.ts'
export {
  type BrokenRule,
  type MatrixReport,
  type PartySide,
  type ServerNews,
  works,
} from './results.ts'
export { type MatrixJob, runMatrix } from './run-matrix.ts'
