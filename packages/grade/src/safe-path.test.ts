import { safePath } from './safe-path.ts'

test.each([
  ['a/b.py', ['a', 'b.py']],
  ['./a//b.py', ['a', 'b.py']],
  ['a\\b.py', ['a', 'b.py']],
  ['fo\u0000o\n.py', ['fo_o_.py']],
  ['a\u202egpj.py', ['a_gpj.py']],
  ['Größe ünd.py', ['Größe ünd.py']],
])('%j lies within the folder', (name, parts) => {
  expect(safePath(name)).toEqual({ kind: 'path', parts })
})

test.each([
  ['../a.py', 'its path leads out of the archive'],
  ['a/../../b.py', 'its path leads out of the archive'],
  ['a\\..\\..\\b.py', 'its path leads out of the archive'],
  ['/etc/passwd', 'its path is absolute'],
  ['\\\\host\\share', 'its path is absolute'],
  ['C:\\a.py', 'its path is absolute'],
  ['./', 'it has no name'],
  ['a/'.repeat(25), 'its path is too deep'],
  ['ü'.repeat(101), 'its name is too long'],
])('%j is refused', (name, why) => {
  expect(safePath(name)).toEqual({ kind: 'refused', why })
})

test.each([
  ...['__MACOSX/._a.py', 'a/.DS_Store', 'Thumbs.db', 'a/._b.py'],
  ...['.git/config', 'a/venv/bin/python3', '.venv/pyvenv.cfg', 'a/__pycache__/b.pyc'],
])('%s is left out without a word', (name) => {
  expect(safePath(name)).toEqual({ kind: 'machine-made' })
})
