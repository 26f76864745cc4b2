import type { Dialect } from '@parley/contract'
import { AdaptiveTimeouts, checkId, runChecks, serverHarness } from '@parley/kit'
import type { Recorded } from '../../packages/parley/src/testing/replay-corpus.ts'
import { RecordedGateway } from '../../packages/parley/src/testing/replay-trial.ts'
import { checkingFor, jobOf } from '../../packages/parley/src/testing/run-trial.ts'

const made = new Map<string, Promise<Recorded>>()

/** What a right gateway says in the checks of these rules: one recording a check. */
export async function recordedChecks(
  dialect: Dialect,
  rules: readonly string[],
): Promise<readonly Recorded[]> {
  const checks = checkingFor(dialect).server.filter(({ rule }) => rules.includes(rule))
  const all: Recorded[] = []
  for (const check of checks) {
    const id = checkId(check)
    const key = `${dialect.name} ${id}`
    const one = made.get(key) ?? recordedCheck(dialect, id)
    made.set(key, one)
    all.push(await one)
  }
  return all
}

async function recordedCheck(dialect: Dialect, id: string): Promise<Recorded> {
  const gateway = await RecordedGateway.open(dialect, {})
  const trial = { dialect, side: 'server', scope: 'extended', seed: 1 } as const
  const job = { ...jobOf(trial), only: [id] }
  const server = { host: '127.0.0.1', port: gateway.port }
  await runChecks(
    job,
    serverHarness(job, checkingFor(dialect), { server, timeouts: new AdaptiveTimeouts() }),
  )
  return { name: `check ${id}`, script: await gateway.close() }
}
