import { existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeTree } from './remove-tree.ts'

test('a folder is removed whose paths are longer than the system takes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  const [inner, outer] = [join(folder, 'inner'), join(folder, 'outer')]
  mkdirSync(inner)
  for (let depth = 0; depth < 30; depth += 1) {
    mkdirSync(outer)
    renameSync(inner, join(outer, 'd'.repeat(200)))
    renameSync(outer, inner)
  }
  expect(await removeTree(folder)).toBe(true)
  expect(existsSync(folder)).toBe(false)
})
