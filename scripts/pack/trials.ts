/** What is tried with an installed program: each part of it once. */
import { stat, writeFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import type { InstalledProgram, Running } from './installed.ts'

/** One check of each dialect, by its id. */
const checks = {
  ghostr: 'ghostr-2.2',
  'ghostr-text': 'ghostr-text-9.1',
  irc: 'irc-2.4',
  ktn: 'ktn-3.1c',
  llp: 'llp-3.2',
  toom: 'toom-2.2',
  vu: 'vu-2.1a',
} as const

/** A machine with much other work is waited for, in seconds. */
const patient = ['--timeout', '20'] as const

/** So many things are tried at once: more make each other wait. */
const AT_ONCE = 3

/** In bytes: the page that compares texts has all dialects in it. */
const SMALLEST_PAGE = 100_000

/** A gateway for every dialect, on free ports, with the page, that keeps nothing. */
async function startGateway(program: InstalledProgram): Promise<Running> {
  const listeners = Object.keys(checks).map((name) => `--listen=${name}=0`)
  const gateway = program.start(
    'serve',
    ...listeners,
    '--web=127.0.0.1:0',
    '--data=memory',
    '--password-cost=10',
  )
  await gateway.says('ready\n')
  return gateway
}

/** A trial: what came is compared with what should. */
export interface Trial {
  readonly what: string
  readonly came: unknown
  readonly expected: unknown
}

/** Whether what came is what should. */
export function passes({ came, expected }: Trial): boolean {
  return isDeepStrictEqual(came, expected)
}

type Try = (program: InstalledProgram, gateway: Running) => Promise<Trial>

/** Each names what it tries; none needs another. */
const tries: readonly Try[] = [
  everyDialectServed,
  pageServed,
  chat,
  clientChecked,
  faultFound,
  compared,
  matrixRun,
  ...Object.entries(checks).map(
    ([dialect, id]): Try =>
      (program, gateway) =>
        serverChecked(program, gateway, dialect, id),
  ),
]

/** Tries all of it, several things at once; a gateway is running meanwhile. */
export async function tryProgram(program: InstalledProgram): Promise<readonly Trial[]> {
  const gateway = await startGateway(program)
  try {
    const trials: Trial[] = []
    const left = tries.values()
    const work = async () => {
      for (const one of left) trials.push(await one(program, gateway))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    return trials
  } finally {
    await gateway.end()
  }
}

/** Keeps an account in a data folder, which needs the driver of the database. */
export async function keepData(program: InstalledProgram): Promise<Trial> {
  const data = ['--data', 'kept']
  const { stderr } = await program.run(['accounts', 'add', 'hans', ...data], 'falcon*solo\n')
  const { stdout } = await program.run(['accounts', 'list', ...data])
  const [name] = stdout.split(/\s/)
  await program.run(['accounts', 'remove', 'hans', ...data])
  return { what: 'a data folder', came: { name, stderr }, expected: { name: 'hans', stderr: '' } }
}

async function everyDialectServed(_: InstalledProgram, gateway: Running): Promise<Trial> {
  const served = gateway.stdout.matchAll(/^listening (\S+) 127\.0\.0\.1:\d+$/gm)
  const came = [...served].map(([, name]) => name)
  return { what: 'parley serve, every dialect', came, expected: Object.keys(checks) }
}

async function pageServed(_: InstalledProgram, gateway: Running): Promise<Trial> {
  const [, origin = ''] = /^listening web (http:\/\/[^/]+)\//m.exec(gateway.stdout) ?? []
  const files = ['/', '/page.js', '/page.css', '/icon.svg']
  const answers = await Promise.all(files.map((path) => fetch(origin + path)))
  const came = answers.map(({ status }) => status)
  return { what: 'the page', came, expected: [200, 200, 200, 200] }
}

async function chat(program: InstalledProgram, gateway: Running): Promise<Trial> {
  const came = await program.run(['chat', 'vu', gateway.port('vu')], 'bob\n!quit\n')
  const stdout = 'Welcome to Chat Client. Enter your login: Successfully logged in as bob!\n'
  return { what: 'parley chat', came, expected: { status: 0, stdout, stderr: '' } }
}

async function serverChecked(
  program: InstalledProgram,
  gateway: Running,
  dialect: string,
  id: string,
): Promise<Trial> {
  const port = gateway.port(dialect)
  const words = ['check', 'server', dialect, port, '--only', id, ...patient]
  return await succeeds(program, `parley check server ${dialect}`, words)
}

async function clientChecked(program: InstalledProgram): Promise<Trial> {
  const client = [...program.command, 'chat', 'vu', '{host}:{port}']
  const words = ['check', 'client', 'vu', '--only', 'vu-2.1', ...patient, '--', ...client]
  return await succeeds(program, 'parley check client vu', words)
}

/** What it has printed is in the trial where it fails. */
async function succeeds(
  program: InstalledProgram,
  what: string,
  words: readonly string[],
): Promise<Trial> {
  const { status, stdout, stderr } = await program.run(words)
  const came = status === 0 ? { status } : { status, stdout, stderr }
  return { what, came, expected: { status: 0 } }
}

async function faultFound(program: InstalledProgram): Promise<Trial> {
  const server = [...program.command, 'faulty', 'server', 'vu', 'crlf', '--port', '{port}']
  const words = ['check', 'server', 'vu', '--only', 'vu-1.1b', ...patient, '--', ...server]
  const { status, stdout } = await program.run(words)
  const came = { status, isFailed: stdout.includes('FAIL vu-1.1b') }
  return { what: 'parley faulty', came, expected: { status: 1, isFailed: true } }
}

async function compared(program: InstalledProgram): Promise<Trial> {
  const html = program.path('compared.html')
  const { status } = await program.run(['compare', '--html', html, '--force'])
  const { size } = await stat(html)
  const came = { status, isWhole: size > SMALLEST_PAGE }
  return { what: 'parley compare', came, expected: { status: 0, isWhole: true } }
}

async function matrixRun(program: InstalledProgram, gateway: Running): Promise<Trial> {
  const path = program.path('matrix.json')
  const command = [...program.command, 'chat', 'vu', '{host}:{port}']
  const address = `127.0.0.1:${gateway.port('vu')}`
  const file = {
    clients: [{ name: 'chat', dialect: 'vu', command }],
    servers: [{ name: 'gateway', dialect: 'vu', address }],
  }
  await writeFile(path, JSON.stringify(file))
  const { status, stdout } = await program.run(['matrix', path])
  const came = { status, last: stdout.trimEnd().split('\n').at(-1) }
  return { what: 'parley matrix', came, expected: { status: 0, last: '1 of 1 cells are right' } }
}
