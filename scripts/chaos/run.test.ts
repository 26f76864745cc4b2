import { discoverFullDialects } from '../../packages/parley/src/discover.ts'
import { faultsOf, formatReport } from './report.ts'
import { type Outcome, runChaos } from './run.ts'

async function shortRun(): Promise<Outcome> {
  const dialects = await discoverFullDialects()
  const plan = { minutes: 0.05, clients: 30, seed: 1 }
  return await runChaos(plan, { dialects, how: 'source', progress: () => {} })
}

test('pairs in all dialects talk beside abusers, and nothing is lost', async () => {
  const outcome = await shortRun()
  expect(faultsOf(outcome)).toEqual([])
  for (const { delays } of outcome.tallies) expect(delays.count).toBeGreaterThan(0)
  expect(outcome.guests.every(({ connections }) => connections > 0)).toBe(true)
  expect(formatReport(outcome)).toContain('Nothing is wrong.')
}, 120_000)
