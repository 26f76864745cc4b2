import { Buffer } from 'node:buffer'
import { mkdirSync, mkdtempSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { takeIn } from './take-in.ts'
import { zipOf } from './testing/zip.ts'

const text = Buffer.from('pass\n')
let source: string

beforeEach(() => {
  source = mkdtempSync(join(tmpdir(), 'parley-'))
})

async function taken(...entries: string[]) {
  const folder = join(source, 'out')
  const said = entries.map((entry) => ({ entry, name: entry.replace(/^ann_/, '') }))
  const one = { id: '1', name: 'Ann', folder: 'Ann', entries: said }
  const { root, renamed, ...rest } = await takeIn(source, one, folder)
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted()
  return {
    ...rest,
    ...(renamed.length === 0 ? {} : { renamed }),
    ...{ files, within: relative(folder, root) },
  }
}

test('files keep the names that the student gave them', async () => {
  writeFileSync(join(source, 'ann_server.py'), text)
  writeFileSync(join(source, 'ann_users.py'), text)
  const files = ['server.py', 'users.py']
  const expected = { files, within: '', notes: [], trouble: undefined }
  expect(await taken('ann_server.py', 'ann_users.py')).toEqual(expected)
})

test('an archive in an archive is unpacked, and a folder that is alone is gone into', async () => {
  const inner = zipOf([{ name: 'chat/server.py', bytes: text }, { name: '__MACOSX/._chat' }])
  mkdirSync(join(source, 'ann'))
  writeFileSync(join(source, 'ann/a.zip'), zipOf([{ name: 'inner.ZIP', bytes: inner }]))
  const expected = { files: ['server.py'], within: 'chat', notes: [], trouble: undefined }
  expect(await taken('ann')).toEqual(expected)
})

test('a folder that is a package of Python is started from above, and not gone into', async () => {
  mkdirSync(join(source, 'ann/lab/chat'), { recursive: true })
  writeFileSync(join(source, 'ann/lab/chat/__main__.py'), text)
  const files = ['chat', 'chat/__main__.py']
  expect(await taken('ann')).toEqual({ files, within: 'lab', notes: [], trouble: undefined })
})

test('what lies too deep in archives, and archives of other kinds, are said', async () => {
  const layers = [1, 2, 3].reduce(
    (bytes, layer) => zipOf([{ name: `${layer}.zip`, bytes }]),
    zipOf([{ name: 'a.py', bytes: text }]),
  )
  mkdirSync(join(source, 'ann'))
  writeFileSync(join(source, 'ann/0.zip'), layers)
  writeFileSync(join(source, 'ann/b.rar'), 'Rar!')
  const { notes } = await taken('ann')
  expect(notes).toEqual([
    '1.zip was not unpacked: it lies too deep in other archives',
    'b.rar was not unpacked: only zip archives are',
  ])
})

test('a link in a folder is left out', async () => {
  mkdirSync(join(source, 'ann'))
  writeFileSync(join(source, 'ann/a.py'), text)
  symlinkSync('/etc/passwd', join(source, 'ann/users'))
  const notes = ['users was left out: it is a link']
  expect(await taken('ann')).toEqual({ files: ['a.py'], within: '', notes, trouble: undefined })
})

test('what is no archive is said, and is no reason to stop', async () => {
  writeFileSync(join(source, 'a.zip'), 'this is no archive')
  const { trouble } = await taken('a.zip')
  expect(trouble).toBe('it cannot be unpacked: a.zip is no zip archive, or is damaged')
})

test('of a file and a folder with one file of the same name, one stays and the other is said', async () => {
  mkdirSync(join(source, 'a'))
  writeFileSync(join(source, 'a/server.py'), text)
  writeFileSync(join(source, 'ann_server.py'), text)
  const notes = ['server.py was left out: something of its name is there already']
  const expected = { files: ['server.py'], within: '', notes, trouble: undefined }
  expect(await taken('a', 'ann_server.py')).toEqual(expected)
})

test('scripts and programs of an archive that was made on Windows may be executed', async () => {
  const entries = [
    { name: 'run.sh', bytes: Buffer.from('#!/bin/sh\n') },
    { name: 'server', bytes: Buffer.from('\u007fELF') },
    { name: 'notes', bytes: text },
  ]
  writeFileSync(join(source, 'a.zip'), zipOf(entries))
  await taken('a.zip')
  const modes = entries.map(({ name }) => statSync(join(source, 'out', name)).mode & 0o111)
  expect(modes).toEqual([0o111, 0o111, 0])
})

test('Java files that a platform has renamed are called as their classes are', async () => {
  mkdirSync(join(source, 'ann/chat'), { recursive: true })
  const write = (name: string, text: string) => writeFileSync(join(source, 'ann', name), text)
  write('Server (1).java', 'import java.net.*;\n\npublic class Server {}\n')
  write('chat/1234_ann_Users-2.java', 'final class Users {}\n')
  write('Room (1).java', 'class Room {}\n')
  write('Room (2).java', 'class Room {}\n')
  write('Main_1.java', 'class Main {}\n')
  write('Main.java', 'class Main {}\n')
  write('Wrong.java', 'public class Right {}\n')
  const { files, renamed } = await taken('ann')
  expect(files).toEqual([
    ...['Main.java', 'Main_1.java', 'Room (1).java', 'Room (2).java', 'Server.java', 'Wrong.java'],
    ...['chat', 'chat/Users.java'],
  ])
  expect(renamed).toEqual([
    '1234_ann_Users-2.java was renamed to Users.java, as the class in it is called',
    'Server (1).java was renamed to Server.java, as the class in it is called',
  ])
})
