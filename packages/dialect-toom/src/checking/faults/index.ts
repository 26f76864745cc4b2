import { clientFileFaults } from './client-files.ts'
import { clientFramingFaults } from './client-framing.ts'
import { clientLifecycleFaults } from './client-lifecycle.ts'
import { clientLimitFaults } from './client-limits.ts'
import { clientLoginFaults } from './client-login.ts'
import { clientReceiveFaults } from './client-receive.ts'
import { clientSendFaults } from './client-send.ts'
import type { ToomFault } from './mutations.ts'
import { serverErrorFaults } from './server-errors.ts'
import { serverFramingFaults } from './server-framing.ts'
import { serverHistoryFaults } from './server-history.ts'
import { serverLifecycleFaults } from './server-lifecycle.ts'
import { serverLimitFaults } from './server-limits.ts'
import { serverLoginFaults } from './server-login.ts'
import { serverRoomFaults } from './server-rooms.ts'
import { serverSendFaults } from './server-send.ts'
import { serverUserFaults } from './server-users.ts'

/** Servers with one fault each, and the rules that it breaks. */
export const serverFaults: readonly ToomFault[] = [
  ...serverFramingFaults,
  ...serverLoginFaults,
  ...serverSendFaults,
  ...serverErrorFaults,
  ...serverHistoryFaults,
  ...serverUserFaults,
  ...serverRoomFaults,
  ...serverLifecycleFaults,
  ...serverLimitFaults,
]

/** Clients with one fault each, and the rules that it breaks. */
export const clientFaults: readonly ToomFault[] = [
  ...clientFramingFaults,
  ...clientLoginFaults,
  ...clientSendFaults,
  ...clientLimitFaults,
  ...clientLifecycleFaults,
  ...clientFileFaults,
  ...clientReceiveFaults,
]
