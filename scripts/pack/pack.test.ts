import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { jest } from '@jest/globals'
import { githubTrial, gradescopeTrial } from './autograders.ts'
import { InstalledProgram, install } from './installed.ts'
import { licencesText, NO_TEXT, packagesIn } from './licences.ts'
import { pack } from './pack.ts'
import { movedPage } from './pages.ts'
import { keepData, tryProgram } from './trials.ts'

jest.setTimeout(60_000)

const modules = join(import.meta.dirname, '../../node_modules')
const folder = mkdtempSync(join(tmpdir(), 'parley-installed-'))
const program = new InstalledProgram(folder)
const inPackage = (name: string) => readFileSync(join(folder, 'node_modules/parley', name), 'utf8')

/** Without the driver of the database nothing comes from elsewhere. */
beforeAll(async () => {
  const file = await pack(join(process.env.TEST_BUNDLE ?? '', 'bundle'), folder)
  await install(folder, [file], ['--offline', '--omit=optional'])
})

test('every part of the installed program works', async () => {
  const trials = await tryProgram(program)
  const results = trials.map(({ what, came }) => ({ what, came }))
  expect(results).toEqual(trials.map(({ what, expected }) => ({ what, came: expected })))
})

test('without the driver a data folder is refused in one line; with it one is kept', async () => {
  const add = ['accounts', 'add', 'hans', '--data', 'kept']
  expect(await program.run(add, 'falcon*solo\n')).toEqual({
    status: 2,
    stdout: '',
    stderr:
      "parley: --data: the database driver libsql cannot be loaded (Cannot find module 'libsql'). npm install libsql brings it; parley serve --data memory does without, and keeps nothing\n",
  })
  symlinkSync(join(modules, 'libsql'), join(folder, 'node_modules/libsql'))
  const { came, expected } = await keepData(program)
  expect(came).toEqual(expected)
})

test('Gradescope and GitHub check a program by what the installed program has written', async () => {
  const trials = await Promise.all([gradescopeTrial(program), githubTrial(program)])
  const results = trials.map(({ what, came }) => ({ what, came }))
  expect(results).toEqual(trials.map(({ what, expected }) => ({ what, came: expected })))
})

test('the package has our licence, and those of what is bundled', () => {
  expect(inPackage('LICENSE')).toMatch(/^MIT License\n/)
  const licences = inPackage('THIRD-PARTY-LICENSES')
  for (const name of ['preact', 'ws', 'yaml', 'yargs', 'zod', 'winston', '@parley/contract']) {
    expect(licences).toContain(`\n${name} `)
  }
  expect(licences).not.toContain(NO_TEXT)
})

test('what the bundle is made of and with is there after npm ci --omit=dev', () => {
  const { packages } = JSON.parse(readFileSync(join(modules, '../package-lock.json'), 'utf8'))
  const kept = Object.keys(packages).filter((path) => packages[path].dev !== true)
  const heads = inPackage('THIRD-PARTY-LICENSES').matchAll(/^-{80}\n\n(\S+) \S+ \(/gm)
  const names = ['esbuild', 'tsx', ...[...heads].map(([, name = '']) => name)]
  expect(names).toContain('preact')
  expect(
    names.filter((name) => !kept.some((path) => path.endsWith(`node_modules/${name}`))),
  ).toEqual([])
})

test('the links of the pages lead to pages of the package', () => {
  const place = join(folder, 'node_modules/parley')
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' })
  const pages = names.filter((name) => name.endsWith('.md'))
  expect(pages).toContain('docs/dialects/vu.md')
  const dead = pages.flatMap((page) => {
    const links = [...inPackage(page).matchAll(/\]\(([^)#:\s]+)(#[^)\s]*)?\)/g)]
    const targets = links.map(([, path = '']) => join(dirname(page), path))
    return targets.filter((path) => !existsSync(join(place, path)))
  })
  expect(dead).toEqual([])
})

test('the first page leads to the others, and names the versions that there are', () => {
  const page = inPackage('README.md')
  expect(page).toContain('](docs/cli.md)')
  const { version, optionalDependencies } = JSON.parse(inPackage('package.json'))
  expect(page).toContain(`./parley-${version}.tgz`)
  expect(page).toContain(`libsql@${optionalDependencies.libsql}`)
})

test('a link leads to where its page is in the package, and is text where there is none', () => {
  const pages = new Map([
    ['docs/installing.md', 'README.md'],
    ['docs/cli.md', 'docs/cli.md'],
    ['packages/dialect-vu/README.md', 'docs/dialects/vu.md'],
  ])
  const text =
    '[a](cli.md#names) [b](../packages/dialect-vu/README.md) [c](../scripts/x.ts) [d](https://example.org/) ![e](page.png)'
  expect(movedPage(text, 'docs/installing.md', pages)).toBe(
    '[a](docs/cli.md#names) [b](docs/dialects/vu.md) c [d](https://example.org/) e',
  )
  expect(movedPage('[a](installing.md)', 'docs/cli.md', pages)).toBe('[a](../README.md)')
})

test('packages count of which something is in the output', () => {
  const used = { bytesInOutput: 1 }
  const inputs = {
    'node_modules/a/index.js': used,
    'node_modules/a/node_modules/@b/c/lib/x.js': used,
    'node_modules/unused/index.js': { bytesInOutput: 0 },
    'packages/contract/src/index.ts': used,
    'browser:node:buffer': used,
  }
  const output = { bytes: 4, inputs, imports: [], exports: [] }
  expect(packagesIn({ 'out/main.js': output })).toEqual([
    'node_modules/a',
    'node_modules/a/node_modules/@b/c',
    'packages/contract',
  ])
})

test('a package without the text of its licence is named as such, ours are left out', async () => {
  const root = mkdtempSync(join(tmpdir(), 'parley-licences-'))
  const manifest = '{"name":"a","version":"1.0.0","license":"MIT"}'
  const folders = ['node_modules/a', 'packages/a']
  for (const name of folders) {
    mkdirSync(join(root, name), { recursive: true })
    writeFileSync(join(root, name, 'package.json'), manifest)
  }
  expect(await licencesText(root, folders)).toBe(
    [
      'This program contains parts of the packages below. Each keeps its own licence.\n',
      `a 1.0.0 (MIT)\n\n${NO_TEXT}\n`,
    ].join(`\n${'-'.repeat(80)}\n\n`),
  )
})
