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
import { replaceReport } from './report-file.ts'
import { UsageError } from './usage.ts'

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
