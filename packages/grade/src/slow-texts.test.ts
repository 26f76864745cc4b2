import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCourse } from './course-file.ts'
import { findStart } from './find-start.ts'

/** What makes a pattern slow that looks back from everywhere: as much of it as is read of a file. */
const texts = ['port', '\n', '/*', '<dependency>'].map((part) => part.repeat(256_000 / part.length))

const names = ['a.py', 'a.js', 'a.java', 'a.rs', 'pom.xml', 'Makefile', 'run.sh']

/** What is enough for a file to be looked into. */
const beginning = [
  'package main',
  'int main() { listen(s, 5); net.Listen(); TcpListener ServerSocket TCPServer .listen( }',
  'static void main(',
  'func main()',
  'fn main()',
  'A = ',
].join('\n')

test.each(names)('%s that was written to be slow is read at once', async (name) => {
  const { start: rules } = parseCourse({ assignment: { dialect: 'vu' } })
  for (const text of texts) {
    const folder = mkdtempSync(join(tmpdir(), 'parley-'))
    writeFileSync(join(folder, name), `${beginning}${text}`)
    writeFileSync(join(folder, name.includes('.c') ? 'b.cpp' : 'b.java'), beginning)
    await findStart({ id: '7', folder }, { side: 'server', rules, usualPort: 5378 })
  }
})
