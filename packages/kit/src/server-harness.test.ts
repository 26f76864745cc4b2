import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { Check, ServerStage } from '@parley/contract'
import { runChecks } from './run.ts'
import { serverHarness } from './server-harness.ts'
import { checkingOf, cut, type EchoFrame, echoed, greeted } from './testing/echo.ts'
import { closePrograms, echoProgram } from './testing/echo-program.ts'
import { echoJob, right } from './testing/tried.ts'
import { AdaptiveTimeouts } from './timeouts.ts'

type Server = Check<ServerStage<EchoFrame, object>>

afterAll(closePrograms)

/** Nothing is tried a second time. */
class Brisk extends AdaptiveTimeouts {
  override get isHasty(): boolean {
    return false
  }
}

test('a server that takes no more connections halfway has failed, and the run goes on', async () => {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    server.close()
    right(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const job = echoJob()
  const checking = checkingOf({ server: [cut, greeted] })
  const { outcomes } = await runChecks(
    job,
    serverHarness(job, checking, { server: { host: '127.0.0.1', port } }),
  )
  expect(
    outcomes.map(({ verdict, failure, reason }) => [verdict, failure?.rule.id, reason]),
  ).toEqual([
    ['fail', 'echo-2.1', undefined],
    ['skip', undefined, 'the server takes no connections any more, since echo-2.1'],
  ])
})

async function outcomesOf(...given: Parameters<typeof findingsOf>) {
  return (await findingsOf(...given)).outcomes
}

async function findingsOf(act: (socket: Socket, end: () => void) => void, ...checks: Server[]) {
  const server = createServer((socket) => act(socket, () => server.close()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const job = echoJob()
  const place = { host: '127.0.0.1', port }
  const harness = serverHarness(job, checkingOf({ server: checks }), { server: place })
  const findings = await runChecks(job, harness)
  server.close()
  return findings
}

test('a server that has ended after a check that passed has failed there, and that is said once', async () => {
  const outcomes = await outcomesOf(
    (socket, end) => {
      end()
      right(socket)
    },
    greeted,
    echoed,
    { ...echoed, variant: 'again' },
  )
  expect(outcomes.map(({ id, verdict, failure }) => [id, verdict, failure?.rule.id])).toEqual([
    ['echo-1.1', 'pass', undefined],
    ['echo-1.2', 'fail', 'echo-1.1'],
    ['echo-1.2.again', 'skip', undefined],
  ])
  expect(outcomes[1]?.failure?.why).toMatch(
    /^it does not: .*; it has ended in echo-1\.1, or just after it$/,
  )
  expect(outcomes[1]?.hint).toMatch(/^Look at what it printed when it ended\./)
  expect(outcomes[2]).toMatchObject({
    reason: 'the server takes no connections any more, since echo-1.1',
    blockedBy: 'echo-1.1',
  })
})

test('that a server has ended is said of it as a whole', async () => {
  const { diagnoses } = await findingsOf(
    (socket, end) => {
      end()
      right(socket)
    },
    greeted,
    echoed,
  )
  expect(diagnoses.map(({ name, what }) => [name, what])).toEqual([
    ['gone', 'the server takes no connections any more, since echo-1.1'],
  ])
})

test('a server that has ended in a check that failed has failed once', async () => {
  const outcomes = await outcomesOf(
    (socket, end) => {
      end()
      socket.on('error', () => {}).resume()
      socket.end('NO\n')
    },
    greeted,
    { ...echoed, needs: [] },
  )
  expect(outcomes.map(({ verdict, blockedBy }) => [verdict, blockedBy])).toEqual([
    ['fail', undefined],
    ['skip', 'echo-1.1'],
  ])
})

test('a server that has ended in a check that warned has failed, and not in one that was skipped', async () => {
  const should: Server = { ...echoed, needs: [] }
  const outcomes = await outcomesOf(
    (socket, end) => {
      end()
      socket.on('error', () => {}).resume()
      socket.end('HELLO ann\nNO\n')
    },
    should,
    { ...should, variant: 'again', needs: ['echo-1.2'] },
    greeted,
  )
  expect(outcomes.map(({ id, verdict, failure }) => [id, verdict, failure?.rule.id])).toEqual([
    ['echo-1.2', 'warn', 'echo-1.2'],
    ['echo-1.2.again', 'skip', undefined],
    ['echo-1.1', 'fail', 'echo-1.2'],
  ])
  expect(outcomes[2]?.failure?.why).toMatch(/it has ended in echo-1\.2, or just after it$/)
})

test('a server that ends while its check is run again and again has failed that check', async () => {
  let taken = 0
  const outcomes = await outcomesOf(
    (socket, end) => {
      taken += 1
      if (taken === 3) end()
      right(socket)
    },
    greeted,
    cut,
  )
  expect(outcomes.map(({ id, verdict, failure }) => [id, verdict, failure?.rule.id])).toEqual([
    ['echo-1.1', 'pass', undefined],
    ['echo-2.1', 'fail', 'echo-2.1'],
  ])
})

test('a server that takes connections again is checked further', async () => {
  let taken = 0
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    taken += 1
    right(socket)
    if (taken === 1) server.close()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const revived: Server = {
    ...greeted,
    variant: 'gone',
    async run(stage) {
      try {
        await stage.connect()
      } finally {
        server.listen(port, '127.0.0.1')
      }
    },
  }
  const job = echoJob()
  const checking = checkingOf({ server: [greeted, revived, { ...greeted, variant: 'back' }] })
  const { outcomes } = await runChecks(
    job,
    serverHarness(job, checking, {
      server: { host: '127.0.0.1', port },
      timeouts: new Brisk(),
    }),
  )
  server.close()
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'pass'])
})

test('a connection that a server has closed is not reset where its port is another at each start', async () => {
  const code = `
    answer()
    socket.on('error', () => process.exit(1))
    socket.end()
  `
  const server = echoProgram(code)
  const closed: Server = {
    ...greeted,
    async run(stage) {
      const wire = await stage.connect()
      await wire.say('HI ann\n')
      await wire.hear('HELLO ann\n')
      await wire.closes()
      await stage.pass(50)
    },
  }
  const job = echoJob()
  const checking = checkingOf({ server: [closed, { ...closed, variant: 'again' }] })
  const harness = serverHarness(job, checking, { server })
  const { program } = await runChecks(job, { ...harness, begin: () => server.start() })
  expect(program).toEqual([])
})
