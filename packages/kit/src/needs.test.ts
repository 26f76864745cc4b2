import type { Check, ServerStage } from '@parley/contract'
import type { Findings } from './findings.ts'
import { type EchoFrame, echoed, greeted } from './testing/echo.ts'
import { answering, tried } from './testing/tried.ts'

type Server = Check<ServerStage<EchoFrame, object>>

function verdicts({ outcomes }: Findings): readonly string[] {
  return outcomes.map(({ verdict, id }) => `${verdict} ${id}`)
}

/** Says something that only one who is greeted may say. */
const needy = (variant: string): Server => ({
  ...echoed,
  variant,
  needs: ['echo-1.1'],
  async run(stage) {
    const wire = await stage.connect()
    await wire.say('HI ann\n')
    await wire.hear('HELLO ann\n', 'echo-1.1')
    await wire.say('SAY this\n')
    await wire.hear('SAID this\n')
  },
})

test('what another word than the right one replaces is told once, and the rest is judged on its own', async () => {
  const findings = await tried(
    [greeted, needy('first'), needy('second')],
    answering((line) => (line.startsWith('HI ') ? 'WELCOME\n' : `SAID ${line.slice(4)}\n`)),
  )
  expect(verdicts(findings)).toEqual([
    'fail echo-1.1',
    'pass echo-1.2.first',
    'pass echo-1.2.second',
  ])
  expect(findings.outcomes.map(({ forgave }) => forgave)).toEqual([
    undefined,
    'echo-1.1',
    'echo-1.1',
  ])
})

test('what does not come at all is replaced by nothing, and what needs it is not tried', async () => {
  let count = 0
  const findings = await tried(
    [greeted, needy('first')],
    answering((line) => {
      count += 1
      return line.startsWith('HI ') ? '' : 'SAID this\n'
    }),
  )
  expect(verdicts(findings)).toEqual(['fail echo-1.1', 'skip echo-1.2.first'])
  expect(count).toBe(1)
})

test('what needs a broken rule, and fails because of it, is not said to be broken too', async () => {
  const findings = await tried(
    [greeted, needy('first')],
    answering(() => 'WELCOME\n'),
  )
  expect(verdicts(findings)).toEqual(['fail echo-1.1', 'skip echo-1.2.first'])
  expect(findings.outcomes[1]).toMatchObject({
    reason: 'needs echo-1.1, which this server breaks',
    blockedBy: 'echo-1.1',
  })
})
