/**
 * Grades the programs of a whole class: takes in what was handed in, finds out how each program is
 * started, runs the checks on each, and writes grades and feedback.
 *
 * @example
 * const planned = await planClass('handed-in.zip', 'out', course, wanted)
 * const results = await gradeClass({ submissions: planned.submissions, assignment, … })
 * await writeOutputs('out', results, { planned, assignment, … })
 */
export type { Assignment } from './assignment.ts'
export { answerRequest } from './attempt-message.ts'
export { type Course, parseCourse } from './course-file.ts'
export { ClassFault } from './errors.ts'
export { fileHashes } from './fingerprint.ts'
export { gradeClass } from './grade-class.ts'
export { endLeftovers } from './leftovers.ts'
export { CsvFault } from './outputs/csv-document.ts'
export { gradeOf, gradeText } from './outputs/grade.ts'
export { neverTriedLines } from './outputs/never-tried.ts'
export { parseWorksheet, type Worksheet, WorksheetFault } from './outputs/worksheet.ts'
export { writeOutputs } from './outputs/write-outputs.ts'
export { type PlannedClass, planClass } from './plan-class.ts'
export { type PlanFile, parsePlan, planText, withPlan } from './plan-file.ts'
export type { GradeState, Result } from './results.ts'
export { claimRun } from './run-claim.ts'
export { type Sandbox, sandboxFor } from './sandbox.ts'
export { StateFile } from './state-file.ts'
