import { answerFaults } from './faults/answers.ts'
import { framingFaults } from './faults/framing.ts'
import { requestFaults } from './faults/requests.ts'
import type { Wrong } from './faults/tools.ts'

export { clientFaults } from './faults/clients.ts'

/** Servers that are wrong in one thing, each with the rules that it breaks. */
export const serverFaults: readonly Wrong[] = [...framingFaults, ...answerFaults, ...requestFaults]
