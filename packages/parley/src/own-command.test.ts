import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ownCommand } from './own-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-'))
const at = (...names: readonly string[]) => join(folder, ...names)
const words = ['/usr/bin/node', '--import', 'tsx', '/my files/main.js']
const bin = at('lib', 'parley.js')

beforeAll(() => {
  for (const name of ['lib', 'clone/node_modules/.bin', 'clone/packages', 'bin', 'other']) {
    mkdirSync(at(name), { recursive: true })
  }
  writeFileSync(bin, '')
  writeFileSync(at('other', 'parley'), '')
  for (const name of ['clone/node_modules/.bin', 'bin']) symlinkSync(bin, at(name, 'parley'))
})

test.each([
  ['in a clone', 'clone', 'bin', 'npx parley'],
  ['below a clone', 'clone/packages', 'bin', 'npx parley'],
  ['where it is in the path', 'other', 'bin', 'parley'],
  ['where npx alone has put it into the path', 'other', 'clone/node_modules/.bin', undefined],
  ['where another program has its name', 'lib', 'other', undefined],
])('%s the program is started by a command of that place', (_where, cwd, path, expected) => {
  const node = "/usr/bin/node --import tsx '/my files/main.js'"
  expect(ownCommand({ cwd: at(cwd), path: `${at(path)}:/none`, bin, words })).toBe(expected ?? node)
})
