import { readChecks, writeChecks } from './framing.ts'
import { logoutChecks, timeoutChecks } from './lifecycle.ts'
import { sizeChecks } from './limits.ts'
import { blockedNameChecks, loginChecks } from './login.ts'
import { receiveChecks } from './receive.ts'
import { sendChecks, turnChecks } from './send.ts'
import type { ClientCheck } from './test-server.ts'

/** In the order in which they run: a check comes after those it needs. */
export const clientChecks: readonly ClientCheck[] = [
  ...loginChecks,
  ...sendChecks,
  ...writeChecks,
  ...turnChecks,
  ...blockedNameChecks,
  ...timeoutChecks,
  ...sizeChecks,
  ...logoutChecks,
  ...readChecks,
  ...receiveChecks,
]

/** By rule: why no check tries it. */
export const clientUnchecked = {
  'ghostr-6.1': 'each client decides how a private chat is typed',
  'ghostr-8.1b': 'each client decides how a block is typed',
}
