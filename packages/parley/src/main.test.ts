import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { jest } from '@jest/globals'
import { discoverDialects } from './discover.ts'
import { Program, run } from './testing/program.ts'
import { refused } from './testing/refused.ts'

jest.setTimeout(30_000)

const programs: Program[] = []

function start(args: readonly string[], environment?: Readonly<Record<string, string>>): Program {
  const program = new Program(args, environment)
  programs.push(program)
  return program
}

afterEach(() => {
  for (const program of programs.splice(0)) program.signal('SIGKILL')
})

const { dialects } = await discoverDialects()
const onFreePorts = dialects.flatMap(({ name }) => ['--listen', `${name}=0`])
const [first] = dialects
const name = first?.name ?? ''

function file(fileName: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'parley-')), fileName)
  writeFileSync(path, text)
  return path
}

describe('parley serve', () => {
  test('prints a line a listener, then ready, and nothing more; SIGTERM ends it with 0', async () => {
    const program = start(['serve', ...onFreePorts])
    await program.says('ready\n')
    for (const { name } of dialects) {
      const socket = connect(program.port(name), '127.0.0.1')
      await once(socket, 'connect')
      socket.end('nonsense\n')
    }
    program.signal('SIGTERM')
    const { status, stdout } = await program.done
    expect(status).toBe(0)
    const lines = stdout.split('\n')
    expect(lines.at(-2)).toBe('ready')
    expect(lines.slice(0, -2).map((line) => line.replace(/\d+$/, 'PORT'))).toEqual(
      dialects.map(({ name }) => `listening ${name} 127.0.0.1:PORT`),
    )
  })

  test('without --listen every dialect is on its default port of the given host', async () => {
    const program = start(['serve', '--host', '127.77.0.1'])
    await program.says('ready\n')
    expect(program.stdout).toBe(
      `${dialects.map((one) => `listening ${one.name} 127.77.0.1:${one.defaultPort}\n`).join('')}ready\n`,
    )
  })

  test('on every address it warns, and says where it is reached', async () => {
    const program = start(['serve', '--listen', `${name}=0.0.0.0:0`, '--log', 'json'])
    await program.says('ready\n')
    await program.says('to talk', 'stderr')
    program.signal('SIGTERM')
    const { stderr } = await program.done
    const lines = stderr.split('\n')
    expect(lines[0]).toMatch(
      /"level":"warn","message":"nothing is encrypted: .*docs\/security\.md"/,
    )
    expect(lines[1]).toMatch(
      new RegExp(`"to talk: npx parley chat ${name} 127\\.0\\.0\\.1:\\d+[";]`),
    )
  })

  test('SIGINT drains too', async () => {
    const program = start(['serve', '--listen', `${name}=0`, '--log', 'json'])
    await program.says('ready\n')
    program.signal('SIGINT')
    const { status, stderr } = await program.done
    expect(status).toBe(0)
    const messages = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).message)
    const place = `${name} 127.0.0.1:${program.port(name)}`
    const hint = `to talk: npx parley chat ${place}`
    expect(messages).toEqual([hint, 'SIGINT: closing 0 connections', 'closed'])
  })

  test.each(['stdout', 'stderr'] as const)('nobody at %s is no reason to stop', async (where) => {
    const program = start(['serve', '--listen', `${name}=0`, '--log-level', 'debug'])
    await program.says('ready\n')
    program.stopReading(where)
    for (let round = 0; round < 3; round++) {
      const socket = connect(program.port(name), '127.0.0.1')
      await once(socket, 'connect')
      socket.end().resume()
      await once(socket, 'close')
    }
    program.signal('SIGTERM')
    expect((await program.done).status).toBe(0)
  })

  test('SIGHUP, which comes where a terminal is closed, ends it as SIGTERM does', async () => {
    const program = start(['serve', '--listen', `${name}=0`])
    await program.says('ready\n')
    program.signal('SIGHUP')
    const { status, stderr } = await program.done
    expect(status).toBe(0)
    expect(stderr).toContain('SIGHUP: closing 0 connections')
    expect(stderr).toContain('closed')
  })

  test('a second signal ends it at once', async () => {
    const program = start(['serve', '--listen', `${name}=0`])
    await program.says('ready\n')
    const lingering = connect({ port: program.port(name), host: '127.0.0.1', allowHalfOpen: true })
    await once(lingering, 'connect')
    lingering.on('error', () => {})
    lingering.pause()
    program.signal('SIGTERM')
    await program.says('SIGTERM: closing', 'stderr')
    program.signal('SIGTERM')
    expect((await program.done).status).toBe(143)
  })

  test('a port in use: one line, status 2, nothing left listening', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' ? address?.port : 0
    const outcome = await run('serve', '--listen', `${name}=0`, '--listen', `${name}=${port}`)
    taken.close()
    expect(outcome).toEqual({
      status: 2,
      stdout: '',
      stderr: `parley: cannot listen for ${name} on 127.0.0.1:${port}: the port is in use\n`,
    })
  })

  test('two listeners on one port are refused by their names', async () => {
    const [one, two] = dialects.map((dialect) => dialect.name)
    const words = ['--listen', `${one}=5999`, '--listen', `${two}=5999`]
    expect(await run('serve', '--data', 'memory', ...words)).toEqual({
      status: 2,
      stdout: '',
      stderr: `parley: ${one} and ${two} are both to listen on 127.0.0.1:5999\n`,
    })
  })

  test('flags win over the environment, the environment over the file', async () => {
    const path = file('parley.yaml', `listen: ["${name}=0"]\nlogLevel: warn\nhost: 127.0.0.9\n`)
    const program = start(['serve', '--config', path, '--host', '127.0.0.7'], {
      PARLEY_HOST: '127.0.0.8',
      PARLEY_LOG_LEVEL: 'info',
    })
    await program.says('ready\n')
    expect(program.stdout).toMatch(new RegExp(`^listening ${name} 127.0.0.7:\\d+\\nready\\n$`))
    program.signal('SIGTERM')
    expect((await program.done).stderr).toContain('closed')
  })
})

const wrong = (...args: string[]) => args

describe('used wrongly: one clear line on stderr, status 2', () => {
  const known = dialects.map((one) => one.name).join(', ')
  test.each([
    [wrong(), 'a command is needed; parley --help lists them'],
    [wrong('frobnicate'), 'there is no command "frobnicate"; parley --help lists them'],
    [wrong('chatt'), 'there is no such command; did you mean chat?'],
    [wrong('faulty', 'lst'), 'there is no such command; did you mean list?'],
    [wrong('serve', '--listen'), '--listen: expected <dialect>[+tls][=[host:]port]'],
    [wrong('serve', '--config', ''), '--config: expected a file'],
    [wrong('serve', '--limit', '--strict'), '--limit: expected <limit>=<value>'],
    [
      wrong('serve', '--keep', 'timeline=3'),
      '--keep: expected <keep>=<value> with one of accounts, timelineMessages, timelineBytes, fileBytes; got "timeline=3"',
    ],
    [
      wrong('serve', '--keep', 'timelineMessages=0'),
      '--keep timelineMessages: expected at least 1, got 0',
    ],
    [wrong('serve', '--frobnicate'), 'there is no flag --frobnicate; --help lists them'],
    [wrong('serve', '--lsten', 'vu'), 'there is no flag --lsten; did you mean --listen?'],
    [wrong('serve', '--', 'x'), 'serve: nothing is taken behind --, got "x"'],
    [wrong('serve', '--strict=yes'), '--strict: expected no value, or true or false, got "yes"'],
    [
      wrong('serve', '--listen', 'morse'),
      `--listen: there is no dialect "morse" (there are ${known})`,
    ],
    [
      wrong('serve', '--listen', `${name}=70000`),
      `--listen: expected a port from 0 to 65535 in "${name}=70000" (<dialect>[+tls][=[host:]port])`,
    ],
    [
      wrong('serve', '--listen', `${name}=:1`),
      `--listen: no host before the colon in "${name}=:1" (<dialect>[+tls][=[host:]port])`,
    ],
    [
      wrong('serve', '--option', 'morse.pace=1'),
      `--option morse: there is no dialect "morse" (there are ${known})`,
    ],
    [wrong('serve', '--option', name), `--option: expected <dialect>.<key>=<value>, got "${name}"`],
    [
      wrong('serve', '--listen', `${name}=0`, '--option', `${name}.bogus=1`),
      `--option ${name}.bogus: there is no such setting`,
    ],
    [
      wrong('serve', '--durability', 'some'),
      '--durability: expected one of "full"|"relaxed", got "some"',
    ],
    [wrong('serve', '--log', 'xml'), '--log: expected one of "pretty"|"json", got "xml"'],
    [wrong('serve', '--limit', 'floodRate=-1'), '--limit floodRate: expected at least 0, got -1'],
    [
      wrong('serve', '--config', '/nowhere'),
      '--config: cannot read /nowhere: there is no such file or folder',
    ],
    [
      wrong('chat', name, '5378', '--port', '5379'),
      '--port says 5379, and the place before it says 5378',
    ],
    [
      wrong('chat', name, '[::1]:5378', '-a', '127.0.0.1'),
      '--address says 127.0.0.1, and the place before it says ::1',
    ],
    [wrong('dialects', 'morse'), `there is no dialect "morse" (there are ${known})`],
  ])('parley %j', async (args, message) => {
    expect(await refused(...args)).toEqual({ status: 2, stderr: `parley: ${message}\n` })
  })

  test('a wrong file is named with the line and the path of the key', async () => {
    const path = file('bad.yaml', 'durability: full\nlog-level: warn\n')
    expect(await run('serve', '--config', path)).toEqual({
      status: 2,
      stdout: '',
      stderr: `parley: ${path}, line 2: log-level: there is no such setting; did you mean logLevel?\n`,
    })
  })

  test('an unknown variable is named', async () => {
    const { status, stderr } = await start(['serve'], { PARLEY_PORT: '1' }).done
    expect(status).toBe(2)
    expect(stderr).toBe('parley: PARLEY_PORT: there is no such setting\n')
  })
})

test.each(['--version', '-v'])(
  '%s gives its own version in the folder of another package',
  async (flag) => {
    const folder = dirname(file('package.json', '{"name": "other", "version": "7.7.7"}'))
    const own = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
    expect(await new Program([flag], {}, { cwd: folder }).done).toEqual({
      status: 0,
      stdout: `${JSON.parse(own).version}\n`,
      stderr: '',
    })
  },
)

test('-h and --help say the same', async () => {
  const { status, stdout } = await run('serve', '-h')
  expect(status).toBe(0)
  expect(stdout).toContain('--listen')
  expect(await run('serve', '--help')).toEqual({ status, stdout, stderr: '' })
})

describe('parley dialects', () => {
  test('lists each with its port and shape', async () => {
    const { status, stdout } = await run('dialects')
    expect(status).toBe(0)
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(/\s{2,}/))
    expect(rows).toEqual(dialects.map((one) => [one.name, String(one.defaultPort), one.shape]))
  })

  test('explains the options of one', async () => {
    const { stdout } = await run('dialects', name)
    for (const key of Object.keys(first?.optionNotes ?? {})) expect(stdout).toContain(`\n${key} `)
  })
})
