import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Before all tests: bundles the program from its sources, for the tests that start it as a process. It
 * starts in a fifth of the time that it takes from source, and hundreds of tests start it. The folder is
 * within the project, so that what stays outside the bundle is found. What tests leave behind goes to a
 * folder of its own.
 */
export default function setUp(): void {
  const root = process.cwd()
  const caches = join(root, 'node_modules/.cache')
  mkdirSync(caches, { recursive: true })
  const folder = mkdtempSync(join(caches, 'parley-test-'))
  copyFileSync(join(root, 'packages/parley/package.json'), join(folder, 'package.json'))
  const script = ['--import', 'tsx', join(root, 'scripts/bundle.ts')]
  const words = [...script, join(folder, 'bundle'), '--with-contract']
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the program cannot be bundled: ${stderr}`)
  process.env.TEST_BUNDLE = folder
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'parley-tests-'))
  process.env.TEST_SCRATCH = process.env.TMPDIR
}
