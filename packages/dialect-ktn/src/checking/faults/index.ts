import { clientFramingFaults } from './client-framing.ts'
import { clientHistoryFaults } from './client-history.ts'
import { clientLifecycleFaults } from './client-lifecycle.ts'
import { clientListFaults } from './client-list.ts'
import { clientLoginFaults } from './client-login.ts'
import { clientReceiveFaults } from './client-receive.ts'
import { clientSendFaults } from './client-send.ts'
import type { KtnFault } from './mutations.ts'
import { serverErrorFaults } from './server-errors.ts'
import { serverExtensionFaults } from './server-extensions.ts'
import { serverFramingFaults } from './server-framing.ts'
import { serverHistoryFaults } from './server-history.ts'
import { serverLifecycleFaults } from './server-lifecycle.ts'
import { serverListFaults } from './server-list.ts'
import { serverLoginFaults } from './server-login.ts'
import { serverRoomFaults } from './server-rooms.ts'
import { serverSendFaults } from './server-send.ts'
import { serverTextFaults } from './server-text.ts'

/** Servers with one fault each, and the rules that it breaks. */
export const serverFaults: readonly KtnFault[] = [
  ...serverFramingFaults,
  ...serverTextFaults,
  ...serverLoginFaults,
  ...serverLifecycleFaults,
  ...serverSendFaults,
  ...serverListFaults,
  ...serverErrorFaults,
  ...serverHistoryFaults,
  ...serverExtensionFaults,
  ...serverRoomFaults,
]

/** Clients with one fault each, and the rules that it breaks. */
export const clientFaults: readonly KtnFault[] = [
  ...clientFramingFaults,
  ...clientLoginFaults,
  ...clientListFaults,
  ...clientSendFaults,
  ...clientLifecycleFaults,
  ...clientReceiveFaults,
  ...clientHistoryFaults,
]
