import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Program, run } from '../testing/program.ts'
import { refused } from '../testing/refused.ts'
import { TestGateway } from '../testing/test-gateway.ts'

const place = '{"address":"127.0.0.1","port":40001}'

/** Of a server that is said to greet `ann` so. */
function recorded(greeting: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'replayed-'))
  const path = join(folder, 'a.ndjson')
  const lines = [
    '{"parley":"recording","version":1,"started":"2026-11-30T09:00:00.000Z","by":"proxy","secrets":"masked","dialects":{"vu":{"options":{}}}}',
    `{"t":1,"c":1,"k":"open","dialect":"vu","peer":${place},"local":${place}}`,
    '{"t":2,"c":1,"k":"in","s":"HELLO-FROM ann\\n"}',
    `{"t":3,"c":1,"k":"out","s":"${greeting}\\n"}`,
    '{"t":4,"c":1,"k":"end","by":"client"}',
    '{"t":5,"c":1,"k":"end","by":"server"}',
    '{"t":6,"c":1,"k":"close","reason":"ended"}',
  ]
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

test('both sides of a recording, played to each other, are the same', async () => {
  const file = recorded('HELLO ann')
  const server = new Program(['replay', file, '--as', 'server', '--listen', '0'])
  await server.says('ready')
  const client = await run('replay', file, '--as', 'client', '--to', String(server.port('vu')))
  expect(client).toMatchObject({ status: 0, stderr: '' })
  expect(client.stdout).toContain(': 1 frame on 1 connection in ')
  expect(client.stdout).toContain('PASSED: all frames are as they were recorded\n')
  expect(await server.done).toMatchObject({ status: 0 })
})

test('a server that differs is told with both frames, also as JSON, with status 1', async () => {
  const gateway = await TestGateway.open()
  const words = ['--as', 'client', '--to', String(gateway.port('vu')), '--json']
  const file = recorded('HELLO amy')
  const report = join(file, '../report.json')
  const { status, stdout } = await run('replay', file, ...words, report)
  expect(status).toBe(1)
  expect(stdout.split('\n').slice(1)).toEqual([
    'NOT PASSED: connection 1, frame 1: another frame came',
    'expected  HELLO amy\\n',
    'came      HELLO ann\\n',
    '                 ^',
    'recorded  0.000 s after the recording began',
    'before    → HELLO-FROM ann\\n',
    '',
  ])
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
    parley: 'replay',
    passed: false,
    difference: { kind: 'other', connection: 1, frame: 1, came: 'HELLO ann\\n', at: 7 },
  })
  await gateway.close()
})

test('records what a server says now, and keeps the old recording', async () => {
  const gateway = await TestGateway.open()
  const file = recorded('HI')
  const before = readFileSync(file, 'utf8')
  const words = ['--as', 'client', '--to', String(gateway.port('vu')), '--rerecord']
  expect(await run('replay', file, ...words)).toMatchObject({ status: 0, stderr: '' })
  expect(readdirSync(join(file, '..')).sort()).toEqual(['a.ndjson', 'a.ndjson.bak'])
  expect(readFileSync(`${file}.bak`, 'utf8')).toBe(before)
  const made = readFileSync(file, 'utf8')
  expect(made).toContain('"k":"out","s":"HELLO ann\\n"')
  await run('replay', file, ...words)
  expect(readFileSync(`${file}.bak`, 'utf8')).toBe(before)
  expect(readFileSync(`${file}.bak-2`, 'utf8')).toBe(made)
  await gateway.close()
})

test.each([
  [[], '--as: expected client or server: the side that is played'],
  [['--as', 'x'], '--as: expected client or server: the side that is played, got "x"'],
  [['--as', 'client'], 'replay: say where the server is with --to, or its command behind --'],
  [['--as', 'client', '--listen', '1'], '--listen: not with --as client'],
  [['--as', 'client', '--to', 'host'], '--to: expected a port, as in host:5378, got "host"'],
  [
    ['--as', 'client', '--to', '1', '--pace', 'x'],
    '--pace: expected lockstep, original or max, got "x"',
  ],
  [
    ['--as', 'client', '--to', '1', '--slot', 'a'],
    '--slot: expected <name>=<regular expression>, got "a"',
  ],
  [['--as', 'client', '--to', '1', '--slot', 'a=x*'], '--slot: "x*" fits an empty text too'],
  [['--as', 'client', '--to', '1', '--dialect', 'ktn'], 'has no connection of "ktn" (it has vu)'],
  [['--as', 'client', '--to', '1', '--connection', '7'], '--connection: there is no connection 7'],
  [['--as', 'client', '--to', '1', '--out', 'x'], '--out: only with --rerecord or --shrink'],
  [['--as', 'client', '--to', '1', '--shrink'], '--shrink: needs the program’s command behind --'],
])('refuses %j', async (words, message) => {
  const { status, stderr } = await refused('replay', recorded('HELLO ann'), ...words)
  expect(status).toBe(2)
  expect(stderr).toContain(message)
})
