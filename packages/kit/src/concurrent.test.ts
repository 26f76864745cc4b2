import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { Check, ServerStage } from '@parley/contract'
import type { Findings } from './findings.ts'
import { runChecks } from './run.ts'
import { serverHarness } from './server-harness.ts'
import { checkingOf, type EchoFrame, greeted } from './testing/echo.ts'
import { answering, echoJob, tried } from './testing/tried.ts'
import { AdaptiveTimeouts } from './timeouts.ts'

type Server = Check<ServerStage<EchoFrame, object>>

function verdicts({ outcomes }: Findings) {
  return outcomes.map(({ id, verdict }) => `${verdict} ${id}`)
}

test('what passes beside others is not tried again; what does not is tried alone, under other names', async () => {
  const heard: string[] = []
  const broken: Server = {
    ...greeted,
    rule: 'echo-1.2',
    run: async (stage) => {
      const wire = await stage.connect()
      await wire.say(`HI ${stage.name()}\n`)
      await wire.hear('WELCOME')
    },
  }
  const findings = await tried(
    [greeted, { ...greeted, variant: 'again' }, broken],
    answering((line) => {
      heard.push(line)
      return `HELLO ${line.slice(3)}\n`
    }),
    { parallel: 3 },
  )
  expect(verdicts(findings)).toEqual(['pass echo-1.1', 'pass echo-1.1.again', 'warn echo-1.2'])
  expect([heard.length, new Set(heard).size]).toEqual([4, 4])
})

test('what needs a broken rule is left out, also where it has passed beside others', async () => {
  const said: Server = {
    ...greeted,
    rule: 'echo-1.2',
    run: async (stage) => {
      const wire = await stage.connect()
      await wire.say(`SAY ${stage.name()}\n`)
      await wire.hear('SAID')
    },
  }
  const needy: Server = { ...greeted, variant: 'needy', needs: ['echo-1.2'] }
  const outcomesWith = async (parallel: number) => {
    const { outcomes, ahead } = await tried(
      [said, needy],
      answering((line) => (line.startsWith('HI ') ? `HELLO ${line.slice(3)}\n` : '')),
      { parallel },
    )
    return [ahead.length, ...outcomes.map(({ verdict, reason }) => `${verdict} ${reason}`)]
  }
  const alone = [0, 'warn undefined', 'skip needs echo-1.2, which this server breaks']
  expect([await outcomesWith(1), await outcomesWith(2)]).toEqual([alone, alone])
})

test('of a server that has ended meanwhile it is said that nobody knows in which check', async () => {
  const fatal: Server = {
    ...greeted,
    rule: 'echo-2.1',
    run: async (stage) => {
      const wire = await stage.connect()
      await wire.say('END\n')
      await wire.hear('SAID')
    },
  }
  const server = createServer((socket) =>
    answering((line) => {
      if (line === 'END') {
        server.close()
        socket.destroy()
      }
      return `HELLO ${line.slice(3)}\n`
    })(socket),
  ).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const place = server.address()
  const port = typeof place === 'object' && place !== null ? place.port : 0
  const job = echoJob({ parallel: 2 })
  const checking = checkingOf({ server: [greeted, fatal, { ...fatal, variant: 'again' }] })
  const harness = serverHarness(job, checking, { server: { host: '127.0.0.1', port } })
  const { outcomes } = await runChecks(job, harness)
  const [first, second, third] = outcomes
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'skip'])
  expect([first?.failure, second?.failure?.why, third?.reason]).toEqual([
    undefined,
    expect.stringMatching(
      /; it has ended while several checks were tried at once: --parallel 1 shows in which$/,
    ),
    'the server takes no connections any more, since several checks were tried at once',
  ])
})

const greeter = answering((line) => `HELLO ${line.slice(3)}\n`)

/** Serves each connection in that way; counts the most that are open at once. */
function counting(serve: (socket: Socket) => void) {
  let [open, most] = [0, 0]
  const act = (socket: Socket) => {
    open += 1
    most = Math.max(most, open)
    socket.on('close', () => {
      open -= 1
    })
    serve(socket)
  }
  return { act, most: () => most }
}

test('what sees more where nobody else is there is tried alone at once', async () => {
  const { act, most } = counting(greeter)
  const alone: Server = { ...greeted, variant: 'alone', exclusive: true }
  const findings = await tried([alone, { ...alone, variant: 'too' }], act, { parallel: 2 })
  expect(verdicts(findings)).toEqual(['pass echo-1.1.alone', 'pass echo-1.1.too'])
  expect(most()).toBe(1)
})

/** Eight checks of a server whose connections each take so many milliseconds, by the clock of the run. */
async function pacedBy(time: number) {
  let passed = 0
  const progress: number[] = []
  const { act, most } = counting((socket) => {
    passed += time
    greeter(socket)
  })
  const { outcomes } = await tried(
    Array.from({ length: 8 }, (_, index) => ({ ...greeted, variant: `${index}` })),
    act,
    { parallel: undefined, clock: () => performance.now() + passed },
    {
      timeouts: new AdaptiveTimeouts(60_000),
      onProgress: ({ outcomes: past, ahead }) => progress.push(past.length + ahead.length),
    },
  )
  return { verdicts: outcomes.map(({ verdict }) => verdict), most: most(), progress }
}

test('a program that is slow has several checks at once, and how far the run is goes up', async () => {
  const { verdicts: all, most, progress } = await pacedBy(600)
  expect(all).toEqual(Array.from({ length: 8 }, () => 'pass'))
  expect(most).toBeGreaterThan(1)
  expect(progress).toEqual(progress.toSorted((one, other) => one - other))
  expect(progress.slice(0, 5)).toEqual([0, 1, 2, 3, 4])
})

test('one that is fast has one at a time', async () => {
  expect((await pacedBy(0)).most).toBe(1)
})
