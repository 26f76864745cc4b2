import { connectionFaults } from './faults/connections.ts'
import { readingFaults, writingFaults } from './faults/servers.ts'
import type { Wrong } from './faults/wrong.ts'

export { clientFaults } from './faults/clients.ts'

export const serverFaults: readonly Wrong[] = [
  ...writingFaults,
  ...readingFaults,
  ...connectionFaults,
]
