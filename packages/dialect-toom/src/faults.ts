import { commandFaults } from './faults/commands.ts'
import { loginFaults } from './faults/logins.ts'
import { streamFaults } from './faults/streams.ts'
import type { Wrong } from './faults/wrong.ts'

export { clientFaults } from './faults/clients.ts'

/** Servers that are wrong in one way each. */
export const serverFaults: readonly Wrong[] = [...loginFaults, ...commandFaults, ...streamFaults]
