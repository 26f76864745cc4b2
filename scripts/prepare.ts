/**
 * What `npm ci` builds: everything, or, where the compiler was left out (`npm ci --omit=dev`), the
 * program alone, which needs no types.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bundle = join(root, 'packages/parley/bundle')
const whole = ['run', '--silent', 'build']
const alone = ['--import', 'tsx', join(root, 'scripts/bundle.ts'), bundle, '--with-contract']

const hasCompiler = existsSync(join(root, 'node_modules/typescript'))
const [command, words] = hasCompiler
  ? (['npm', whole] as const)
  : ([process.execPath, alone] as const)
const { status } = spawnSync(command, words, { cwd: root, stdio: 'inherit' })
process.exitCode = status ?? 1
