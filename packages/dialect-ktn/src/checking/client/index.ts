import { requestFramingChecks, responseFramingChecks } from './framing.ts'
import { historyChecks } from './history.ts'
import { logoutChecks } from './lifecycle.ts'
import { listChecks, nameListChecks } from './list.ts'
import { loginChecks } from './login.ts'
import { fieldTypeChecks, receiveChecks, serverTextChecks, spellingChecks } from './receive.ts'
import { sendChecks, textChecks } from './send.ts'
import type { ClientCheck } from './test-server.ts'

/** In the order in which they run; each starts the client anew. */
export const clientChecks: readonly ClientCheck[] = [
  ...requestFramingChecks,
  ...loginChecks,
  ...serverTextChecks,
  ...listChecks,
  ...textChecks,
  ...sendChecks,
  ...logoutChecks,
  ...receiveChecks,
  ...responseFramingChecks,
  ...historyChecks,
  ...fieldTypeChecks,
  ...nameListChecks,
  ...spellingChecks,
]
