import { errorChecks } from './errors.ts'
import { framingChecks, lineEndChecks, messageEndChecks } from './framing.ts'
import { leaveChecks } from './lifecycle.ts'
import { listChecks, listEndChecks } from './list.ts'
import { loginChecks } from './login.ts'
import { receiveChecks } from './receive.ts'
import { sendChecks } from './send.ts'
import type { ClientCheck } from './test-server.ts'
import { sentTextChecks, shownTextChecks } from './text.ts'

/** In the order in which they run: first what the client sends, then what it reads and shows. */
export const clientChecks: readonly ClientCheck[] = [
  ...lineEndChecks,
  ...loginChecks,
  ...listChecks,
  ...sendChecks,
  ...sentTextChecks,
  ...leaveChecks,
  ...errorChecks,
  ...receiveChecks,
  ...listEndChecks,
  ...messageEndChecks,
  ...framingChecks,
  ...shownTextChecks,
]
