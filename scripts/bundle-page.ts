/** The page for a browser: one script and one style sheet, which need nothing from elsewhere at run time. */
import { copyFile, readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'

const root = join(import.meta.dirname, '..')
const packages = join(root, 'packages')
const source = join(packages, 'web/src/page')

/** The dialects of the workspace, in the place of an empty list. */
const dialectsForPage: Plugin = {
  name: 'dialects-for-page',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]web[\\/]src[\\/]page[\\/]dialects\.ts$/ }, async () => {
      const folders = (await readdir(packages)).filter((name) => name.startsWith('dialect-')).sort()
      const imports = folders.map((folder, index) => {
        const entry = JSON.stringify(join(packages, folder, 'src/index.ts'))
        return `import { dialect as dialect${index} } from ${entry}`
      })
      const names = folders.map((_, index) => `dialect${index}`)
      const lines = [...imports, `export const dialects = [${names.join(', ')}]`]
      return { contents: lines.join('\n'), loader: 'js', resolveDir: root }
    })
  },
}

/** What checks programs of a dialect does not run in a browser, and is never loaded there. */
const withoutChecks: Plugin = {
  name: 'without-checks',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/checking\/index\.ts$/ }, ({ path }) => ({ path, external: true }))
  },
}

/** `node:buffer` as it is in a browser: the package of that name, and two functions that it has not. */
const bufferForBrowser: Plugin = {
  name: 'buffer-for-browser',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:buffer$/ }, ({ path }) => ({ path, namespace: 'browser' }))
    onLoad({ filter: /^node:buffer$/, namespace: 'browser' }, () => {
      const place = JSON.stringify(createRequire(import.meta.url).resolve('buffer/'))
      const contents = `export { Buffer } from ${place}
const strict = new TextDecoder('utf-8', { fatal: true })
export function isUtf8(bytes) {
  try {
    strict.decode(bytes)
    return true
  } catch {
    return false
  }
}
export const isAscii = (bytes) => bytes.every((byte) => byte < 128)`
      return { contents, loader: 'js', resolveDir: root }
    })
  },
}

/** zod's messages in the one language that is spoken here; its index would load all of them. */
export const oneLanguage: Plugin = {
  name: 'one-language',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    }))
  },
}

/**
 * Writes `index.html`, `icon.svg`, `page.js` and `page.css` into `outdir`, and `compare.js` and `compare.css` for the
 * comparison as a file of its own. Gives what is in them.
 */
export async function bundlePage(outdir: string): Promise<Metafile['outputs']> {
  await rm(outdir, { recursive: true, force: true })
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      page: join(source, 'main.tsx'),
      compare: join(source, 'compare-file.tsx'),
    },
    outdir,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2023',
    conditions: ['@parley/source'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [dialectsForPage, withoutChecks, bufferForBrowser, oneLanguage],
    metafile: true,
    logLevel: 'warning',
  })
  for (const name of ['index.html', 'icon.svg'])
    await copyFile(join(source, name), join(outdir, name))
  return metafile.outputs
}
