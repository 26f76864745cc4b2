import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import type { Dialect, Fault } from '@parley/contract'
import { memoryPorts } from '@parley/engine'
import type { Side } from '@parley/kit'
import {
  type MatrixClient,
  type MatrixJob,
  type MatrixReport,
  type MatrixServer,
  matrixText,
  pairsOf,
  runMatrix,
} from '@parley/matrix'
import { Gateway } from '@parley/server'
import { chatProgram } from '../chat/chat-program.ts'
import { checkingOf } from '../check/job.ts'
import { discoverFullDialects } from '../discover.ts'
import { UsageError } from '../errors.ts'
import { dialectNamed } from '../target.ts'
import { Program, parley } from '../testing/program.ts'
import { matrixCommand } from './matrix-command.ts'
import { OwnGateways, othersOptions } from './reference.ts'

jest.setTimeout(120_000)

const dialects = await discoverFullDialects()
const vu = dialectNamed(dialects, 'vu')

const own = new OwnGateways(dialects, {})
const gateways: Gateway[] = []

afterAll(async () => {
  await own.close()
  for (const gateway of gateways) await gateway.drain(0)
})

async function faultNamed(side: Side, name: string): Promise<Fault> {
  const { faults } = await checkingOf(vu)
  const fault = faults[side].find((one) => one.name === name)
  if (fault === undefined) throw new Error(`there is no fault ${name}`)
  return fault
}

async function serverOf(name: string, dialect: Dialect): Promise<MatrixServer> {
  const options = othersOptions(vu, {})
  const gateway = new Gateway(memoryPorts(), () => {})
  gateways.push(gateway)
  const { port } = await gateway.listen(dialect, { host: '127.0.0.1', port: 0, options })
  const place = async () => ({ host: '127.0.0.1', port })
  return { name, dialect: vu, atOnce: 'one', accounts: [], options: () => options, place }
}

async function clientOf(name: string, dialect: Dialect): Promise<MatrixClient> {
  const { client } = await own.pair(vu)
  return { ...client, name, start: chatProgram(dialect, othersOptions(vu, {})) }
}

const must = { title: '', expected: 'x', came: undefined, why: 'y' }

function jobOf(more: Pick<MatrixJob, 'clients' | 'servers'> & Partial<MatrixJob>): MatrixJob {
  return {
    reference: (dialect) => own.pair(dialect),
    broken: async (side, name) => [{ ...must, id: `${side}-1`, sentence: `${name} is wrong.` }],
    repeat: 1,
    parallel: 6,
    only: undefined,
    seed: 1,
    clock: () => performance.now(),
    command: (cell) => cell,
    ...more,
  }
}

/** `client × server: steps`, and whose fault each is. */
function blamesIn({ cells }: MatrixReport): readonly string[] {
  return cells.map(({ client, server, blames }) => {
    const words = blames.map(({ step, whose }) => `${step} ${whose}`)
    return `${client} × ${server}: ${words.join(', ') || 'right'}`
  })
}

test.concurrent('right and wrong clients with right and wrong servers: each failure has its cause', async () => {
  const wrong = async (side: Side, name: string) => (await faultNamed(side, name)).apply(vu)
  const clients = [
    await clientOf('right client', vu),
    await clientOf('latin1 client', await wrong('client', 'latin1')),
  ]
  const servers = [
    await serverOf('right server', vu),
    await serverOf('no-line-end', await wrong('server', 'no-line-end')),
    await serverOf('wrong-recipient', await wrong('server', 'wrong-recipient')),
  ]
  const report = await runMatrix(jobOf({ clients, servers }))
  expect(blamesIn(report)).toEqual([
    'right client × right server: right',
    'right client × no-line-end: login server',
    'right client × wrong-recipient: out server',
    'latin1 client × right server: out client',
    'latin1 client × no-line-end: login server',
    'latin1 client × wrong-recipient: out both',
  ])
  expect(matrixText(report, { colour: false })).toContain(
    [
      '               right server  no-line-end  wrong-recipient',
      'right client   ✓             Ln           o',
      'latin1 client  oé            Ln           o',
    ].join('\n'),
  )
  const [, blamed] = report.cells
  expect(blamed?.blames[0]?.evidence).toMatchObject([
    { side: 'server', name: 'no-line-end', rules: [{ sentence: 'no-line-end is wrong.' }] },
  ])
  const out = report.cells[3]?.runs[0]?.steps.find(({ name }) => name === 'out')
  expect(out?.why).toMatch(/; plain ASCII text arrives$/)
})

test.concurrent('a server that works now and then makes a flaky cell', async () => {
  const right = await serverOf('moody', vu)
  let asked = 0
  const moody: MatrixServer = {
    ...right,
    async place(dialect) {
      asked += 1
      if (asked > 2 && asked % 4 < 2) throw new Error('it takes no connections')
      return await right.place(dialect)
    },
  }
  const clients = [await clientOf('right', vu)]
  const report = await runMatrix(jobOf({ clients, servers: [moody], repeat: 4, parallel: 1 }))
  expect(report.cells).toMatchObject([{ verdict: 'flaky', failing: ['login'] }])
  expect(matrixText(report, { colour: false })).toContain('right  ~L')
})

test.concurrent('a party and a cell that fail once and are right when tried again', async () => {
  const right = await serverOf('late', vu)
  let asked = 0
  const late: MatrixServer = {
    ...right,
    async place(dialect) {
      asked += 1
      if (asked === 1 || asked === 3) throw new Error('it takes no connections')
      return await right.place(dialect)
    },
  }
  const clients = [await clientOf('right', vu)]
  const report = await runMatrix(
    jobOf({ clients, servers: [late], repeat: undefined, parallel: 1 }),
  )
  const alone = report.alone.find(({ side }) => side === 'server')
  expect(alone?.conversation.steps.map(({ verdict }) => verdict)).toEqual(Array(5).fill('pass'))
  expect(report.cells).toMatchObject([{ verdict: 'flaky', failing: ['login'] }])
})

const each = dialects.map((dialect) => [dialect.name, dialect] as const)

test.concurrent.each(each)(
  'our own %s client, with our own server and through the gateway with every dialect',
  async (_name, dialect) => {
    const { client, server } = await own.pair(dialect)
    const servers = [server, ...(await own.everyDialect())]
    const report = await runMatrix(jobOf({ clients: [client], servers }))
    expect(blamesIn(report)).toEqual(servers.map(({ name }) => `our client × ${name}: right`))
  },
)

test('a cell is a client and a server of one dialect, and can be asked for by its name', async () => {
  const [one, other] = await Promise.all(dialects.slice(0, 2).map((dialect) => own.pair(dialect)))
  if (one === undefined || other === undefined) throw new Error('there are no two dialects')
  const clients = [
    { ...one.client, name: 'a' },
    { ...other.client, name: 'b' },
  ]
  const servers = [
    { ...one.server, name: 'c' },
    { ...other.server, name: 'd' },
  ]
  const names = (only: string | undefined) =>
    pairsOf({ clients, servers, only }).map(({ client, server }) => `${client.name} ${server.name}`)
  expect(names(undefined)).toEqual(['a c', 'b d'])
  expect(names('b × d')).toEqual(['b d'])
  expect(names('b x d')).toEqual(['b d'])
  expect(names('a × d')).toEqual([])
})

const folder = mkdtempSync(join(tmpdir(), 'parley-'))

function written(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const start = (...words: string[]) => JSON.stringify([...parley, ...words])

const file = (server: string) => `
clients:
  - { name: anna, dialect: vu, command: ${start('chat', 'vu', '{host}:{port}')}, cwd: ${JSON.stringify(process.cwd())} }
servers:
  - { name: ben, dialect: vu, command: ${server}, cwd: ${JSON.stringify(process.cwd())} }
checks: false
`

test('programs that are started by commands, and every report', async () => {
  const server = start('serve', '--listen', 'vu={port}', '--web', 'off', '--data', 'memory')
  const path = written('right.yaml', file(server))
  const report = (name: string) => join(folder, `report.${name}`)
  const shown = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    const paths = { html: report('html'), json: report('json'), markdown: report('md') }
    expect(await matrixCommand({ file: path, ...paths })).toBe(0)
    expect(String(shown.mock.calls[0]?.[0])).toContain('      ben\nanna  ✓\n')
  } finally {
    shown.mockRestore()
  }
  expect(JSON.parse(readFileSync(report('json'), 'utf8'))).toMatchObject({
    state: 'whole',
    cells: [{ client: 'anna', server: 'ben', verdict: 'right' }],
  })
  expect(readFileSync(report('html'), 'utf8')).toContain('anna × ben')
  expect(readFileSync(report('md'), 'utf8')).toContain('| anna | ✓ |')
})

test('a server that does not start is the server’s fault, with what it said last', async () => {
  const path = written(
    'ends.yaml',
    file(
      JSON.stringify([process.execPath, '-e', 'console.error("no such port"); process.exit(3)']),
    ),
  )
  const shown = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    expect(await matrixCommand({ file: path })).toBe(1)
    const text = String(shown.mock.calls[0]?.[0])
    expect(text).toContain('anna  Ln')
    expect(text).toContain('logs in: the server (ben)')
    expect(text).toContain('it said last: no such port')
  } finally {
    shown.mockRestore()
  }
})

test('a run that is ended by a signal starts nothing more', async () => {
  let come = 0
  const witness = createServer((socket) => {
    socket.on('error', () => {})
    come += 1
    if (come === 2) one.signal('SIGTERM')
  }).listen(0, '127.0.0.1')
  await once(witness, 'listening')
  const place = witness.address()
  const port = typeof place === 'object' && place !== null ? place.port : 0
  const comes = `require('node:net').connect(${port}, '127.0.0.1').on('close', () => process.exit())`
  const party = (name: string, code: string) => {
    return { name, dialect: 'vu', command: [process.execPath, '-e', code] }
  }
  const servers = [
    party('ends', comes),
    party('stays', `process.on('SIGTERM', () => {}); ${comes}`),
  ]
  const clients = [party('silent', 'process.stdin.resume()')]
  const path = written('ended.yaml', JSON.stringify({ clients, servers }))
  const one = new Program(['matrix', path, '--parallel', '3'])
  expect((await one.done).status).toBe(143)
  expect(come).toBe(2)
  witness.close()
})

const node = JSON.stringify(process.execPath)
const toy = `{ name: a, dialect: vu, command: [${node}] }`

test.each([
  ['clients: 7', {}, 'clients: expected a list, got 7'],
  [`clients: [${toy}]`, {}, 'servers: there is no server'],
  [
    `clients: [{ name: a, dialect: morse, command: [${node}] }]\ngateway: true`,
    {},
    'clients[0].dialect: ',
  ],
  [
    `clients: [${toy}]\ngateway: true`,
    { cell: 'b × c' },
    '--cell: there is no cell "b × c" (there',
  ],
  [`clients: [${toy}]\ngateway: true`, { parallel: 0 }, '--parallel: expected a whole number'],
  [
    `clients: [${toy}]\nservers: [{ name: b, dialect: llp, command: [${node}] }]`,
    {},
    'no client speaks what a server speaks',
  ],
])('used wrongly: %j %j', async (text, flags, words) => {
  const path = written('wrong.yaml', text)
  const wrongly = matrixCommand({ file: path, ...flags })
  await expect(wrongly).rejects.toThrow(UsageError)
  await expect(wrongly).rejects.toThrow(words)
})
