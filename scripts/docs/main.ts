/**
 * Makes the pages of `docs/` that follow from the code: `npm run docs`. With `--check` nothing is
 * written, and a page that is not what it would be is an error.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { discoverFullDialects } from '../../packages/parley/src/discover.ts'
import { conformancePage } from './conformance.ts'
import { fidelityPage } from './fidelity.ts'
import { limitsPage } from './limits.ts'

const folder = new URL('../../docs/', import.meta.url)
const check = process.argv.includes('--check')
const dialects = await discoverFullDialects()
const pages = {
  'fidelity.md': fidelityPage(dialects),
  'conformance.md': await conformancePage(dialects),
  'limits.md': limitsPage(dialects),
}

for (const [name, text] of Object.entries(pages)) {
  const path = fileURLToPath(new URL(name, folder))
  if (!check) await writeFile(path, text)
  else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    process.stderr.write(`docs/${name} is not what the code says: run npm run docs\n`)
    process.exitCode = 1
  }
}
