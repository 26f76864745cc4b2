import { readFileSync } from 'node:fs'
import type { Start } from './start-schema.ts'

/**
 * The variable by which programs of a submission are known, and all that they start: its value is the
 * folder of the copy in which the submission lies.
 */
const MARK = 'PARLEY_RUN'

/** The same start, with the folder of its copy as a mark. */
export function marked(start: Start, folder: string): Start {
  return { ...start, env: { ...start.env, [MARK]: folder } }
}

/**
 * The folder with which a process is marked; undefined where it has no mark, has ended, or belongs to
 * another user. Elsewhere than on Linux nothing is known of any.
 */
export function markOf(pid: number): string | undefined {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
    return variables.find((one) => one.startsWith(`${MARK}=`))?.slice(MARK.length + 1)
  } catch {
    return undefined
  }
}
