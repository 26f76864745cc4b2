/** Fails where a name that was given up has come back: `npm run names`. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { retiredIn } from './find.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const generated = /\/(dist|bundle|node_modules)\//
const own = join('scripts', 'retired-names')

for (const folder of ['packages', 'scripts']) {
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (!path.endsWith('.ts') || generated.test(`/${path}`) || path.startsWith(own)) continue
    for (const line of retiredIn(path, readFileSync(join(root, path), 'utf8'))) {
      process.stderr.write(`${line}\n`)
      process.exitCode = 1
    }
  }
}
