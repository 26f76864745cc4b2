import { readCheck, writeChecks } from './framing.ts'
import { logoutCheck, timeoutCheck } from './lifecycle.ts'
import { sizeCheck } from './limits.ts'
import { blockedNameCheck, loginChecks } from './login.ts'
import { receiveChecks } from './receive.ts'
import { sendCheck, turnChecks } from './send.ts'
import type { ClientCheck } from './test-server.ts'

/** In the order in which they run: a check comes after those it needs. */
export const clientChecks: readonly ClientCheck[] = [
  ...loginChecks,
  sendCheck,
  ...writeChecks,
  ...turnChecks,
  blockedNameCheck,
  timeoutCheck,
  sizeCheck,
  logoutCheck,
  readCheck,
  ...receiveChecks,
]

/** By rule: why no check tries it. */
export const clientUnchecked = {
  'ghostr-6.1': 'each client decides how a private chat is typed',
  'ghostr-8.1b': 'each client decides how a block is typed',
}
