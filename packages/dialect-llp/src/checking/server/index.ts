import { errorChecks, recipientChecks } from './errors.ts'
import { extensionChecks } from './extensions.ts'
import { lineChecks, replyChecks, splitChecks, telnetChecks } from './framing.ts'
import { bannerChecks, disconnectChecks, leaveChecks } from './lifecycle.ts'
import { limitChecks } from './limits.ts'
import { listChecks } from './list.ts'
import { emptyLineCheck, loginChecks } from './login.ts'
import { deliveryChecks, sendChecks } from './send.ts'
import { arrivalChecks } from './send-delivery.ts'
import type { ServerCheck } from './test-client.ts'
import { bodyChecks, trailingSpaceCheck, unicodeCheck } from './text.ts'

/**
 * In the order in which they run: a check comes after those it needs. The empty line comes last
 * because some servers crash at it.
 */
export const serverChecks: readonly ServerCheck[] = [
  ...bannerChecks,
  ...loginChecks,
  ...replyChecks,
  ...listChecks,
  ...sendChecks,
  ...deliveryChecks,
  ...lineChecks,
  unicodeCheck,
  ...splitChecks,
  trailingSpaceCheck,
  ...telnetChecks,
  ...disconnectChecks,
  ...bodyChecks,
  ...recipientChecks,
  ...arrivalChecks,
  ...leaveChecks,
  ...errorChecks,
  ...limitChecks,
  ...extensionChecks,
  emptyLineCheck,
]
