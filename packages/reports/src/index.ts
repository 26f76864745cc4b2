/**
 * Writes what a run of checks came to, for a terminal, a page, a CI service or a grading system.
 *
 * @example
 * const findings = await runChecks(job, harness)
 * process.stdout.write(junitText(forStaff(findings, plainPresentation)))
 */
export { type Compared, parseBaseline, withBaseline } from './baseline.ts'
export { classroomResult, encodeClassroomResult } from './classroom.ts'
export { difference } from './difference.ts'
export { exitStatus } from './exit-status.ts'
export { findingsOf } from './finding.ts'
export { gradescopeResult } from './gradescope.ts'
export { gradeOf, totalGrade } from './grading.ts'
export { htmlText } from './html.ts'
export { textHtml } from './html-check.ts'
export { htmlStyle } from './html-style.ts'
export { jsonReport, jsonText } from './json.ts'
export { junitText } from './junit.ts'
export { escapeMarkdown, markdownText } from './markdown.ts'
export { oneLine } from './one-line.ts'
export { keysWithoutCheck, type Presentation, parseRubric, plainPresentation } from './rubric.ts'
export { tapText } from './tap.ts'
export { progressText, reportText } from './terminal.ts'
export { forStaff, forStudents } from './view.ts'
export type { CheckView, ReportView } from './view-model.ts'
export { happenedText } from './wire-log.ts'
export { timeText } from './wording.ts'
export { escapeMarkup } from './xml.ts'
