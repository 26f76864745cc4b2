import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { confinedWords } from './bwrap.ts'
import { parseCourse } from './course-file.ts'
import { trySandbox } from './try-sandbox.ts'
import { visibleFolders } from './visible-folders.ts'

const { limits } = parseCourse({ assignment: { dialect: 'vu' } })
const hidden = '/etc/hostname'
const isRoot = process.getuid?.() === 0
const settings = { isRoot, visible: visibleFolders(), hidden: [hidden] }
const testInSandbox = (await trySandbox(settings, limits)) === undefined ? test : test.skip

/** What a script of the shell prints in a sandbox, in a folder with `own.txt`. */
function printed(
  script: string,
  env: Readonly<Record<string, string>>,
  within?: string,
): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  writeFileSync(join(folder, 'own.txt'), 'own\n')
  mkdirSync(join(folder, within ?? ''), { recursive: true })
  const command = { words: ['sh', '-c', script], folder, within, limits, env: { KEPT: '' } }
  const [program = '', ...args] = confinedWords(command, settings, 'own')
  const text = execFileSync(program, args, {
    cwd: join(folder, within ?? ''),
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return text.split('\n').slice(0, -1)
}

testInSandbox('a program sees its folder and the system, and can write in its folder alone', () => {
  const script = `cat own.txt; pwd; cat ${hidden} | wc -c
for path in new.txt /tmp/new /dev/shm/new /usr/new /etc/new /new; do
  (echo > $path) 2> /dev/null && echo $path
done; true`
  const seen = ['own', '/submission', '0']
  expect(printed(script, {})).toEqual([...seen, 'new.txt', '/tmp/new', '/dev/shm/new'])
})

testInSandbox('a build within a folder sees all of the folder', () => {
  const script = 'pwd; cat ../own.txt; echo > ../new.txt && ls ..'
  expect(printed(script, {}, 'inner')).toEqual([
    ...['/submission/inner', 'own'],
    ...['inner', 'new.txt', 'own.txt'],
  ])
})

testInSandbox('a program gets its own variables and not those of whoever grades', () => {
  const script = 'echo "$KEPT,$SECRET,$HOME"; ulimit -c'
  expect(printed(script, { KEPT: 'kept', SECRET: 'secret' })).toEqual(['kept,secret,/tmp', '0'])
  process.env.SECRET = 'secret'
  try {
    expect(printed(script, { KEPT: 'kept' })).toEqual(['kept,,/tmp', '0'])
  } finally {
    delete process.env.SECRET
  }
})

testInSandbox('a program has no other network and no other processes', () => {
  const script = 'grep -c : /proc/net/dev; ls -d /proc/[0-9]* | wc -l'
  const [interfaces, processes] = printed(script, {})
  expect(interfaces).toBe('1')
  expect(Number(processes)).toBeLessThan(8)
})
