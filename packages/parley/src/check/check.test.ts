import { existsSync, mkdtempSync, readFileSync, watch, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import { formatAddress } from '@parley/contract'
import { ownPort } from '../testing/own-port.ts'
import { Program, parley, root, run } from '../testing/program.ts'
import { refused } from '../testing/refused.ts'

jest.setTimeout(120_000)

const folder = mkdtempSync(join(tmpdir(), 'parley-'))
const file = (name: string) => join(folder, name)
const programs: Program[] = []
const servers: Server[] = []

afterAll(async () => {
  for (const one of programs) one.signal('SIGKILL')
  for (const server of servers) server.close()
  await Promise.all(programs.map((one) => one.done))
})

async function started(...args: readonly string[]): Promise<Program> {
  const one = new Program(args)
  programs.push(one)
  await one.says('ready')
  return one
}

let gateway: string
let faulty: string

beforeAll(async () => {
  const right = await started('serve', '--listen', 'vu=0')
  gateway = formatAddress('127.0.0.1', right.port('vu'))
  const wrong = await started('faulty', 'server', 'vu', 'no-line-end', '--port', '0')
  const [, port] = /^listening vu \S+:(\d+) no-line-end$/m.exec(wrong.stdout) ?? []
  faulty = formatAddress('127.0.0.1', Number(port))
})

/** Reports of every kind in one run. */
const reports = ['junit', 'tap', 'json', 'markdown', 'html', 'gradescope', 'github-classroom']

function reportFlags(prefix: string): readonly string[] {
  return reports.flatMap((name) => [`--${name}`, file(`${prefix}.${name}`)])
}

test('a right server: status 0, a summary, and a report of every kind', async () => {
  const { status, stdout, stderr } = await run(
    ...['check', 'server', 'vu', gateway, '--only', 'vu-2.1a', '--replay', '7'],
    ...reportFlags('right'),
  )
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout.replace(/\d+ ms/, 'TIME').replaceAll(/(?<![.:\w])[1-9]\b/g, 'N')).toBe(
    [
      `vu server ${gateway}: N of N checks in TIME`,
      'PASSED: N passed',
      'the same run again: --replay N',
      '',
    ].join('\n'),
  )
  for (const name of reports) {
    expect(readFileSync(file(`right.${name}`), 'utf8')).toMatch(
      name === 'markdown' ? /vu-2/ : /vu-2\.1a/,
    )
  }
  const json: unknown = JSON.parse(readFileSync(file('right.json'), 'utf8'))
  expect(json).toMatchObject({
    state: 'whole',
    side: 'server',
    counts: { fail: 0, warn: 0, skip: 0, error: 0 },
  })
})

test('a wrong server: status 1, and what is wrong with it', async () => {
  const { status, stdout } = await run('check', 'server', 'vu', faulty, '--only', 'vu-2.1a')
  expect(status).toBe(1)
  const lines = stdout.split('\n')
  expect(lines[1]).toMatch(/^you end no line with \\n: .* \(seen first in vu-2\.1a; /)
  expect(lines.slice(2, 6)).toEqual([
    'NOT PASSED: 1 failed',
    '1 FAIL costs points',
    'start here: vu-2.1a confirms a login (explains 1 check)',
    'MUST: a FAIL where it is broken',
  ])
  expect(lines[6]).toMatch(/^✗ FAIL vu-2\.1a MUST /)
  expect(lines.at(-2)).toMatch(/^the same run again: --replay \w+$/)
  expect(stdout).toMatch(/expected {2}HELLO ann\w{6}\\n\n {2}came {6}HELLO ann\w{6}\n/)
  expect(stdout).toMatch(/The line end \\n is missing/)
  expect(stdout).toMatch(/run {7}\S.* check server vu .* --only vu-2\.1a --replay \w+\n/)
})

test('what a baseline knows does not fail, and what it should not know does', async () => {
  writeFileSync(file('known.yaml'), 'vu-2.1a: the course knows\n')
  const only = ['--only', 'vu-2.1a', '--baseline', file('known.yaml')]
  expect((await run('check', 'server', 'vu', faulty, ...only)).status).toBe(0)
  const { status, stdout } = await run('check', 'server', 'vu', gateway, ...only)
  expect(status).toBe(1)
  expect(stdout).toContain('vu-2.1a')
})

test('what students must not see is in none of their reports, and hidden in the file for Gradescope', async () => {
  writeFileSync(file('rubric.yaml'), 'points: { vu-2: 10 }\nvisibility: { vu-2.1a: hidden }\n')
  const { stdout } = await run(
    ...['check', 'server', 'vu', faulty, '--only', 'vu-2.1a', '--students'],
    ...['--rubric', file('rubric.yaml')],
    ...reportFlags('hidden'),
  )
  const read = (name: string) => readFileSync(file(`hidden.${name}`), 'utf8')
  const { tests, ...rest }: { tests: { visibility: string; name: string }[] } = JSON.parse(
    read('gradescope'),
  )
  expect(tests).toMatchObject([{ visibility: 'hidden', name: 'vu-2.1a confirms a login' }])
  const others = reports.filter((name) => name !== 'gradescope')
  for (const text of [stdout, JSON.stringify(rest), ...others.map(read)])
    expect(text).not.toMatch(/vu-2\.1a|confirmed with HELLO|HELLO-FROM/)
})

test('a client: started, typed at, and judged', async () => {
  const command = [...parley, 'chat', 'vu', '{host}:{port}']
  const { status, stdout } = await run(
    ...['check', 'client', 'vu', '--only', 'vu-2.1', '--', ...command],
  )
  expect([status, stdout]).toEqual([0, expect.stringContaining('1 passed')])
})

test('a client that knows its port is met there, and its command is left as it is', async () => {
  const port = String(await ownPort())
  const { status, stdout } = await run(
    ...['check', 'client', 'vu', '--port', port, '--only', 'vu-2.1', '--'],
    ...[...parley, 'chat', 'vu', `127.0.0.1:${port}`],
  )
  expect([status, stdout]).toEqual([0, expect.stringContaining('1 passed')])
})

test('a client on a terminal of its own', async () => {
  const command = [...parley, 'chat', 'vu', '{host}:{port}']
  const { status, stdout } = await run(
    ...['check', 'client', 'vu', '--pty', '--only', 'vu-2.1', '--', ...command],
  )
  expect([status, stdout]).toEqual([0, expect.stringContaining('1 passed')])
})

test('a wrong client is found', async () => {
  const start = [...parley]
  const { status, stdout } = await run(
    ...['check', 'client', 'vu', '--only', 'vu-1.1', '--'],
    ...[...start, 'faulty', 'client', 'vu', 'crlf', '{host}:{port}'],
  )
  expect(status).toBe(1)
  expect(stdout).toContain('You ended a line with CRLF (\\r\\n); here a line ends with \\n alone.')
})

test('a run that is killed leaves a report of what there was', async () => {
  const silent = createServer((socket) => socket.resume())
  servers.push(silent)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const address = silent.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const path = file('partial.json')
  const written = new Promise<void>((resolve) => {
    const watcher = watch(folder, () => {
      if (!existsSync(path)) return
      watcher.close()
      resolve()
    })
  })
  const one = new Program(['check', 'server', 'vu', `:${port}`, '--json', path])
  programs.push(one)
  await written
  one.signal('SIGKILL')
  await one.done
  const report: unknown = JSON.parse(readFileSync(path, 'utf8'))
  expect(report).toMatchObject({ state: 'running', side: 'server' })
})

test('a run that is ended by a signal ends the client, however stubborn', async () => {
  const witness = createServer()
  servers.push(witness)
  await new Promise<void>((resolve) => witness.listen(0, '127.0.0.1', resolve))
  const address = witness.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const stays = `process.on('SIGTERM', () => {}); require('node:net').connect(${port}, '127.0.0.1')`
  const one = new Program(['check', 'client', 'vu', '--', process.execPath, '-e', stays])
  programs.push(one)
  await new Promise<void>((resolve) => {
    witness.once('connection', (socket) => {
      socket.on('error', () => {})
      socket.on('close', () => resolve())
      socket.resume()
      one.signal('SIGTERM')
    })
  })
  const { status, stdout } = await one.done
  expect([status, stdout.split('\n')[1]]).toEqual([
    143,
    expect.stringMatching(/^NOT FINISHED: 0 of \d+ checks have run$/),
  ])
})

test.each([
  [['check'], 'check: one of server and client is needed (parley check server <dialect> --list '],
  [['check', 'list'], 'check: there is no "list"; one of server and client is needed (parley '],
  [
    ['check', 'client', 'vu', 'python3', 'x y'],
    "the command goes behind --, as in -- python3 'x y'",
  ],
  [
    ['check', 'client', 'vu', 'python3', '-u'],
    'there is no flag -u; --help lists them (the client’s own arguments go ',
  ],
  [
    ['check', 'client', 'vu', '--', 'no-program'],
    'cannot start no-program: there is no such program',
  ],
  [
    ['check', 'client', 'vu', '--', './README.md'],
    'cannot start ./README.md: it is not executable',
  ],
  [['check', 'server', 'morse'], 'there is no dialect "morse" (there are '],
  [
    ['check', 'client', 'vu', '--', 'node', '{HOST}'],
    'check client: there is no placeholder {HOST} in a command; there are {host} and {port}',
  ],
  [
    ['check', 'client', 'vu', '--host', 'nohost.invalid', '--', 'node'],
    'cannot listen on nohost.invalid:0: there is no such host',
  ],
  [
    ['matrix', '/nowhere/class.yaml', '--json', '/nowhere/a.json'],
    '--json: cannot write /nowhere/a.json: /nowhere: there is no such file or folder',
  ],
  [['check', 'client', 'vu'], 'check client: say the command behind --, or --attach'],
  [['check', 'server', 'vu', ':99999'], '":99999": expected a port from 1 to 65535'],
  [['check', 'server', 'vu', '99999'], '"99999": expected a port from 1 to 65535'],
  [['check', 'server', 'vu', 'a:b'], '"a:b": expected a port from 1 to 65535'],
  [
    ['check', 'client', 'vu', '--port', 'x', '--', 'node'],
    '--port: expected a port from 0 to 65535, got "x"',
  ],
  [['chat', 'vu', 'host:99999'], '"host:99999": expected a port from 1 to 65535'],
  [['chat', 'vu', '-p', '0'], '--port: expected a port from 1 to 65535, got "0"'],
  [['check', 'server', 'vu', '--replay', 'A!'], '--replay: "A!" is no token of a run'],
  [['check', 'server', 'vu', '--only'], '--only: expected a check'],
  [['check', 'server', 'vu', '--only', '--list'], '--only: expected a check'],
  [['check', 'server', 'vu', '--only', 'vu-1', '--only', ''], '--only: expected a check'],
  [['check', 'server', 'vu', '--timeout'], '--timeout: expected a number'],
  [['check', 'server', 'vu', '--html', 'a', '--json', 'a'], '--html: a is the file of --json'],
  [['check', 'client', 'vu', '--pty', '--driver'], '--driver: expected a file'],
  [['check', 'server', 'vu', '--option', '--list'], '--option: expected <key>=<value>'],
  [['matrix', 'class.yaml', '--json'], '--json: expected a file'],
  [['faulty', 'server', 'vu', '--all-on'], '--all-on: expected a port'],
  [['chat', 'vu', '-p'], '--port: expected a port'],
  [
    ['chat', 'toom', '--downloads', 'README.md'],
    '--downloads: README.md can take no files: it is not a folder',
  ],
  [['chat', 'vu', '--downloads', ''], '--downloads: expected a folder'],
  [['check', 'server', 'vu', '--option', 'pace'], '--option: expected <key>=<value>, got "pace"'],
  [
    ['check', 'server', 'vu', '--only', 'vu-3.77'],
    '--only: vu-3.77: there is no such check, rule or group; did you mean vu-3.7?',
  ],
  [['check', 'server', 'vu', '--rubric', '/no/file'], '--rubric: cannot read /no/file: '],
  [['check', 'server', 'vu', '--list', '--only', 'x'], '--only: x: there is no such check'],
  [['files', 'empty', '--older'], '--older: expected a number'],
  [['files', 'empty', '--older', '7d'], '--older: expected a number of days, got "7d"'],
  [['accounts', 'list', '--data'], '--data: expected a folder'],
  [['faulty', 'server', 'vu'], 'faulty server: say a fault, or --all-on <port>'],
  [['faulty', 'server', 'vu', 'none'], 'there is no fault "none" (there are '],
])('parley %j is used wrongly: status 2 and one line', async (args, words) => {
  const { status, stderr } = await refused(...args)
  expect([status, stderr.split('\n').length]).toEqual([2, 2])
  expect(stderr).toContain(words)
})

test.each([...reports, 'rubric', 'baseline', 'credentials'].map((name) => [name] as const))(
  '--%s without a file, with an empty one or with two',
  async (name) => {
    const start = ['check', 'server', 'vu', gateway, '--only', 'vu-2.1a']
    const wrong = (words: string) => ({ status: 2, stderr: `parley: ${words}\n` })
    const flag = `--${name}`
    expect(await refused(...start, flag)).toEqual(wrong(`${flag}: expected a file`))
    expect(await refused(...start, flag, '')).toEqual(wrong(`${flag}: expected a file`))
    const twice = [flag, file('one'), flag, file('two')]
    expect(await refused(...start, ...twice)).toEqual(wrong(`${flag}: said more than once`))
    expect([file('one'), file('two'), join(root, '.part')].filter(existsSync)).toEqual([])
  },
)

test('nobody listens at a place that is only a port: status 1, and all is lost', async () => {
  const port = await ownPort()
  const results = file('results.json')
  writeFileSync(results, 'of the one before')
  const { status, stdout, stderr } = await run(
    ...['check', 'server', 'vu', String(port), '--gradescope', results],
  )
  expect([status, stderr]).toEqual([1, ''])
  const [head, why] = stdout.split('\n')
  expect(head).toMatch(new RegExp(`^vu server 127\\.0\\.0\\.1:${port}: 0 of \\d+ checks in `))
  expect(why).toBe(`NOT CHECKED: cannot connect to 127.0.0.1:${port}: nobody listens there`)
  const result: { score: number; tests: { score: number; max_score: number }[] } = JSON.parse(
    readFileSync(results, 'utf8'),
  )
  expect(result.score).toBe(0)
  expect(result.tests.length).toBeGreaterThan(60)
  expect(result.tests.every(({ score, max_score }) => score === 0 && max_score === 1)).toBe(true)
  const client = await run('faulty', 'client', 'vu', 'crlf', String(port))
  expect(client).toEqual({ status: 1, stdout: '', stderr: `Nobody listens at 127.0.0.1:${port}\n` })
})

test('a port that is in use: status 2 and one line, for every program that listens', async () => {
  const taken = createServer()
  servers.push(taken)
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? String(address.port) : ''
  const refused = {
    status: 2,
    stdout: '',
    stderr: `parley: cannot listen on 127.0.0.1:${port}: the port is in use\n`,
  }
  expect(await run('check', 'client', 'vu', '--port', port, '--', 'node')).toEqual(refused)
  expect(await run('faulty', 'server', 'vu', 'crlf', '--port', port)).toEqual(refused)
})

test('lists checks and faults', async () => {
  const checks = await run('check', 'server', 'vu', '--list')
  expect(checks.stdout).toMatch(/^vu-2\.1a +MUST +\S.*$/m)
  const faults = await run('faulty', 'list', 'vu')
  expect(faults.stdout).toMatch(/^vu server no-line-end +.* \(vu-.*\)$/m)
  expect([checks.status, faults.status]).toEqual([0, 0])
})
