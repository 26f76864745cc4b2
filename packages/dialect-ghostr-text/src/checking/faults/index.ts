import { clientFramingFaults } from './client-framing.ts'
import { clientLifecycleFaults } from './client-lifecycle.ts'
import { clientListFaults } from './client-list.ts'
import { clientLoginFaults } from './client-login.ts'
import { clientReceiveFaults } from './client-receive.ts'
import { clientSendFaults } from './client-send.ts'
import { clientTextFaults } from './client-text.ts'
import type { GhostrTextFault } from './mutations.ts'
import { serverBlockingFaults } from './server-blocking.ts'
import { serverFramingFaults } from './server-framing.ts'
import { serverLifecycleFaults } from './server-lifecycle.ts'
import { serverListFaults } from './server-list.ts'
import { serverLoginFaults } from './server-login.ts'
import { serverRoomFaults } from './server-rooms.ts'
import { serverSendFaults } from './server-send.ts'
import { serverPrivateFaults } from './server-send-private.ts'
import { serverTextFaults } from './server-text.ts'
import { serverUserFaults } from './server-users.ts'

/** Servers with one fault each, and the rules that it breaks. */
export const serverFaults: readonly GhostrTextFault[] = [
  ...serverFramingFaults,
  ...serverTextFaults,
  ...serverLoginFaults,
  ...serverUserFaults,
  ...serverRoomFaults,
  ...serverListFaults,
  ...serverSendFaults,
  ...serverPrivateFaults,
  ...serverBlockingFaults,
  ...serverLifecycleFaults,
]

/** Clients with one fault each, and the rules that it breaks. */
export const clientFaults: readonly GhostrTextFault[] = [
  ...clientFramingFaults,
  ...clientLoginFaults,
  ...clientTextFaults,
  ...clientSendFaults,
  ...clientListFaults,
  ...clientLifecycleFaults,
  ...clientReceiveFaults,
]
