import { clientFramingFaults } from './client-framing.ts'
import { clientLifecycleFaults } from './client-lifecycle.ts'
import { clientLoginFaults } from './client-login.ts'
import { clientReceiveFaults } from './client-receive.ts'
import { clientSendFaults } from './client-send.ts'
import { clientTextFaults } from './client-text.ts'
import type { LlpFault } from './mutations.ts'
import { serverErrorFaults } from './server-errors.ts'
import { serverFramingFaults } from './server-framing.ts'
import { serverLifecycleFaults } from './server-lifecycle.ts'
import { serverLimitFaults } from './server-limits.ts'
import { serverListFaults } from './server-list.ts'
import { serverLoginFaults } from './server-login.ts'
import { serverRoomFaults } from './server-rooms.ts'
import { serverSendFaults } from './server-send.ts'
import { serverTextFaults } from './server-text.ts'

/** Servers with one fault each, and the rules that it breaks. */
export const serverFaults: readonly LlpFault[] = [
  ...serverFramingFaults,
  ...serverLimitFaults,
  ...serverTextFaults,
  ...serverLifecycleFaults,
  ...serverLoginFaults,
  ...serverListFaults,
  ...serverErrorFaults,
  ...serverRoomFaults,
  ...serverSendFaults,
]

/** Clients with one fault each, and the rules that it breaks. */
export const clientFaults: readonly LlpFault[] = [
  ...clientFramingFaults,
  ...clientLoginFaults,
  ...clientSendFaults,
  ...clientTextFaults,
  ...clientLifecycleFaults,
  ...clientReceiveFaults,
]
