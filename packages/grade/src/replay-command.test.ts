import { parseCourse } from './course-file.ts'
import { replayCommand } from './replay-command.ts'
import { startSchema } from './start-schema.ts'

const check = { id: 'vu-3.8', token: 'vu-7' }

function commandOf(start: object, assignment: object = {}, limits: object = {}): string {
  const course = parseCourse({ assignment: { dialect: 'vu', ...assignment }, limits })
  return replayCommand(course, startSchema.parse(start), check)
}

test('a server is built and started as it was', () => {
  expect(commandOf({ command: ['python3', 'server.py', '{port}'] })).toBe(
    "npx parley check server vu --only vu-3.8 --replay vu-7 -- python3 server.py '{port}'",
  )
  const start = {
    ...{ build: ['javac', '-d', 'my classes', 'S.java'], command: ['java', 'S'] },
    ...{ cwd: 'src', env: { HOME_PORT: '{port}' }, port: 5378 },
  }
  expect(commandOf(start, { options: { limit: 3 } }, { startSeconds: 20 })).toBe(
    [
      'npx parley check server vu 5378 --option limit=3 --only vu-3.8 --replay vu-7',
      String.raw`--build 'javac -d '\''my classes'\'' S.java' --cwd src --env 'HOME_PORT={port}'`,
      '--wait 20 -- java S',
    ].join(' '),
  )
})

test('a client is built before, and gets its folder, variables and terminal from the shell', () => {
  const start = {
    ...{ build: ['make'], command: ['./client'], cwd: 'src', env: { PORT: '{port}' } },
  }
  expect(commandOf(start, { side: 'client', pty: true })).toBe(
    "cd src && make && npx parley check client vu --only vu-3.8 --replay vu-7 --pty -- env 'PORT={port}' ./client",
  )
  expect(commandOf({ command: ['./client'], port: 5378 }, { side: 'client' })).toBe(
    'npx parley check client vu --port 5378 --only vu-3.8 --replay vu-7 -- ./client',
  )
})
