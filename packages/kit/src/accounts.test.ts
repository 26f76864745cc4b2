import type { Check, ServerStage } from '@parley/contract'
import { type EchoFrame, greeted } from './testing/echo.ts'
import { right, tried } from './testing/tried.ts'

type Server = Check<ServerStage<EchoFrame, object>>

test('who can log in is taken from the list, and the check skipped where nobody is left', async () => {
  const taken: string[] = []
  const two: Server = {
    ...greeted,
    async run(stage) {
      taken.push(stage.account().name, stage.account().name)
      stage.account()
    },
  }
  const credentials = [
    { name: 'ann', password: 'a' },
    { name: 'bob', password: 'b' },
  ]
  const { outcomes } = await tried([two], right, { credentials })
  expect(taken).toEqual(['ann', 'bob'])
  expect(outcomes[0]?.reason).toBe('needs 3 accounts; 2 are left of those given')
})

test('who may be locked is taken off the end of the list, and given to nobody afterwards', async () => {
  const taken: string[] = []
  const spending: Server = {
    ...greeted,
    run: async (stage) => void taken.push(stage.expendable().name),
  }
  const using: Server = {
    ...greeted,
    run: async (stage) => void taken.push(stage.account().name, stage.account().name),
  }
  const credentials = ['ann', 'bob', 'cat'].map((name) => ({ name, password: name }))
  const checks = [using, spending, using, using, spending, spending, spending]
  const { outcomes } = await tried(
    checks.map((check, index) => ({ ...check, variant: `${index}` })),
    right,
    { credentials },
  )
  expect(taken).toEqual(['ann', 'bob', 'cat', 'ann', 'bob', 'ann', 'bob', 'bob', 'ann'])
  expect(outcomes.at(-1)?.reason).toBe(
    'needs one more account that may be locked; more can be given',
  )
})
