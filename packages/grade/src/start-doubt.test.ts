import { startDoubt } from './start-doubt.ts'
import type { StartPlan } from './start-plan.ts'

function plan(source: 'detect' | 'override'): StartPlan {
  const start = { command: ['./a'], cwd: '.', env: {} }
  return { status: 'ready', source, start, reasons: [], candidates: [] }
}

function findings(why: string, output: readonly string[]) {
  return {
    ...{ dialect: 'vu', groups: {}, target: '', token: '', started: 0, time: 0, total: 0 },
    ...{ program: [], diagnoses: [], ahead: [], outcomes: [], trouble: { why, output } },
    side: 'server',
    state: 'whole',
  } as const
}

const ended = 'the server has ended before it listened: exit status 1'

test.each([
  ['the server does not listen on port 5 within 10 s; it listens on port 6 instead', ''],
  [ended, 'usage: server <address> <port>'],
  [ended, 'server: wrong number of arguments'],
  [ended, 'IndexError: list index out of range'],
  [ended, "ModuleNotFoundError: No module named 'trio'"],
  ['the build failed: exit status 1', 'Chat.java:3: error: package org.json does not exist'],
  ['the build failed: exit status 1', "list.c:(.text+0x9): undefined reference to `floor'"],
  [ended, 'sh: 1: cmake: not found'],
  [ended, 'run.sh: 2: ./server: Permission denied'],
  [ended, "SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?"],
  [ended, 'run.sh: 1: .: cannot open venv/bin/activate: No such file'],
  [ended, "FileNotFoundError: [Errno 2] No such file or directory: 'credentials.txt'"],
  [ended, "KeyError: 'SERVER_NAME'"],
  [ended, 'OSError: [Errno 99] Cannot assign requested address'],
  [ended, 'java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1'],
])('a start that was guessed may be wrong: %s: %s', (why, line) => {
  expect(startDoubt(plan('detect'), findings(why, [line]))).toBeDefined()
  expect(startDoubt(plan('override'), findings(why, [line]))).toBeUndefined()
})

test.each(['the build failed: spawn javac ENOENT', 'the build failed: exit status 127'])(
  'a command that this machine does not have is nobody’s fault but the staff’s: %s',
  (why) => {
    const trouble = findings(why, [])
    expect(startDoubt(plan('override'), trouble)).toMatch(/^a command is not there: /)
  },
)

test.each([
  '    socket.listen(int(sys.argv[1]))',
  "AttributeError: module 'socket' has no attribute 'listen'",
  'TypeError: serve() missing 1 required positional argument',
  "KeyError: 'ann'",
  'server.c:1:10: error: expected declaration specifiers',
])('a program that ends by its own fault has not been started wrongly: %s', (line) => {
  expect(startDoubt(plan('detect'), findings(ended, [line]))).toBeUndefined()
})
