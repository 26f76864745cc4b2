import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Download, nameFrom, readyFolder } from './download.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-'))
})

function receive(name: string, text: string): string | undefined {
  const download = new Download(folder, name)
  download.write(Buffer.from(text))
  return download.keep()
}

test('a file never takes the place of another one', () => {
  writeFileSync(join(folder, 'clip.mp4'), 'mine')
  expect(receive('clip.mp4', 'yours')).toBe('clip-1.mp4')
  expect(receive('clip.mp4', 'theirs')).toBe('clip-2.mp4')
  expect(readFileSync(join(folder, 'clip.mp4'), 'utf8')).toBe('mine')
  expect(readFileSync(join(folder, 'clip-2.mp4'), 'utf8')).toBe('theirs')
})

test('a name leads nowhere else', () => {
  expect(receive('../../clip.mp4', 'x')).toBe('clip.mp4')
  expect(readdirSync(folder)).toEqual(['clip.mp4'])
})

test('what is dropped is not there', () => {
  const download = new Download(folder, 'half.txt')
  download.write(Buffer.from('x'))
  download.drop()
  expect(readdirSync(folder)).toEqual([])
})

test('a folder is there before the first file; what cannot be one is refused', async () => {
  const deep = join(folder, 'one', 'two')
  await readyFolder(deep, '--downloads')
  expect(readdirSync(deep)).toEqual([])
  writeFileSync(join(folder, 'file'), '')
  await expect(readyFolder(join(folder, 'file'), '--downloads')).rejects.toThrow(
    /^--downloads: \S+\/file can take no files: it is not a folder$/,
  )
})

test.each([
  ['yoda', 'same.bin', 'yoda_same.bin'],
  ['', 'same.bin', 'same.bin'],
  ['..', 'a.b', '___a.b'],
  ['../x', 'a/b\\c\n.txt', '___x_a_b_c_.txt'],
  ['.ssh', 'keys', '_ssh_keys'],
  ['é'.repeat(128), `${'x'.repeat(200)}.bin`, `${'é'.repeat(118)}.bin`],
])('what %j sends as %j is kept as %j', (sender, file, name) => {
  expect(nameFrom(sender, file)).toBe(name)
})
