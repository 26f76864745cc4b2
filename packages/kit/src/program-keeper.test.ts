import { runChecks } from './run.ts'
import { serverHarness } from './server-harness.ts'
import type { ServerProgram } from './server-program.ts'
import { checkingOf, echoed, greeted } from './testing/echo.ts'
import { closePrograms, echoProgram, program } from './testing/echo-program.ts'
import { echoJob, Hasty } from './testing/tried.ts'

afterAll(closePrograms)

const again = (variant: string) => ({ ...greeted, variant })
const three = [greeted, again('b'), again('c')]

/** Gives what has not come in 120 ms more time. */
class Patient extends Hasty {
  override get isHasty(): boolean {
    return true
  }
}

async function findingsOf(
  server: ServerProgram,
  checks = three,
  {
    timeouts = new Hasty(),
    ...limits
  }: { limit?: number; parallel?: number; timeouts?: Hasty } = {},
) {
  const job = echoJob(limits)
  const harness = serverHarness(job, checkingOf({ server: checks }), { server, timeouts })
  const begin = () => server.start()
  const findings = await runChecks(job, { ...harness, begin })
  await server.close()
  return findings
}

test('what fails after other checks, and not on a fresh server, passes with a remark', async () => {
  const { outcomes } = await findingsOf(echoProgram('if (count === 1) answer()'))
  expect(outcomes.map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ['pass', undefined],
    ['pass', 'right on a server that was just started; not after the checks before it'],
    ['pass', 'right on a server that was just started; not after the checks before it'],
  ])
})

/** Counts how often the check is tried. */
function counted(run = greeted.run) {
  let count = 0
  const check: typeof greeted = {
    ...greeted,
    variant: 'counted',
    async run(stage) {
      count += 1
      await run(stage)
    },
  }
  return { check, count: () => count }
}

test('what is late is waited for longer on a fresh server', async () => {
  const server = echoProgram('setTimeout(answer, count === 1 ? 200 : 9000)')
  const { check, count } = counted()
  const { outcomes } = await findingsOf(server, [check], { timeouts: new Patient() })
  expect(outcomes.map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ['pass', 'an answer came late; all was right once it had more time'],
  ])
  expect(count()).toBe(2)
})

test('what was late beside others is waited for longer at once, on a fresh server', async () => {
  const server = echoProgram('setTimeout(answer, count === 1 ? 200 : 9000)')
  const { check, count } = counted()
  const ways = { timeouts: new Patient(), parallel: 2 }
  const { outcomes } = await findingsOf(server, [check], ways)
  expect(outcomes.map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ['pass', 'an answer came late; all was right once it had more time'],
  ])
  expect(count()).toBe(2)
})

test('what is late only after other checks is not waited for longer there, and is not called late', async () => {
  const server = echoProgram('if (count === 1) answer()')
  const { check, count } = counted()
  const { outcomes } = await findingsOf(server, [greeted, check], { timeouts: new Patient() })
  expect(outcomes.map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ['pass', undefined],
    ['pass', 'right on a server that was just started; not after the checks before it'],
  ])
  expect(count()).toBe(2)
})

test.each([
  ['without a connection is not tried again', false, 1],
  ['after something came is tried again on a fresh server', true, 2],
])('what is skipped %s', async (_what, hasConnected, times) => {
  const { check, count } = counted(async (stage) => {
    if (hasConnected) await greeted.run(stage)
    stage.skip('not here')
  })
  const { outcomes } = await findingsOf(echoProgram('answer()'), [greeted, check])
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['pass', 'skip'])
  expect(count()).toBe(times)
})

test('what fails on a fresh server too has failed', async () => {
  const { outcomes, program: events } = await findingsOf(echoProgram(''), [greeted])
  expect(outcomes).toMatchObject([{ verdict: 'fail', program: undefined }])
  expect(events).toEqual([])
})

test('a flood behind the end of a connection is no reason for what came late before, on a fresh server', async () => {
  const server = echoProgram(`socket.on('end', () => socket.write(Buffer.alloc(1 << 22, 'spam')))`)
  const answered: typeof greeted = {
    ...greeted,
    async run(stage) {
      const wire = await stage.connect()
      await wire.say('SAY hi\nHI ann\n')
      await wire.hear('SAID hi\n')
      await wire.hear('HELLO ann\n')
    },
  }
  const { outcomes, diagnoses } = await findingsOf(server, [answered])
  expect(diagnoses.map(({ name }) => name)).toEqual(['floods-at-end'])
  expect(outcomes.map(({ verdict, failure }) => [verdict, failure?.why])).toEqual([
    ['fail', 'nothing came in time'],
  ])
})

test('a program that ends in a check has failed that check, with how it ended', async () => {
  const server = echoProgram(`console.error('KeyError: ann'); process.exit(1)`)
  const { outcomes, program: events } = await findingsOf(server, [echoed])
  expect(outcomes).toMatchObject([
    {
      verdict: 'fail',
      failure: { rule: { id: 'echo-1.2' }, why: expect.stringContaining('exit status 1') },
      program: { how: 'exit status 1', output: ['KeyError: ann'] },
    },
  ])
  const event = {
    check: 'echo-1.2',
    what: 'it has ended: exit status 1',
    output: ['KeyError: ann'],
  }
  expect(events).toEqual([event])
})

test('a program that prints an exception in a check that fails, and lives on, is told of it', async () => {
  const server = echoProgram(`console.error('KeyError: ann')`)
  const { outcomes } = await findingsOf(server, [echoed])
  expect(outcomes).toMatchObject([
    { verdict: 'fail', program: undefined, exception: ['KeyError: ann'] },
  ])
})

test('a program that ends after a check is started again for the next, and that is told', async () => {
  const server = echoProgram(`answer(); socket.on('close', () => process.exit(1))`)
  const { outcomes, program: events } = await findingsOf(server)
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass'])
  expect(events.map(({ what }) => what)).toContain('it has ended: exit status 1')
})

test('a program that loops after a connection has ended is told of', async () => {
  if (process.platform !== 'linux') return
  const server = echoProgram(`answer(); socket.on('close', () => { for (;;); })`)
  const left = {
    ...greeted,
    async run(stage: Parameters<typeof greeted.run>[0]) {
      const wire = await stage.connect()
      await wire.say('HI ann\n')
      await wire.hear('HELLO ann\n')
      wire.end()
      await stage.pass(300)
      await greeted.run(stage)
    },
  }
  const { outcomes, program: events } = await findingsOf(server, [left])
  expect(outcomes).toMatchObject([{ verdict: 'fail' }])
  const what = 'it uses a whole processor though nobody is connected'
  expect(events).toContainEqual({ check: 'echo-1.1', what, output: [] })
})

test('a program that does not start: all checks are lost, and the reason is told', async () => {
  const server = program([process.execPath, '-e', 'process.exit(7)'])
  const findings = await findingsOf(server)
  expect(findings.trouble).toEqual({
    why: 'the server has ended before it listened: exit status 7',
    output: [],
  })
  expect(findings.outcomes.map(({ verdict, blockedBy }) => [verdict, blockedBy])).toEqual(
    three.map(() => ['skip', 'not tried']),
  )
})

test('a run that has reached its limit tries no more', async () => {
  const { trouble, outcomes } = await findingsOf(echoProgram('answer()'), three, {
    limit: 0,
  })
  expect(trouble?.why).toBe('the run was ended after its limit of 0 s')
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(['skip', 'skip', 'skip'])
})
