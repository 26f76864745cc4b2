import { connect } from 'node:net'
import type { Check, Checking, ServerStage } from '@parley/contract'
import type { Harness } from './harness.ts'
import type { CheckJob } from './job.ts'
import { Accounts, type Target, TcpServerStage } from './stage.ts'
import { AdaptiveTimeouts } from './timeouts.ts'

/** So many checks of a server that waits between its messages wait beside each other. */
const SEVERAL = 6

/** The most accounts that one check takes, but for a few. */
const MOST_USERS = 3

/** How long a server that has been gone may take to take a connection, in milliseconds. */
const BACK = 300

/** Throws an error that says so where nobody takes connections at that place. `timeout`: in milliseconds. */
export async function reach({ host, port }: Target, timeout = 5000): Promise<void> {
  const socket = connect({ host, port })
  try {
    await new Promise<void>((resolve, reject) => {
      socket.setTimeout(timeout, () => reject(new Error('it does not answer')))
      socket.once('error', reject)
      socket.once('connect', resolve)
    })
  } finally {
    socket.on('error', () => {})
    socket.destroy()
  }
}

/** Checks somebody’s server by playing its clients. `timeouts`: how long the server is waited for. */
export function serverHarness(
  job: CheckJob,
  checking: Checking,
  target: Target,
  timeouts: AdaptiveTimeouts = new AdaptiveTimeouts(),
): Harness<ServerStage<unknown, unknown>> {
  const accounts = new Accounts(job.credentials)
  const splitter = () => job.dialect.client.splitter(job.options)
  const checks: readonly Check<ServerStage<unknown, unknown>>[] = checking.server
  return {
    side: 'server',
    checks,
    timeouts,
    several: accounts.areGiven ? Math.ceil(accounts.count / (2 * MOST_USERS)) : SEVERAL,
    async isBack() {
      return reach(target, BACK).then(
        () => true,
        () => false,
      )
    },
    async open(attempt) {
      const stage = new TcpServerStage(job, job.options, attempt, { target, accounts, splitter })
      const { disturbance } = attempt.segmentation
      const begin = async () => {
        if (disturbance !== undefined) await stage.disturb(disturbance)
      }
      return { stage, common: stage, begin, close: async () => {} }
    },
  }
}
