import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseCourse } from './course-file.ts'
import { findStart } from './find-start.ts'
import type { StartPlan } from './start-plan.ts'

/** How a submission of these files is started; `start`: what the course file says of starting. */
async function found(files: Readonly<Record<string, string>>, start: object = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const { start: rules } = parseCourse({ assignment: { dialect: 'vu' }, start })
  return await findStart({ id: '7', folder }, { side: 'server', rules, usualPort: 5378 })
}

/** The start as far as it is not as always. */
function startIn(plan: StartPlan): object | undefined {
  if (plan.status !== 'ready') return undefined
  const { cwd, env, ...start } = plan.start
  return { ...start, ...(cwd === '.' ? {} : { cwd }), ...(env.PORT === undefined ? {} : { env }) }
}

const listening = 's.bind(("", port)); s.listen()\n'

test.each([
  [
    'the first argument',
    { 'server.py': `port = int(sys.argv[1])\n${listening}` },
    { command: ['python3', 'server.py', '{port}'] },
  ],
  [
    'the second argument, behind the host',
    { 'server.py': `port = int(sys.argv[2])\n${listening}` },
    { command: ['python3', 'server.py', '{host}', '{port}'] },
  ],
  [
    'an option',
    { 'server.py': `p.add_argument('-p', '--port', type=int)\n${listening}` },
    { command: ['python3', 'server.py', '--port', '{port}'] },
  ],
  [
    'a variable',
    { 'server.py': `port = int(os.environ.get('PORT', 5378))\n${listening}` },
    { command: ['python3', 'server.py'], env: { PORT: '{port}' } },
  ],
  [
    'a variable beside one for the host',
    { 'server.py': `at = (os.environ['HOST'], int(os.environ['PORT']))\n${listening}` },
    { command: ['python3', 'server.py'], env: { HOST: '{host}', PORT: '{port}' } },
  ],
  [
    'a number in the program',
    { 'server.py': 's.bind(("0.0.0.0", 4242))\ns.listen()\n' },
    { command: ['python3', 'server.py'], port: 4242 },
  ],
  [
    'a number in a file of constants beside it',
    { 'src/server.py': listening, 'src/config.py': 'SERVER_PORT = 9000\n' },
    { command: ['python3', 'server.py'], cwd: 'src', port: 9000 },
  ],
  [
    'nothing that is seen, so that the course’s port is taken',
    { 'server.py': listening },
    { command: ['python3', 'server.py'], port: 5378 },
  ],
  [
    'an argument of Node',
    { 'server.js': 'net.createServer(f).listen(Number(process.argv[2]))\n' },
    { command: ['node', 'server.js', '{port}'] },
  ],
  [
    'a number in Java',
    {
      'chat/Server.java':
        'package chat;\nclass Server { User u; public static void main(String[] a) { new ServerSocket(5000); } }\n',
      'chat/User.java': 'package chat;\nclass User {}\n',
    },
    {
      build: [
        ...['javac', '-encoding', 'UTF-8', '-nowarn', '-d', 'parley-classes'],
        ...['chat/Server.java', 'chat/User.java'],
      ],
      command: ['java', '-cp', 'parley-classes', 'chat.Server'],
      port: 5000,
    },
  ],
  [
    'an argument of C, built without the client beside it',
    {
      'server.c': 'int main(int c, char **argv) { p = atoi(argv[1]); listen(s, 5); }\n',
      'client.c': 'int main() { connect(s); }\n',
      'list.c': 'int add() {}\n',
    },
    {
      build: ['cc', '-O1', '-w', '-pthread', '-o', './parley-program', 'list.c', 'server.c', '-lm'],
      command: ['./parley-program', '{port}'],
    },
  ],
])('a program gets its port by %s', async (_what, files, start) => {
  expect(startIn(await found(files))).toEqual(start)
})

test('a server is told from the client beside it', async () => {
  const files = { 'chat_client.py': 's.connect((h, p))\n', 'chat.py': listening }
  expect(startIn(await found(files))).toMatchObject({ command: ['python3', 'chat.py'] })
})

test('of two programs that are as likely nobody chooses one', async () => {
  const plan = await found({ 'server.py': listening, 'server_old.py': listening })
  expect(plan).toMatchObject({
    status: 'needs-staff',
    reasons: ['several files may be the program: server.py, server_old.py'],
  })
})

test.each([
  ['nothing', {}, 'there is no file in it'],
  ['a text', { 'notes.txt': 'sorry' }, 'no file in it is a program that is known'],
  [
    'a parley.yaml without a command',
    { 'parley.yaml': 'build: [make]' },
    /^parley.yaml: command: /,
  ],
  [
    'a parley.yaml that leads out',
    { 'parley.yaml': '{command: [a], cwd: ../b}' },
    /within the submission$/,
  ],
])('a submission of %s is left to the staff', async (_what, files, reason) => {
  const { status, reasons } = await found(files)
  expect(status).toBe('needs-staff')
  expect(reasons).toEqual([expect.stringMatching(reason)])
})

const all = {
  'parley.yaml': 'command: [./mine]\n',
  'run.sh': 'exec python3 server.py "$1"\n',
  Makefile: 'server: server.c\n\nrun: server\n\t./server $(PORT)\n',
  'server.py': 's.bind(("", 4242)); s.listen()\n',
}

test.each([
  ['override', { overrides: { 7: { command: ['./theirs'] } } }, { command: ['./theirs'] }],
  ['parley.yaml', {}, { command: ['./mine'] }],
  ['run.sh', { order: ['run.sh', 'detect'] }, { command: ['sh', 'run.sh', '{port}'] }],
  [
    'make-run',
    { order: ['make-run'] },
    { build: ['make'], command: ['make', '-s', 'run', 'PORT={port}'] },
  ],
  ['detect', { order: ['detect'] }, { command: ['python3', 'server.py'], port: 4242 }],
])('the first in the course’s order counts: %s', async (source, rules, start) => {
  const plan = await found(all, rules)
  expect(plan).toMatchObject({ status: 'ready', source })
  expect(startIn(plan)).toEqual(start)
})

test('the command of the course is for programs that read arguments, and not for a fixed port', async () => {
  const rules = { python: ['python3', '-u', '{main}', '{port}'] }
  const reads = { 'server.py': `port = int(sys.argv[1])\n${listening}` }
  expect(startIn(await found(reads, rules))).toEqual({
    command: ['python3', '-u', 'server.py', '{port}'],
  })
  const fixed = { 'server.py': 's.bind(("", 4242)); s.listen()\n' }
  expect(startIn(await found(fixed, rules))).toEqual({
    command: ['python3', 'server.py'],
    port: 4242,
  })
})
