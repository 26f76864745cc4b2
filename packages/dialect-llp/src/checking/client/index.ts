import { errorChecks } from './errors.ts'
import { framingChecks, lineEndCheck, messageEndCheck } from './framing.ts'
import { leaveChecks } from './lifecycle.ts'
import { listCheck, listEndChecks } from './list.ts'
import { loginChecks } from './login.ts'
import { receiveChecks } from './receive.ts'
import { sendChecks } from './send.ts'
import type { ClientCheck } from './test-server.ts'
import { sentTextChecks, shownTextCheck } from './text.ts'

/** In the order in which they run: first what the client sends, then what it reads and shows. */
export const clientChecks: readonly ClientCheck[] = [
  lineEndCheck,
  ...loginChecks,
  listCheck,
  ...sendChecks,
  ...sentTextChecks,
  ...leaveChecks,
  ...errorChecks,
  ...receiveChecks,
  ...listEndChecks,
  messageEndCheck,
  ...framingChecks,
  shownTextCheck,
]
