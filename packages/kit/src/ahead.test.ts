import type { Check, ServerStage } from '@parley/contract'
import type { Findings } from './findings.ts'
import { Patience } from './patience.ts'
import { type EchoFrame, greeted } from './testing/echo.ts'
import { answering, tried } from './testing/tried.ts'

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

/** A clock that goes on by so many milliseconds with each login, and the most connections at once. */
async function pacedBy(time: number, count: number) {
  let [passed, open, most] = [0, 0, 0]
  const told: string[] = []
  const checks = Array.from({ length: count }, (_, index) => ({ ...greeted, variant: `${index}` }))
  const serve = answering((line) => {
    passed += time
    return `HELLO ${line.slice(3)}\n`
  })
  const { outcomes } = await tried(
    checks,
    (socket) => {
      open += 1
      most = Math.max(most, open)
      socket.on('close', () => {
        open -= 1
      })
      serve(socket)
    },
    { parallel: undefined, clock: () => performance.now() + passed },
    {
      patience: new Patience(60_000),
      told: ({ outcomes: past, passedAhead }) => told.push(`${past.length + passedAhead}`),
    },
  )
  return { verdicts: outcomes.map(({ verdict }) => verdict), most, told }
}

test('a program that is slow has several checks at once, and how far the run is goes up', async () => {
  const { verdicts: all, most, told } = await pacedBy(600, 8)
  expect(all).toEqual(Array.from({ length: 8 }, () => 'pass'))
  expect(most).toBeGreaterThan(1)
  expect(told).toEqual([...told].sort((one, other) => Number(one) - Number(other)))
  expect(told.slice(0, 5)).toEqual(['0', '1', '2', '3', '4'])
})

test('one that is fast has one at a time', async () => {
  expect((await pacedBy(0, 8)).most).toBe(1)
})
