import { accountCases } from './port-contract/accounts.ts'
import { blockCases } from './port-contract/blocks.ts'
import { knownNameCases } from './port-contract/known-names.ts'
import { lockCases } from './port-contract/locks.ts'
import { mailboxCases } from './port-contract/mailbox.ts'
import type { PortCase } from './port-contract/port-case.ts'
import { restrictionCases } from './port-contract/restrictions.ts'
import { roomCases } from './port-contract/rooms.ts'
import { rosterCases } from './port-contract/roster.ts'
import { textCases } from './port-contract/texts.ts'
import { timelineCases } from './port-contract/timeline.ts'

export type { PortCase } from './port-contract/port-case.ts'

/** What every implementation of the engine's ports is tested against; each case gets fresh ports. */
export const portCases: readonly PortCase[] = [
  ...rosterCases,
  ...accountCases,
  ...lockCases,
  ...timelineCases,
  ...mailboxCases,
  ...blockCases,
  ...knownNameCases,
  ...roomCases,
  ...restrictionCases,
  ...textCases,
]
