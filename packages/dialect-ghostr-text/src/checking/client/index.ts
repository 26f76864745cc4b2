import { paceChecks, readChecks, writeChecks } from './framing.ts'
import { leaveChecks } from './lifecycle.ts'
import { lengthChecks } from './limits.ts'
import { listChecks } from './list.ts'
import { loginChecks } from './login.ts'
import { receiveChecks } from './receive.ts'
import { noWaitChecks, sendChecks } from './send.ts'
import type { ClientCheck } from './test-server.ts'
import { separatorChecks, textChecks } from './text.ts'

/** In the order in which they run: a check comes after those it needs. */
export const clientChecks: readonly ClientCheck[] = [
  ...loginChecks,
  ...sendChecks,
  ...textChecks,
  ...writeChecks,
  ...separatorChecks,
  ...paceChecks,
  ...lengthChecks,
  ...noWaitChecks,
  ...receiveChecks,
  ...listChecks,
  ...leaveChecks,
  ...readChecks,
]
