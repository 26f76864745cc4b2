import { jest } from '@jest/globals'
import { faultsOf, tryFault } from './testing/run-trial.ts'

jest.setTimeout(120_000)

const faults = await faultsOf('client')

test.concurrent.each(faults)(
  'a %s client that is wrong (%s) is found',
  async (_dialect, _name, fault, trial) => {
    expect((await tryFault(trial, fault)).length).toBeGreaterThan(0)
  },
)
