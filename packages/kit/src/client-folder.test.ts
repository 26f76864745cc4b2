import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ScratchFolder } from './client-folder.ts'
import { canMove } from './program.ts'

const text = (words: string) => new TextEncoder().encode(words)

async function scratchFolder(): Promise<ScratchFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  mkdirSync(join(folder, 'lib'))
  writeFileSync(join(folder, 'lib', 'client.py'), 'a client')
  const scratch = await ScratchFolder.of(folder)
  if (scratch === undefined) throw new Error('it was not copied')
  return scratch
}

test('what is made in the copy of a folder, and around it, is told from what was there', async () => {
  const scratch = await scratchFolder()
  expect(readFileSync(join(scratch.path, 'lib', 'client.py'), 'utf8')).toBe('a client')
  await scratch.write('given.txt', text('given'))
  expect(await scratch.made()).toEqual([])
  writeFileSync(join(scratch.path, 'lib', 'one.txt'), 'one')
  writeFileSync(join(scratch.path, '../../two.txt'), 'two')
  writeFileSync(join(scratch.outside, 'three.txt'), 'three')
  const made = (await scratch.made()).map(({ path, bytes }) => [
    path,
    new TextDecoder().decode(bytes),
  ])
  expect(made.sort()).toEqual([
    ['../../../three.txt', 'three'],
    ['../../two.txt', 'two'],
    ['lib/one.txt', 'one'],
  ])
  await scratch.remove()
  await expect(scratch.made()).rejects.toThrow('ENOENT')
})

test.each([
  [['python3', 'client.py', '{host}'], true],
  [['/usr/bin/python3', '-B', '/home/eva/client.py'], true],
  [['python3', '/home/otto/client.py'], false],
  [['python3', '../client.py'], false],
])('whether %j runs in a copy of its folder: %s', (words, expected) => {
  expect(canMove(words, '/home/eva')).toBe(expected)
})
