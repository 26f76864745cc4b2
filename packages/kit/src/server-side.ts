import type { Check, Checking, ServerStage } from '@parley/contract'
import type { CheckJob } from './job.ts'
import type { Theatre } from './run.ts'
import { Accounts, type Target, TcpServerStage } from './stage.ts'

/** Checks somebody’s server by playing its clients. */
export function serverTheatre(
  job: CheckJob,
  checking: Checking,
  target: Target,
): Theatre<ServerStage<unknown, unknown>> {
  const accounts = new Accounts(job.credentials)
  const splitter = () => job.dialect.client.splitter(job.options)
  const checks: readonly Check<ServerStage<unknown, unknown>>[] = checking.server
  return {
    side: 'server',
    checks,
    async open(attempt) {
      const stage = new TcpServerStage(job, job.options, attempt, { target, accounts, splitter })
      return { stage, common: stage, close: async () => {} }
    },
  }
}
