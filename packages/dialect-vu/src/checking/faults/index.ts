import { clientFramingFaults } from './client-framing.ts'
import { clientLifecycleFaults } from './client-lifecycle.ts'
import { clientLoginFaults } from './client-login.ts'
import { clientReceiveFaults } from './client-receive.ts'
import { clientSendFaults } from './client-send.ts'
import type { VuFault } from './mutations.ts'
import { serverErrorFaults } from './server-errors.ts'
import { serverFramingFaults } from './server-framing.ts'
import { serverLifecycleFaults } from './server-lifecycle.ts'
import { serverListFaults } from './server-list.ts'
import { serverLoginFaults } from './server-login.ts'
import { serverRoomFaults } from './server-rooms.ts'
import { serverSendFaults } from './server-send.ts'

/** Servers with one fault each, and the rules that it breaks. */
export const serverFaults: readonly VuFault[] = [
  ...serverFramingFaults,
  ...serverLoginFaults,
  ...serverListFaults,
  ...serverSendFaults,
  ...serverErrorFaults,
  ...serverRoomFaults,
  ...serverLifecycleFaults,
]

/** Clients with one fault each, and the rules that it breaks. */
export const clientFaults: readonly VuFault[] = [
  ...clientFramingFaults,
  ...clientLoginFaults,
  ...clientSendFaults,
  ...clientReceiveFaults,
  ...clientLifecycleFaults,
]
