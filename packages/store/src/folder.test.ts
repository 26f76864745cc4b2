import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from './folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-'))

test('makes what is missing, and is content with what is there', () => {
  const deep = join(folder, 'one', 'two')
  for (const _ of ['first', 'again']) makeFolder(deep, 0o700)
  expect(statSync(deep).mode & 0o777).toBe(0o700)
})

test('a file is no folder', () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  expect(() => makeFolder(file)).toThrow('it is not a folder')
  const below = join(file, 'below')
  expect(() => makeFolder(below)).toThrow(`ENOTDIR: not a directory, stat '${below}'`)
})

const onLinux = existsSync('/proc/self') ? test : test.skip

onLinux('where the system takes no folder, that is told', () => {
  expect(() => makeFolder('/proc/none')).toThrow(
    "ENOENT: no such file or directory, mkdir '/proc/none'",
  )
})
