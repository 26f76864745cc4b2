import { jest } from '@jest/globals'
import type { Check, ServerStage } from '@parley/contract'
import { checkingOf } from './check/job.ts'
import { faultsOf, runTrial, tryFault } from './testing/run-trial.ts'

jest.setTimeout(120_000)

const faults = await faultsOf('server')

test.concurrent.each(faults)(
  'a %s server that is wrong (%s) is found',
  async (_dialect, _name, fault, trial) => {
    expect((await tryFault(trial, fault)).length).toBeGreaterThan(0)
  },
)

test('a user of another check does not fill an empty vu list', async () => {
  const isMeant = (one: (typeof faults)[number]) => one[0] === 'vu' && one[1] === 'others-only'
  const [, , fault, trial] = faults.find(isMeant) ?? []
  if (fault === undefined || trial === undefined) throw new Error('there is no such fault')
  const checking = await checkingOf(trial.dialect)
  const list = checking.server.filter(({ rule }) => rule === 'vu-3.1')
  const present: Check<ServerStage<unknown, unknown>> = {
    rule: 'vu-2.1a',
    title: 'somebody is there',
    hint: '',
    async run(stage) {
      const wire = await stage.connect()
      await wire.say('HELLO-FROM ann\n')
      await wire.hear('HELLO ann\n')
      await wire.silent()
    },
  }
  const dialect = {
    ...trial.dialect,
    checking: async () => ({ ...checking, server: [present, ...list] }),
  }
  const beside = { ...trial, dialect, parallel: 2 }
  const { outcomes } = await runTrial(beside, fault.apply(trial.dialect))
  expect(outcomes.map(({ id, verdict }) => `${verdict} ${id}`)).toEqual([
    'pass vu-2.1a',
    'fail vu-3.1',
  ])
})
