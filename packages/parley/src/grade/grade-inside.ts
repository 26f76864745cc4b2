import { text } from 'node:stream/consumers'
import { answerRequest } from '@parley/grade'
import { assignmentOf } from './course.ts'

/**
 * Runs the checks of one submission, as `parley grade` asks for it on stdin, and answers on stdout: a
 * process of its own, since programs in a sandbox are reached by nobody outside it.
 */
export async function gradeInside(): Promise<number> {
  process.stdout.write(await answerRequest(await text(process.stdin), assignmentOf))
  return 0
}
