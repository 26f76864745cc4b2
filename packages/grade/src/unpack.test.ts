import { Buffer } from 'node:buffer'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ZipEntry, zipOf } from './testing/zip.ts'
import { unpackZip } from './unpack.ts'
import { TooMuch, UnpackBudget } from './unpack-budget.ts'

const plenty = { files: 100, bytes: 64 * 1024 * 1024 }
const text = Buffer.from('print("hello")\n')

/** Unpacks an archive of these entries; gives what lies above the folder too. */
async function unpacked(entries: readonly ZipEntry[], bounds = plenty) {
  const above = mkdtempSync(join(tmpdir(), 'parley-'))
  const folder = join(above, 'in')
  mkdirSync(folder)
  writeFileSync(join(above, 'a.zip'), zipOf(entries))
  const notes = await unpackZip(join(above, 'a.zip'), folder, new UnpackBudget(bounds))
  const names = readdirSync(above, { recursive: true, encoding: 'utf8' }).toSorted()
  return { folder, notes, names: names.filter((name) => name !== 'a.zip') }
}

test('files come out to the byte, and what may be executed still may', async () => {
  const run = { name: 'src/run.sh', bytes: Buffer.from('exec ./a\n'), mode: 0o100_755 }
  const { folder, notes, names } = await unpacked([{ name: 'src/a.py', bytes: text }, run])
  expect({ notes, names }).toEqual({
    notes: [],
    names: ['in', 'in/src', 'in/src/a.py', 'in/src/run.sh'],
  })
  expect(readFileSync(join(folder, 'src/a.py'))).toEqual(text)
  expect(statSync(join(folder, 'src/a.py')).mode & 0o111).toBe(0)
  expect(statSync(join(folder, 'src/run.sh')).mode & 0o100).toBe(0o100)
})

test.each([
  ['leads out', { name: '../out.py', bytes: text }, 'its path leads out of the archive'],
  ['is absolute', { name: '/tmp/out.py', bytes: text }, 'its path is absolute'],
  ['is a link', { name: 'l', bytes: Buffer.from('/etc/passwd'), mode: 0o120_777 }, 'it is a link'],
  ['is a pipe', { name: 'p', mode: 0o010_644 }, 'it is no file and no folder'],
  ['is encrypted', { name: 'e', bytes: text, isEncrypted: true }, 'it is encrypted'],
  [
    'is there already',
    { name: 'a.py', bytes: Buffer.from('2') },
    'something of its name is there already',
  ],
  ['lies in a file', { name: 'a.py/b', bytes: text }, 'something of its name is there already'],
])('an entry that %s is left out, and the others are not', async (_what, entry, why) => {
  const good = { name: 'a.py', bytes: text }
  const { folder, notes, names } = await unpacked([good, entry, { ...good, name: 'z.py' }])
  expect(notes).toEqual([`${entry.name} was left out: ${why}`])
  expect(names).toEqual(['in', 'in/a.py', 'in/z.py'])
  expect(readFileSync(join(folder, 'a.py'))).toEqual(text)
})

const zeros = Buffer.alloc(20 * 1024 * 1024)

test.each([
  ['is packed to next to nothing', [{ name: 'a', bytes: zeros }], plenty, /less than a 200th/],
  [
    'is larger than allowed',
    [{ name: 'a', bytes: zeros.subarray(0, 2 * 1024 * 1024) }],
    { files: 9, bytes: 1024 * 1024 },
    /larger than 1 MiB/,
  ],
  [
    'has too many files',
    [1, 2, 3].map((name) => ({ name: `${name}` })),
    { files: 2, bytes: 1 },
    /more than 2 files/,
  ],
])('an archive that %s is not unpacked to its end', async (_what, entries, bounds, why) => {
  const trying = unpacked(entries, bounds)
  await expect(trying).rejects.toThrow(TooMuch)
  await expect(trying).rejects.toThrow(why)
})

test('a file that is longer than the archive says is left out', async () => {
  const { notes, names } = await unpacked([{ name: 'a', bytes: text, declared: 3 }])
  expect(names).toEqual(['in'])
  expect(notes).toEqual([expect.stringMatching(/^a was left out: too many bytes/)])
})
