import type { Checking } from '@parley/contract'
import { clientChecks, serverChecks } from './checks.ts'
import { clientFaults, serverFaults } from './faults.ts'
import type { Reply, Request } from './frames.ts'
import type { Options } from './options.ts'

/** How programs of this dialect are checked. */
export const checking: Checking<Request, Reply, Options> = {
  server: serverChecks,
  client: clientChecks,
  unchecked: { server: {}, client: {} },
  faults: { server: serverFaults, client: clientFaults },
}
