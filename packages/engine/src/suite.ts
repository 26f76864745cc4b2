import { accountCases } from './suite/accounts.ts'
import { blockCases } from './suite/blocks.ts'
import { knownNameCases } from './suite/known-names.ts'
import { lockCases } from './suite/locks.ts'
import { mailboxCases } from './suite/mailbox.ts'
import type { PortCase } from './suite/port-case.ts'
import { rosterCases } from './suite/roster.ts'
import { textCases } from './suite/texts.ts'
import { timelineCases } from './suite/timeline.ts'

export type { PortCase } from './suite/port-case.ts'

/** What every implementation of the engine's ports is tested against; each case gets fresh ports. */
export const portCases: readonly PortCase[] = [
  ...rosterCases,
  ...accountCases,
  ...lockCases,
  ...timelineCases,
  ...mailboxCases,
  ...blockCases,
  ...knownNameCases,
  ...textCases,
]
