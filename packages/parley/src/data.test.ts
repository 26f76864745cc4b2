import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import { SocketClient } from './testing/client.ts'
import { entry, Program } from './testing/program.ts'
import { dialects, quick } from './testing/test-gateway.ts'

jest.setTimeout(60_000)

/** Dialects in which a login has a password. */
const withPasswords = dialects.filter(({ optionNotes }) => 'register' in optionNotes)
const withoutPasswords = dialects.filter((one) => !withPasswords.includes(one))

let folder: string
let running: Program[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-'))
  running = []
})

afterEach(async () => {
  for (const program of running) program.signal('SIGTERM')
  await Promise.all(running.map(({ done }) => done))
})

async function start(...flags: readonly string[]): Promise<Program> {
  const listen = dialects.flatMap(({ name }) => ['--listen', `${name}=0`])
  const data = ['--data', join(folder, 'data')]
  const cost = flags.includes('--password-cost') ? [] : ['--password-cost', '10']
  const program = new Program(['serve', ...listen, ...data, ...cost, ...flags])
  running.push(program)
  await program.says('ready')
  return program
}

/** `parley accounts …` on the folder; gives what it says. */
async function accounts(words: readonly string[], stdin = '') {
  const args = [entry, 'accounts', ...words, '--data', join(folder, 'data')]
  const child = spawn(process.execPath, args)
  child.stdin.end(stdin)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (bytes) => {
    stdout += String(bytes)
  })
  child.stderr.on('data', (bytes) => {
    stderr += String(bytes)
  })
  const status = await new Promise((resolve) => child.on('close', resolve))
  return { status, stdout, stderr }
}

/** Whether the name can be entered with the password; the connection is closed again. */
async function enters(program: Program, dialect: Dialect, name: string, password: string) {
  const client = new SocketClient(dialect, quick(dialect), program.port(dialect.name))
  const entered = await client.login(name, password).catch(() => false)
  const gone = new Promise((resolve) => client.socket.on('close', resolve))
  client.socket.destroy()
  await gone
  return entered
}

test('an account holds in every dialect, and after a restart', async () => {
  const first = await start()
  const [one, ...others] = withPasswords
  if (one === undefined) throw new Error('there is no dialect with passwords')
  expect(await enters(first, one, 'hans', 'falcon*solo')).toBe(true)
  first.signal('SIGTERM')
  await first.done
  const second = await start()
  for (const dialect of others) {
    expect(await enters(second, dialect, 'hans', 'wrong')).toBe(false)
    expect(await enters(second, dialect, 'hans', 'falcon*solo')).toBe(true)
  }
  for (const dialect of withoutPasswords) {
    expect(await enters(second, dialect, 'hans', 'falcon*solo')).toBe(false)
  }
})

test('accounts are administered while the gateway runs', async () => {
  const program = await start()
  const [dialect] = withPasswords
  if (dialect === undefined) throw new Error('there is no dialect with passwords')
  expect(await accounts(['add', 'hans'], 'falcon*solo\n')).toMatchObject({ status: 0 })
  expect((await accounts(['list'])).stdout).toMatch(/^hans {2}since \S+ \S+\n$/)
  expect(await enters(program, dialect, 'hans', 'wrong')).toBe(false)
  expect(await enters(program, dialect, 'hans', 'falcon*solo')).toBe(true)
  for (const wrong of ['a', 'b', 'c']) {
    expect(await enters(program, dialect, 'hans', wrong)).toBe(false)
  }
  expect(await enters(program, dialect, 'hans', 'falcon*solo')).toBe(false)
  expect((await accounts(['list'])).stdout).toMatch(/from 127\.0\.0\.1 {2}by !SERVER!\n$/)
  expect(await accounts(['unlock', 'hans'])).toMatchObject({ status: 0, stdout: '' })
  expect(await enters(program, dialect, 'hans', 'falcon*solo')).toBe(true)
  expect(await accounts(['passwd', 'hans'], 'other\n')).toMatchObject({ status: 0 })
  expect(await enters(program, dialect, 'hans', 'falcon*solo')).toBe(false)
  expect(await enters(program, dialect, 'hans', 'other')).toBe(true)
  expect(await accounts(['remove', 'hans'])).toMatchObject({ status: 0 })
  expect((await accounts(['list'])).stdout).toBe('')
})

test('an account that is removed is closed wherever its user is online', async () => {
  const program = await start()
  const clients: SocketClient[] = []
  expect(await accounts(['add', 'hans'], 'falcon*solo\n')).toMatchObject({ status: 0 })
  expect(await accounts(['add', 'yoda'], 'wise@!man\n')).toMatchObject({ status: 0 })
  const [dialect] = withPasswords
  if (dialect === undefined) throw new Error('there is no dialect with passwords')
  for (const [name, password] of [
    ['hans', 'falcon*solo'],
    ['yoda', 'wise@!man'],
  ] as const) {
    const client = new SocketClient(dialect, quick(dialect), program.port(dialect.name))
    expect(await client.login(name, password)).toBe(true)
    clients.push(client)
  }
  const [hans, yoda] = clients
  const gone = new Promise((resolve) => hans?.socket.on('close', resolve))
  expect(await accounts(['remove', 'hans'])).toMatchObject({ status: 0 })
  await gone
  expect(yoda?.socket.closed).toBe(false)
  await program.says('hans left: account-removed', 'stderr')
  yoda?.socket.destroy()
})

test('a credentials file makes accounts, and its bad lines are named', async () => {
  const path = join(folder, 'credentials.txt')
  writeFileSync(path, 'hans falcon*solo\nnonsense\nyoda wise@!man\n')
  const program = await start('--credentials', path)
  await program.says('line 2: expected a name, a space and a password', 'stderr')
  await program.says('accounts to make: 2, there before: 0, bad lines: 1', 'stderr')
  const [dialect] = withPasswords
  if (dialect === undefined) throw new Error('there is no dialect with passwords')
  expect(await enters(program, dialect, 'yoda', 'wise@!man')).toBe(true)
})

test('a gateway that has thousands of accounts to make serves at once, and keeps them when it stops', async () => {
  const path = join(folder, 'credentials.txt')
  const names = Array.from({ length: 3_000 }, (_, index) => `user${index}`)
  writeFileSync(path, names.map((name) => `${name} secret-of-${name}\n`).join(''))
  const slow = ['--credentials', path, '--password-cost', '14']
  const [dialect] = withPasswords
  if (dialect === undefined) throw new Error('there is no dialect with passwords')
  const first = await start(...slow)
  expect(await enters(first, dialect, 'user2999', 'wrong')).toBe(false)
  expect(await enters(first, dialect, 'user2999', 'secret-of-user2999')).toBe(true)
  first.signal('SIGTERM')
  const { status, stderr } = await first.done
  expect(status).toBe(0)
  const [, left] = /accounts not made yet: (\d+)/.exec(stderr) ?? []
  expect(Number(left)).toBeGreaterThan(2_000)
  const second = await start(...slow)
  await second.says(`accounts to make: ${left}, there before: ${3_000 - Number(left)}`, 'stderr')
  expect(await enters(second, dialect, 'user2999', 'secret-of-user2999')).toBe(true)
})

test('a folder has one gateway, and what is no store of ours is left as it is', async () => {
  await start()
  const second = new Program(['serve', '--data', join(folder, 'data')])
  const outcome = await second.done
  expect(outcome.status).toBe(2)
  expect(outcome.stderr).toContain('is in use by another gateway')
  const other = mkdtempSync(join(tmpdir(), 'parley-'))
  writeFileSync(join(other, 'parley.db'), 'this is no database at all')
  const third = await new Program(['serve', '--data', other]).done
  expect(third.status).toBe(2)
  expect(third.stderr).toContain('parley.db')
  expect(readFileSync(join(other, 'parley.db'), 'utf8')).toBe('this is no database at all')
})

test('a wrong option is told before a folder is made', async () => {
  const [dialect] = dialects
  const data = join(folder, 'never')
  const wrong = [`--listen=${dialect?.name}=0`, `--option=${dialect?.name}.bogus=1`]
  const { status } = await new Program(['serve', '--data', data, ...wrong]).done
  expect(status).toBe(2)
  expect(existsSync(data)).toBe(false)
})

test.each([
  [['add', 'a b'], 'x\n', 'this cannot be a name'],
  [['add', 'hans'], '', 'no password was given'],
  [['passwd', 'nobody'], 'x\n', 'no account has the name "nobody"'],
  [['unlock', 'nobody'], '', 'nobody is not locked'],
])('accounts %j is refused in one line', async (words, stdin, message) => {
  await accounts(['add', 'somebody'], 'x\n')
  const { status, stderr } = await accounts(words, stdin)
  expect(status).toBe(2)
  expect(stderr).toMatch(/^parley: .*\n$/)
  expect(stderr).toContain(message)
})
