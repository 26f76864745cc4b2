import type { Check, Checking, ServerStage } from '@parley/contract'
import { Accounts } from './accounts.ts'
import type { Harness } from './harness.ts'
import type { CheckJob } from './job.ts'
import { reach } from './reach.ts'
import { ServerProgram } from './server-program.ts'
import { type Target, TcpServerStage } from './stage.ts'
import { AdaptiveTimeouts } from './timeouts.ts'

/** So many checks of a server that waits between its messages wait beside each other. */
const SEVERAL = 6

/** The most accounts that one check takes, but for a few. */
const MOST_USERS = 3

/** How long a server that has been gone may take to take a connection, in milliseconds. */
const BACK = 300

/** Where a server is, or how it is started; `timeouts`: how long it is waited for. */
export interface ServerPeer {
  readonly server: Target | ServerProgram
  readonly timeouts?: AdaptiveTimeouts | undefined
}

/** Of a program that may end or be spoilt in each check nobody would know in which, so that one is tried. */
function severalFor(program: ServerProgram | undefined, accounts: Accounts): number {
  if (program !== undefined) return 1
  return accounts.areGiven ? Math.ceil(accounts.count / (2 * MOST_USERS)) : SEVERAL
}

/** Checks somebody’s server by playing its clients. */
export function serverHarness(
  job: CheckJob,
  checking: Checking,
  { server, timeouts = new AdaptiveTimeouts() }: ServerPeer,
): Harness<ServerStage<unknown, unknown>> {
  const program = server instanceof ServerProgram ? server : undefined
  const place = () => (server instanceof ServerProgram ? server.place : server)
  const accounts = new Accounts(job.credentials)
  const splitter = () => job.dialect.client.splitter(job.options)
  const checks: readonly Check<ServerStage<unknown, unknown>>[] = checking.server
  return {
    side: 'server',
    checks,
    faults: checking.faults.server,
    timeouts,
    several: severalFor(program, accounts),
    place,
    async isBack() {
      return reach(place(), BACK).then(
        () => true,
        () => false,
      )
    },
    ...(program === undefined ? {} : { program, close: (how) => program.close(how) }),
    async open(attempt) {
      program?.use()
      const peer = { target: place(), accounts, splitter, willRestart: program?.keepsPort === true }
      const stage = new TcpServerStage(job, job.options, attempt, peer)
      return { stage, common: stage, begin: async () => {}, close: async () => {} }
    },
  }
}
