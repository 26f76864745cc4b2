/**
 * `test-modules.ts <folder>` puts each package into a few files, for the tests of the other packages:
 * jest takes longer to find and link a module than to run it, and a gateway has hundreds. The tests of a
 * package load its sources themselves; `test-resolver.cjs` tells the two apart. Written are
 * `<package>/index.js`, `<package>/testing/index.js` of a package's helpers for tests, and
 * `third-party/<name>.js` or `.cjs`, each with a source map.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { oneLanguage } from './bundle-page.ts'

/** Third-party packages of many modules. */
const ESM = ['zod', 'yargs']
const COMMON_JS = ['prom-client', 'winston', 'yaml']

const packages = join(import.meta.dirname, '../packages')
const [folder = ''] = process.argv.slice(2)

/** A module finds the files beside it from within a bundle too. */
const ownPlaces: Plugin = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.(ts|js|mjs)$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      if (!text.includes('import.meta.url')) return null
      const place = JSON.stringify(pathToFileURL(path).href)
      const loader = path.endsWith('.ts') ? 'ts' : 'js'
      return { contents: text.replaceAll('import.meta.url', place), loader }
    })
  },
}

const options: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  plugins: [oneLanguage, ownPlaces],
  logLevel: 'warning',
}

async function bundlePackage(name: string): Promise<void> {
  const source = join(packages, name, 'src')
  const { exports = {} } = JSON.parse(await readFile(join(packages, name, 'package.json'), 'utf8'))
  const subpaths = Object.keys(exports)
  if (subpaths.length === 0) return
  await build({
    ...options,
    entryPoints: subpaths.map((subpath) => join(source, subpath, 'index.ts')),
    outbase: source,
    outdir: join(folder, name),
    splitting: true,
    format: 'esm',
    packages: 'external',
  })
}

const thirdParty = { ...options, outdir: join(folder, 'third-party') }
await Promise.all([
  ...(await readdir(packages)).map(bundlePackage),
  build({ ...thirdParty, entryPoints: ESM, format: 'esm' }),
  build({ ...thirdParty, entryPoints: COMMON_JS, format: 'cjs', outExtension: { '.js': '.cjs' } }),
])
