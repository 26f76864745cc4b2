import { requestFramingChecks, responseFramingChecks } from './framing.ts'
import { historyChecks } from './history.ts'
import { logoutChecks } from './lifecycle.ts'
import { listChecks, nameListCheck } from './list.ts'
import { loginChecks } from './login.ts'
import { fieldTypeCheck, receiveChecks, serverTextCheck, spellingChecks } from './receive.ts'
import { sendChecks } from './send.ts'
import type { ClientCheck } from './test-server.ts'

/** In the order in which they run; each starts the client anew. */
export const clientChecks: readonly ClientCheck[] = [
  ...requestFramingChecks,
  ...loginChecks,
  serverTextCheck,
  ...listChecks,
  ...sendChecks,
  ...logoutChecks,
  ...receiveChecks,
  ...responseFramingChecks,
  ...historyChecks,
  fieldTypeCheck,
  nameListCheck,
  ...spellingChecks,
]
