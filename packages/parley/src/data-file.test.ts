import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCourse } from '@parley/grade'
import { driverPartSchema } from '@parley/kit'
import { parseMatrixFile } from '@parley/matrix'
import { parseBaseline, parseRubric } from '@parley/reports'
import { readData } from './data-file.ts'
import { UsageError } from './errors.ts'

const path = join(mkdtempSync(join(tmpdir(), 'parley-')), 'file.yaml')

const parsers = {
  course: parseCourse,
  driver: driverPartSchema.parse,
  matrix: parseMatrixFile,
  rubric: parseRubric,
  baseline: parseBaseline,
}

async function faultOf(kind: keyof typeof parsers, text: string): Promise<string> {
  writeFileSync(path, text)
  const error: unknown = await readData(path, '--file', (input, context): unknown =>
    parsers[kind](input, context),
  ).catch((reason: unknown) => reason)
  if (!(error instanceof UsageError)) throw new Error('it was taken')
  return error.message.replace(path, 'FILE')
}

test.each([
  [
    'course',
    'assignment: { dialect: vu }\nlimits:\n  runSecond: 9\n',
    'line 3: limits.runSecond: there is no such setting; did you mean runSeconds?',
  ],
  [
    'course',
    'assignment: { dialect: vu }\nlayout: { pattern: "(" }\n',
    'line 2: layout.pattern: expected a regular expression',
  ],
  [
    'course',
    "assignment: { dialect: vu }\nstart:\n  overrides:\n    '7': { command: [a, '{PORT}'] }\n",
    'line 4: start.overrides.7.command: there is no placeholder {PORT} in a command; there are {host} and {port}',
  ],
  ['driver', 'login: []\nlogn: [x]', 'line 2: logn: there is no such setting; did you mean login?'],
  ['driver', 'login: 7', 'line 1: login: expected a list, got 7'],
  [
    'driver',
    'ready: ">"\nlist: [!who]\n',
    "line 2: !who is a tag in YAML; put it in quotes, as in '!who'",
  ],
  ['driver', 'list: !who\n', "line 1: !who is a tag in YAML; put it in quotes, as in '!who'"],
  [
    'driver',
    'login: []\nsend: [@{to} {text}]\n',
    'line 2: Plain value cannot start with reserved character @; put the text in quotes',
  ],
  [
    'driver',
    'login:\n  - hello\n  - {name}\n',
    'line 3: login[1]: expected a text, got {"name":null}; put the text in quotes',
  ],
  [
    'driver',
    'heard: {from}: {text}\n',
    'line 1: heard: expected a text, got {"from":null}; put the text in quotes',
  ],
  [
    'driver',
    'welcome: Hi\nlogin: ["{username}"]\n',
    'line 2: login[0]: there is no placeholder {username} here; there are {name} and {password}',
  ],
  ['driver', 'list: []\nlist: [x]\n', 'line 2: Map keys must be unique'],
  ['driver', '{"list": [@x]}\n', 'line 1: Plain value cannot start with reserved character @'],
  ['driver', 'list: []\n---\nlist: []\n', 'line 2: the file has more than one document'],
  [
    'driver',
    'list: [\n\n!who',
    'line 3: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  [
    'driver',
    'send: *x\n',
    'Unresolved alias (the anchor must be set before the alias): x; put a text that begins with * in quotes',
  ],
  ['driver', 'just text', 'the file: expected keys with values, got "just text"'],
  [
    'matrix',
    'clients:\n  - { name: a, dialect: vu, comand: [x] }\n',
    'line 2: clients[0].comand: there is no such setting; did you mean command?',
  ],
  [
    'matrix',
    'clients:\n  - { name: a, dialect: vu }\n',
    'line 2: clients[0].command: expected a list, and it is missing',
  ],
  [
    'matrix',
    'gateway: true\nclients:\n  - name: a\n    dialect: vu\n    command: [x]\n    driver:\n      logn: []\n',
    'line 7: clients[0].driver.logn: there is no such setting; did you mean login?',
  ],
  [
    'matrix',
    'gateway: true\nclients:\n  - name: a\n    dialect: vu\n    command: [x, "{HOST}"]\n',
    'line 5: clients[0].command: there is no placeholder {HOST} in a command; there are {host} and {port}',
  ],
  ['rubric', 'point: {}', 'line 1: point: there is no such setting; did you mean points?'],
  ['rubric', 'points: { vu-3: many }', 'line 1: points.vu-3: expected a number, got "many"'],
  [
    'baseline',
    'vu-3: yes\nvu-3.7: true\n',
    'line 2: vu-3.7: expected a text, got true; put the text in quotes',
  ],
] as const)('a %s file that says %j', async (kind, text, words) => {
  const place = /^(line \d+)?/.exec(words)?.[0] ? 'FILE, ' : 'FILE: '
  expect(await faultOf(kind, text)).toBe(`${place}${words}`)
})

test('a file that is something else is not quoted at length', async () => {
  expect(await faultOf('driver', 'words '.repeat(100))).toBe(
    `FILE: the file: expected keys with values, got "${'words '.repeat(10).slice(0, 59)} …`,
  )
})

test.each([
  ['/nowhere', 'there is no such file or folder'],
  ['/', 'it is a folder'],
  ['/dev/null/x', 'a part of the path is no folder'],
])('%s cannot be read', async (place, why) => {
  await expect(readData(place, '--driver', parseRubric)).rejects.toThrow(
    new UsageError(`--driver: cannot read ${place}: ${why}`),
  )
})
