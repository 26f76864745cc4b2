import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from './errors.ts'
import { replaceReport, reportPaths } from './report-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-'))

test('a link leads where it led', () => {
  const [real, link] = [join(folder, 'real'), join(folder, 'link')]
  writeFileSync(real, '')
  symlinkSync(real, link)
  replaceReport(link, 'text', 'html')
  expect([lstatSync(link).isSymbolicLink(), readFileSync(real, 'utf8')]).toEqual([true, 'text'])
})

test('what is no file is not replaced', () => {
  const link = join(folder, 'nothing')
  symlinkSync('/dev/null', link)
  replaceReport(link, 'text', 'html')
  expect([lstatSync(link).isSymbolicLink(), readFileSync(link, 'utf8')]).toEqual([true, ''])
})

test('a folder is no place for a report, and nothing is left beside it', () => {
  const path = mkdtempSync(join(folder, 'folder-'))
  expect(() => replaceReport(path, 'text', 'html')).toThrow(UsageError)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('what can be written is taken as it is said', () => {
  const [old, fresh] = [join(folder, 'old'), join(folder, 'fresh')]
  writeFileSync(old, 'of the run before')
  const paths = reportPaths({ html: old, json: fresh, tap: '/dev/null' }, ['html', 'json', 'tap'])
  expect([...paths]).toEqual([
    ['html', old],
    ['json', fresh],
    ['tap', '/dev/null'],
  ])
  expect(readFileSync(old, 'utf8')).toBe('of the run before')
})

test.each([
  ['nowhere/a.html', 'cannot write nowhere/a.html: nowhere: there is no such file or folder'],
  ['/dev/null/a.html', 'cannot write /dev/null/a.html: /dev/null: a part of the path is no folder'],
  ['/tmp', 'cannot write /tmp: it is a folder'],
  ['new/', 'cannot write new/: it is a folder'],
])('%s is refused before anything runs', (path, words) => {
  expect(() => reportPaths({ html: path }, ['html'])).toThrow(new UsageError(`--html: ${words}`))
})
