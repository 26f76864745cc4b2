import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import { discoverDialects } from './discover.ts'
import { fromSource, root } from './testing/program.ts'

jest.setTimeout(60_000)

/** Within the project, so that what stays outside the bundle is found. */
const caches = join(root, 'node_modules/.cache')
mkdirSync(caches, { recursive: true })
const folder = mkdtempSync(join(caches, 'parley-'))

function run(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
    input: '',
  })
  return { status, stdout, stderr }
}

const main = join(folder, 'bundle/main.js')

beforeAll(() => {
  copyFileSync(join(root, 'packages/parley/package.json'), join(folder, 'package.json'))
  const made = run('--import', 'tsx', join(root, 'scripts/bundle.ts'), join(folder, 'bundle'))
  expect(made).toEqual({ status: 0, stdout: '', stderr: '' })
})

afterAll(() => rmSync(folder, { recursive: true }))

/** A package of the name `@parley/dialect-<name>`. */
function install(name: string, shape: string): void {
  const place = join(folder, 'node_modules/@parley', `dialect-${name}`)
  mkdirSync(place, { recursive: true })
  const manifest = { name: `@parley/dialect-${name}`, version: '9.0.0', type: 'module' }
  writeFileSync(join(place, 'package.json'), JSON.stringify({ ...manifest, main: 'index.js' }))
  const methods = 'carries() {}, wire() {}, splitter() {}, serve() {}'
  const fields = `name: '${name}', defaultPort: 1, shape: '${shape}', options: {}, optionNotes: {}, ${methods}`
  writeFileSync(join(place, 'index.js'), `export const dialect = { ${fields} }\n`)
}

const names = (text: string) => text.split('\n').flatMap((line) => line.split(' ')[0] || [])

const { dialects } = await discoverDialects()

test('the bundle has every dialect, and finds those that are installed beside it', () => {
  const own = dialects.map(({ name }) => name)
  const { status, stdout } = run(main, 'dialects')
  expect({ status, names: names(stdout) }).toEqual({ status: 0, names: own })
  install('morse', 'dots and dashes')
  install('vu', 'another version of it')
  const more = run(main, 'dialects').stdout
  expect(names(more)).toEqual([...own, 'morse'].sort())
  expect(more).toContain('dots and dashes')
  expect(more).toContain('another version of it')
  install('broken', 'x')
  writeFileSync(
    join(folder, 'node_modules/@parley/dialect-broken/index.js'),
    'throw new Error("no")\n',
  )
  const rest = run(main, 'chat', 'morse')
  expect(rest).toEqual({
    status: 2,
    stdout: '',
    stderr: 'parley: morse is only served: Parley has no client and no checks for it\n',
  })
  const { stderr } = run(main, 'check', 'server', 'morse')
  expect(stderr).toContain('parley: @parley/dialect-broken cannot be used: no\n')
  expect(stderr).toContain('parley: morse is only served')
})

test('a client starts without what only other commands and dialects need', () => {
  const hook = `
    import { register } from 'node:module'
    const loads = "export function load(url, context, next) { process._rawDebug(url); return next(url, context) }"
    register('data:text/javascript,' + encodeURIComponent(loads))
  `
  const listed = `data:text/javascript,${encodeURIComponent(hook)}`
  const chat = ['chat', 'vu', '127.0.0.1:1']
  const { stderr } = run('--import', listed, ...fromSource, ...chat)
  const loaded = stderr.split('\n').filter((line) => line.startsWith('file:'))
  expect(loaded.some((url) => url.includes('/dialect-vu/src/terminal/terminal.ts'))).toBe(true)
  const others =
    /yargs|winston|yaml|packages\/(engine|server|store|kit|reports|matrix|faulty)\/|\/src\/check(s|ing)\b/
  const needless = loaded.filter((url) => others.test(url) || /\/dialect-(?!vu\/)/.test(url))
  expect(needless).toEqual([])
})
