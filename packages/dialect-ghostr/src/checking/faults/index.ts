import { clientFramingFaults } from './client-framing.ts'
import { clientLifecycleFaults } from './client-lifecycle.ts'
import { clientLoginFaults } from './client-login.ts'
import { clientReceiveFaults } from './client-receive.ts'
import { clientSendFaults } from './client-send.ts'
import { clientTextFaults } from './client-text.ts'
import type { GhostrFault } from './mutations.ts'
import { serverBlockingFaults } from './server-blocking.ts'
import { serverErrorFaults } from './server-errors.ts'
import { serverFramingFaults } from './server-framing.ts'
import { serverLifecycleFaults } from './server-lifecycle.ts'
import { serverLimitFaults } from './server-limits.ts'
import { serverListFaults } from './server-list.ts'
import { serverLoginFaults } from './server-login.ts'
import { serverRoomFaults } from './server-rooms.ts'
import { serverSendFaults } from './server-send.ts'
import { serverUserFaults } from './server-users.ts'

/** Servers with one fault each, and the rules that it breaks. */
export const serverFaults: readonly GhostrFault[] = [
  ...serverLifecycleFaults,
  ...serverFramingFaults,
  ...serverLoginFaults,
  ...serverUserFaults,
  ...serverSendFaults,
  ...serverListFaults,
  ...serverBlockingFaults,
  ...serverLimitFaults,
  ...serverErrorFaults,
  ...serverRoomFaults,
]

/** Clients with one fault each, and the rules that it breaks. */
export const clientFaults: readonly GhostrFault[] = [
  ...clientFramingFaults,
  ...clientLoginFaults,
  ...clientSendFaults,
  ...clientTextFaults,
  ...clientLifecycleFaults,
  ...clientReceiveFaults,
]
