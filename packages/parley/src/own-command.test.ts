import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ownCommand } from './own-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-'))
const at = (...names: readonly string[]) => join(folder, ...names)
const words = ['/usr/bin/node', '--import', 'tsx', '/my files/main.js']
const bin = at('lib', 'parley.js')

beforeAll(() => {
  const folders = ['clone/packages/src', 'clone/students', 'clone/node_modules/.bin']
  for (const name of [...folders, 'lib', 'bin', 'other']) {
    mkdirSync(at(name), { recursive: true })
  }
  writeFileSync(bin, '')
  writeFileSync(at('other', 'parley'), '')
  for (const name of ['clone', 'clone/packages']) writeFileSync(at(name, 'package.json'), '{}')
  for (const name of ['clone/node_modules/.bin', 'bin']) symlinkSync(bin, at(name, 'parley'))
})

test.each([
  ['in a clone', 'clone', 'bin', 'npx parley'],
  ['below a clone', 'clone/students', 'bin', 'npx parley'],
  ['in a package of a clone, where npx would go elsewhere,', 'clone/packages/src', 'bin', 'parley'],
  ['where it is in the path', 'other', 'bin', 'parley'],
  ['where npx alone has put it into the path', 'other', 'clone/node_modules/.bin', undefined],
  ['where another program has its name', 'lib', 'other', undefined],
])('%s the program is started by a command of that place', (_where, cwd, path, expected) => {
  const node = "/usr/bin/node --import tsx '/my files/main.js'"
  expect(ownCommand({ cwd: at(cwd), path: `${at(path)}:/none`, bin, words, isByNpx: false })).toBe(
    expected ?? node,
  )
})

test('what npx has started in a package of a clone is started by npx again', () => {
  const cwd = at('clone/packages/src')
  expect(ownCommand({ cwd, path: at('bin'), bin, words, isByNpx: true })).toBe('npx parley')
})
