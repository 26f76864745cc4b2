import type { Checking } from '@parley/contract'
import type { Reply, Request } from '../frames.ts'
import type { Options } from '../options.ts'
import { clientChecks } from './client/index.ts'
import { clientFaults, serverFaults } from './faults/index.ts'
import { serverChecks } from './server/index.ts'

/** Checks of somebody's server and client, and faults that the checks must find. */
export const checking: Checking<Request, Reply, Options> = {
  server: serverChecks,
  client: clientChecks,
  unchecked: { server: {}, client: {} },
  faults: { server: serverFaults, client: clientFaults },
}
