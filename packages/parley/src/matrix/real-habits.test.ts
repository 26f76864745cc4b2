import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import {
  type MatrixClient,
  type MatrixJob,
  type MatrixReport,
  type MatrixServer,
  matrixText,
  runMatrix,
} from '@parley/matrix'
import { discoverFullDialects } from '../discover.ts'
import { UsageError } from '../errors.ts'
import { dialectNamed } from '../target.ts'
import { matrixServer } from '../testing/matrix-server.ts'
import { ownPort } from '../testing/own-port.ts'
import { CommandServer } from './command-server.ts'
import { matrixCommand } from './matrix-command.ts'
import { OwnGateways, othersOptions } from './reference.ts'

jest.setTimeout(60_000)

const dialects = await discoverFullDialects()
const vu = dialectNamed(dialects, 'vu')
const ktn = dialectNamed(dialects, 'ktn')
const own = new OwnGateways(dialects, {})
const folder = mkdtempSync(join(tmpdir(), 'parley-'))
const started: CommandServer[] = []

afterAll(async () => {
  await Promise.all(started.map((one) => one.close()))
  await own.close()
})

function serverOf(name: string, habits: readonly string[], port?: number): MatrixServer {
  const words = matrixServer(port === undefined ? '{port}' : String(port), ...habits)
  const settings = { cwd: folder, env: {}, isForEachCheck: false, wait: 15_000 }
  const life = new CommandServer({ ...settings, words, port })
  started.push(life)
  const options = () => othersOptions(vu, {})
  const common = { name, dialect: vu, atOnce: 'one', accounts: [] } as const
  return { ...common, port, life, options, place: async () => life.place }
}

async function clients(...names: readonly string[]): Promise<readonly MatrixClient[]> {
  const { client } = await own.pair(vu)
  return names.map((name) => ({ ...client, name }))
}

function run(parties: Pick<MatrixJob, 'clients' | 'servers'>): Promise<MatrixReport> {
  return runMatrix({
    reference: (dialect) => own.pair(dialect),
    broken: async () => [],
    repeat: undefined,
    parallel: 4,
    only: undefined,
    seed: 1,
    clock: () => performance.now(),
    command: (cell) => cell,
    ...parties,
  })
}

const verdicts = ({ cells }: MatrixReport) => cells.map(({ verdict }) => verdict)

test.concurrent('a server that has ended is started afresh, and the cell says how it ended', async () => {
  const report = await run({
    clients: await clients('anna', 'ben'),
    servers: [serverOf('dies', ['ends'])],
  })
  expect(verdicts(report)).toEqual(['right', 'right'])
  expect(report.cells.flatMap(({ runs }) => runs.map(({ condition }) => condition))).toEqual([
    'fresh',
    'fresh',
  ])
  expect(matrixText(report, { colour: false })).toContain(
    [
      'anna × dies',
      '  dies: the server has ended: exit status 3; it printed last: cannot go on',
      '  run it again: anna × dies',
    ].join('\n'),
  )
})

test.concurrent('a server that keeps the names of those who have gone is started afresh', async () => {
  const report = await run({
    clients: await clients('anna', 'ben', 'cem'),
    servers: [serverOf('keeps', ['keeps'])],
  })
  expect(verdicts(report)).toEqual(['right', 'right', 'right'])
  expect(matrixText(report, { colour: false })).toContain(
    'keeps still lists who has gone (3 of 3 times)',
  )
})

test('a server that loops once a user has gone is started afresh', async () => {
  const report = await run({
    clients: await clients('anna'),
    servers: [serverOf('spins', ['spins'])],
  })
  expect(verdicts(report)).toEqual(['right'])
  expect(report.cells[0]?.runs).toMatchObject([{ condition: 'fresh', server: { spins: true } }])
})

test.concurrent('what fails on a used server and is right on one just started is marked', async () => {
  const report = await run({
    clients: await clients('anna'),
    servers: [serverOf('tires', ['two'])],
  })
  expect(report.cells).toMatchObject([
    {
      verdict: 'fresh',
      failing: [],
      blames: [],
      runs: [{ condition: 'used' }, { condition: 'fresh' }],
    },
  ])
  const text = matrixText(report, { colour: false })
  expect(text).toContain('anna  ✓*')
  expect(text).toContain('right when tried again on a server that was just started; before, “')
  expect(text).toContain('1 of 1 cells are right, 1 of them only when tried again')
})

test.concurrent('servers that have the same fixed port do not meet', async () => {
  const port = await ownPort()
  const servers = ['a', 'b'].map((name) => serverOf(name, [], port))
  const report = await run({ clients: await clients('anna', 'ben'), servers })
  expect(verdicts(report)).toEqual(Array(4).fill('right'))
})

const onLinux = process.platform === 'linux' ? test.concurrent : test.skip

onLinux('a client and a server that have the same fixed port talk to each other', async () => {
  const port = await ownPort()
  const parties = (await clients('anna')).map((client) => ({ ...client, port }))
  const report = await run({ clients: parties, servers: [serverOf('ben', [], port)] })
  expect(verdicts(report)).toEqual(['right'])
  const log = report.cells[0]?.runs[0]?.log ?? []
  const told = log.flatMap((one) => (one.wire === 'client' && 'text' in one ? [one.text] : []))
  expect(told.slice(0, 2)).toEqual([
    'client and server have the same port: bytes between them are not seen',
    'the client has connected',
  ])
  expect(log.some((one) => one.wire === 'client' && 'bytes' in one)).toBe(false)
})

test.concurrent('the server says whether a client is logged in that shows nothing of its own', async () => {
  const [client] = await clients('quiet')
  if (client === undefined) throw new Error('there is no client')
  const driver = { ...client.driver, welcome: '', list: [] }
  const report = await run({ clients: [{ ...client, driver }], servers: [serverOf('ben', [])] })
  expect(verdicts(report)).toEqual(['right'])
  const [talk] = report.cells[0]?.runs ?? []
  expect(talk?.steps.map(({ verdict }) => verdict)).toEqual([
    'pass',
    'absent',
    'pass',
    'pass',
    'pass',
  ])
})

test.concurrent('what is said to everybody is heard as that', async () => {
  const { client, server } = await own.pair(ktn)
  const { driverForOthers: driver = client.driver } = client
  expect(driver.send).toEqual(['msg {text}'])
  const report = await run({ clients: [{ ...client, driver }], servers: [server] })
  expect(verdicts(report)).toEqual(['right'])
})

const node = process.execPath
const party = (more: object) => ({ name: 'a', dialect: 'vu', command: [node], ...more })

test.each([
  ['clients', { command: ['no-such-program'] }, 'cannot start no-such-program: there is no such'],
  ['clients', { command: [node, 'gone.js'] }, 'there is no file gone.js in '],
  ['servers', { cwd: 'gone' }, 'there is no folder '],
  ['servers', { env: { PORT: '{PORT}' } }, 'there is no placeholder {PORT} in a command'],
  ['servers', { command: undefined, address: '127.0.0.1:1', port: 7 }, 'only with a command'],
])('a mistake of the file in its %s is nobody’s fault: %j', async (side, more, words) => {
  const parties = { clients: [party({})], servers: [party({})] }
  const path = join(folder, `${side}${words.length}.json`)
  writeFileSync(path, JSON.stringify({ ...parties, [side]: [party(more)] }, null, 2))
  const wrongly = matrixCommand({ file: path })
  await expect(wrongly).rejects.toThrow(UsageError)
  await expect(wrongly).rejects.toThrow(words)
  await expect(wrongly).rejects.toThrow(new RegExp(`, line \\d+: ${side}\\[0\\]\\.`))
})

test('a fixed port that somebody else has is refused', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const path = join(folder, 'taken.json')
  writeFileSync(path, JSON.stringify({ clients: [party({})], servers: [party({ port })] }))
  await expect(matrixCommand({ file: path })).rejects.toThrow(
    `servers[0].port: another program already listens on port ${port}`,
  )
  await new Promise((resolve) => other.close(resolve))
})
