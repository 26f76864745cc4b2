import { spawnSync } from 'node:child_process'

const asked = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], {
  encoding: 'utf8',
})

/**
 * The interpreter itself, since `python3` may be a script of a version manager that takes longer than
 * the interpreter; undefined where there is none.
 */
export const python = asked.status === 0 ? asked.stdout.trim() : undefined

/** Leaves out `site`, which is most of a start; no program of the tests needs anything installed. */
export const pythonFlags = ['-S', '-B', '-u']
