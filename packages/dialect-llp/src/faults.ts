import { clientFaults } from './faults/clients.ts'
import { commandFaults } from './faults/commands.ts'
import { lineFaults } from './faults/lines.ts'
import { messageFaults } from './faults/messages.ts'
import type { Wrong } from './faults/wrong.ts'

export { clientFaults }

export const serverFaults: readonly Wrong[] = [...lineFaults, ...commandFaults, ...messageFaults]
