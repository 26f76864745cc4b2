import type { Dialect } from '@parley/contract'
import { clientHarness, ProgramTrouble, runChecks, serverHarness } from '@parley/kit'
import { type BrokenRule, brokenRules, type MatrixClient, type MatrixServer } from '@parley/matrix'
import { jobOf } from '../check/job.ts'
import { CommandServer } from './command-server.ts'

/** How long all checks of one server may take, in milliseconds: they are for the blame only. */
const LONGEST = 60_000

/** The MUSTs that a client breaks, by all checks of its dialect. */
export async function brokenByClient(
  client: MatrixClient,
  options: unknown,
  dialects: readonly Dialect[],
): Promise<readonly BrokenRule[]> {
  const { dialect, start, driver } = client
  const checking = await dialect.checking?.()
  if (checking === undefined) return []
  const job = { ...(await plainJob(dialect, dialects, client.name)), options }
  const place = { host: '127.0.0.1', port: 0 }
  const harness = await clientHarness(job, checking, { start, driver, place })
  try {
    return brokenRules(await runChecks(job, harness))
  } finally {
    await harness.close()
  }
}

/** The MUSTs that a server breaks; none of one that has no dialect of its own. */
export async function brokenByServer(
  server: MatrixServer,
  dialects: readonly Dialect[],
): Promise<readonly BrokenRule[]> {
  const { dialect, accounts } = server
  const checking = await dialect?.checking?.()
  if (dialect === undefined || checking === undefined) return []
  const known = { options: server.options(dialect), credentials: accounts }
  const job = { ...(await plainJob(dialect, dialects, server.name)), ...known }
  if (server.life instanceof CommandServer) {
    const program = await server.life.another()
    const limited = { ...job, limit: LONGEST }
    try {
      await program.start()
      const harness = serverHarness(limited, checking, { server: program })
      return brokenRules(await runChecks(limited, harness))
    } catch (error) {
      if (error instanceof ProgramTrouble) return []
      throw error
    } finally {
      await program.close()
    }
  }
  // Its cells say why it takes no connections; there is nothing to be checked.
  const place = await server.place(dialect).catch(() => undefined)
  if (place === undefined) return []
  return brokenRules(await runChecks(job, serverHarness(job, checking, { server: place })))
}

async function plainJob(dialect: Dialect, dialects: readonly Dialect[], target: string) {
  return await jobOf({}, dialect, dialects, {
    target,
    line: { side: 'server', dialect: dialect.name },
  })
}
