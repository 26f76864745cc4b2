/**
 * Makes the pages that follow from the code, and the parts of README.md that do: `npm run docs`. With
 * `--check` nothing is written, and a page that is not what it would be is an error.
 */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { isFullDialect, type ServerDialect } from '@parley/contract'
import { discoverDialects } from '../../packages/parley/src/discover.ts'
import { comparingPage } from './comparing.ts'
import { conformancePage } from './conformance.ts'
import { fidelityPage } from './fidelity.ts'
import { framingPage } from './framing.ts'
import { limitsPage } from './limits.ts'
import { readmePage } from './readme.ts'

const root = new URL('../../', import.meta.url)
const check = process.argv.includes('--check')
const { dialects, failures } = await discoverDialects()
const pages = {
  'README.md': readmePage(await written('README.md'), dialects.map(listed)),
  'docs/fidelity.md': fidelityPage(dialects),
  'docs/comparing-protocols.md': comparingPage(dialects.filter(isFullDialect)),
  'docs/framing.md': await framingPage(dialects.filter(isFullDialect)),
  'docs/conformance.md': await conformancePage(dialects.filter(isFullDialect)),
  'docs/limits.md': limitsPage(dialects),
}

for (const { packageName, why } of failures) fail(`${packageName} cannot be used: ${why}`)
for (const [name, text] of Object.entries(pages)) {
  if (!check) await writeFile(pathOf(name), text)
  else if ((await written(name)) !== text)
    fail(`${name} is not what the code says: run npm run docs`)
}

function fail(why: string): void {
  process.stderr.write(`${why}\n`)
  process.exitCode = 1
}

/** A small dialect has its specification above its code. */
function listed(dialect: ServerDialect) {
  const folder = `packages/dialect-${dialect.name}`
  const page = `${folder}/README.md`
  return { dialect, specification: existsSync(pathOf(page)) ? page : `${folder}/src/index.ts` }
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, root))
}

async function written(name: string): Promise<string> {
  return await readFile(pathOf(name), 'utf8').catch(() => '')
}
