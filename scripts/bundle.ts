/**
 * `bundle.ts [folder] [--with-contract]` puts the program, what it needs and the dialects of this workspace into a few files, since a start
 * is mostly the finding and reading of modules: `npm run build`. What one command needs is a file of
 * its own, and so is each dialect; none is loaded before it is wanted. `@parley/contract` stays
 * outside: a dialect from elsewhere has to share it with the program. `--with-contract` puts it inside,
 * so that nothing needs to have been built before. libsql is native. The page for a browser goes into
 * `packages/web/dist/page` and beside the program.
 */
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { bundlePage, oneLanguage } from './bundle-page.ts'
import { licencesText, packagesIn } from './pack/licences.ts'

const root = join(import.meta.dirname, '..')
const packages = join(root, 'packages')
const [outdir = join(packages, 'parley/bundle'), contract] = process.argv.slice(2)

/** CommonJS packages within the bundle load modules of Node with `require`. */
const banner = `import { createRequire as createRequireForBundle } from 'node:module'
const require = createRequireForBundle(import.meta.url)`

/** `bundled.ts` as it is in the bundle: a way to load each dialect of the workspace. */
const bundledDialects: Plugin = {
  name: 'bundled-dialects',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]parley[\\/]src[\\/]bundled\.ts$/ }, async () => {
      const folders = (await readdir(packages)).filter((name) => name.startsWith('dialect-'))
      const entries = await Promise.all(folders.map(entryOf))
      return { contents: `export const bundled = {${entries.join(',')}}`, loader: 'js' }
    })
  },
}

async function entryOf(folder: string): Promise<string> {
  const { name, version } = JSON.parse(
    await readFile(join(packages, folder, 'package.json'), 'utf8'),
  )
  const source = JSON.stringify(join(packages, folder, 'src/index.ts'))
  return `${JSON.stringify(name)}: { version: ${JSON.stringify(version)}, load: () => import(${source}) }`
}

/** `page-folder.ts` as it is in the bundle: the page is beside the program. */
const bundledPage: Plugin = {
  name: 'bundled-page',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]web[\\/]src[\\/]page-folder\.ts$/ }, () => ({
      contents: "export const pageFolder = new URL('page/', import.meta.url)",
      loader: 'js',
    }))
  },
}

await rm(outdir, { recursive: true, force: true })
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [join(packages, 'parley/src/main.ts')],
  outdir,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  conditions: ['@parley/source'],
  external: contract === '--with-contract' ? ['libsql'] : ['@parley/contract', 'libsql'],
  banner: { js: banner },
  // winston loads more to find mistakes of programmers where this is anything else.
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [bundledDialects, bundledPage, oneLanguage],
  metafile: true,
  logLevel: 'warning',
})

const page = join(packages, 'web/dist/page')
const pageOutputs = await bundlePage(page)
await cp(page, join(outdir, 'page'), { recursive: true })

const contents = packagesIn({ ...metafile.outputs, ...pageOutputs })
await writeFile(join(outdir, 'THIRD-PARTY-LICENSES'), await licencesText(root, contents))
