import { clientFramingFaults } from './client-framing.ts'
import { clientLoginFaults } from './client-login.ts'
import { clientReceiveFaults } from './client-receive.ts'
import { clientSendFaults } from './client-send.ts'
import type { IrcFault } from './mutations.ts'
import { serverChannelFaults } from './server-channels.ts'
import { serverFramingFaults } from './server-framing.ts'
import { serverLifecycleFaults } from './server-lifecycle.ts'
import { serverLoginFaults } from './server-login.ts'
import { serverSendFaults } from './server-send.ts'

/** Servers with one fault each, and the rules that it breaks. */
export const serverFaults: readonly IrcFault[] = [
  ...serverFramingFaults,
  ...serverLoginFaults,
  ...serverChannelFaults,
  ...serverSendFaults,
  ...serverLifecycleFaults,
]

/** Clients with one fault each, and the rules that it breaks. */
export const clientFaults: readonly IrcFault[] = [
  ...clientFramingFaults,
  ...clientLoginFaults,
  ...clientSendFaults,
  ...clientReceiveFaults,
]
