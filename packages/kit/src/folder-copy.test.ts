import {
  existsSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FolderCopy } from './folder-copy.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-'))

beforeAll(() => {
  mkdirSync(join(folder, 'src'))
  mkdirSync(join(folder, '.git'))
  mkdirSync(join(folder, 'node_modules'))
  writeFileSync(join(folder, 'src', 'main.py'), 'print()\n')
  writeFileSync(join(folder, 'accounts.txt'), 'hans falcon\n')
  writeFileSync(join(folder, 'node_modules', 'a.js'), '1\n')
})

afterAll(() => rmSync(folder, { recursive: true }))

test('each start finds the folder as it was, and the folder stays as it is', async () => {
  const copies = new FolderCopy(folder)
  const first = await copies.renew()
  expect(readdirSync(first).sort()).toEqual(['accounts.txt', 'node_modules', 'src'])
  expect(readFileSync(join(first, 'src', 'main.py'), 'utf8')).toBe('print()\n')
  expect(readFileSync(join(first, 'node_modules', 'a.js'), 'utf8')).toBe('1\n')
  writeFileSync(join(first, 'accounts.txt'), 'spoilt')
  const second = await copies.renew()
  expect(existsSync(first)).toBe(false)
  expect(readFileSync(join(second, 'accounts.txt'), 'utf8')).toBe('hans falcon\n')
  await copies.remove()
  expect(existsSync(second)).toBe(false)
  expect(readFileSync(join(folder, 'accounts.txt'), 'utf8')).toBe('hans falcon\n')
  expect(existsSync(join(folder, 'node_modules', 'a.js'))).toBe(true)
})

test('a folder with very many files is used as it is, and is not removed', async () => {
  const large = mkdtempSync(join(tmpdir(), 'parley-'))
  for (let count = 0; count <= 2000; count++) writeFileSync(join(large, String(count)), '')
  const copies = new FolderCopy(large)
  expect(await copies.renew()).toBe(large)
  await copies.remove()
  expect(readdirSync(large)).toHaveLength(2001)
  rmSync(large, { recursive: true })
})

test('a folder with very large files is used as it is', async () => {
  const large = mkdtempSync(join(tmpdir(), 'parley-'))
  ftruncateSync(openSync(join(large, 'video'), 'w'), 65 * 1024 * 1024)
  expect(await new FolderCopy(large).renew()).toBe(large)
  rmSync(large, { recursive: true })
})

test('copies are made where somebody says, and within folders there', async () => {
  const above = mkdtempSync(join(tmpdir(), 'parley-'))
  const copies = new FolderCopy(folder, above, ['outer', 'inner'])
  const copy = await copies.renew()
  const [root = ''] = readdirSync(above)
  expect(copy).toBe(join(above, root, 'outer', 'inner'))
  await copies.remove()
  expect(readdirSync(above)).toEqual([])
})
