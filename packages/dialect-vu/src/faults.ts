import { clientLineFaults, clientWordFaults } from './faults/client-lines.ts'
import { clientTextFaults } from './faults/client-texts.ts'
import { commandFaults } from './faults/commands.ts'
import { framingFaults } from './faults/framing.ts'
import { loginFaults } from './faults/logins.ts'
import type { Wrong } from './faults/tools.ts'

/** Servers that are wrong in one thing, each with the rules that it breaks. */
export const serverFaults: readonly Wrong[] = [...framingFaults, ...loginFaults, ...commandFaults]

/** Clients that are wrong in one thing. */
export const clientFaults: readonly Wrong[] = [
  ...clientLineFaults,
  ...clientWordFaults,
  ...clientTextFaults,
]
