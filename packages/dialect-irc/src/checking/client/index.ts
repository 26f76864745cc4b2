import { framingChecks } from './framing.ts'
import { loginChecks, welcomeChecks } from './login.ts'
import { receiveChecks } from './receive.ts'
import { leaveChecks, sendChecks } from './send.ts'
import type { ClientCheck } from './test-server.ts'

/** In the order in which they run: first what the client sends, then what it reads and shows. */
export const clientChecks: readonly ClientCheck[] = [
  ...loginChecks,
  ...sendChecks,
  ...receiveChecks,
  ...welcomeChecks,
  ...framingChecks,
  ...leaveChecks,
]
