import { errorChecks, nobodyChecks, recipientChecks, stayChecks } from './errors.ts'
import { extensionChecks } from './extensions.ts'
import { lineChecks, replyChecks, splitChecks, telnetChecks } from './framing.ts'
import {
  bannerChecks,
  blockedReaderChecks,
  brokenReaderChecks,
  disconnectChecks,
  leaveChecks,
} from './lifecycle.ts'
import { limitChecks } from './limits.ts'
import { listChecks } from './list.ts'
import { emptyLineChecks, firstLoginChecks, loginChecks } from './login.ts'
import { roomChecks } from './rooms.ts'
import { deliveryChecks, firstDeliveryChecks, sendChecks } from './send.ts'
import { arrivalChecks } from './send-delivery.ts'
import type { ServerCheck } from './test-client.ts'
import {
  bodyChecks,
  closingChecks,
  silenceChecks,
  textChecks,
  trailingSpaceChecks,
  unicodeChecks,
} from './text.ts'

/**
 * In the order in which they run: a check comes after those it needs. The empty line comes last
 * because some servers crash at it.
 */
export const serverChecks: readonly ServerCheck[] = [
  ...bannerChecks,
  ...firstLoginChecks,
  ...loginChecks,
  ...replyChecks,
  ...listChecks,
  ...sendChecks,
  ...firstDeliveryChecks,
  ...deliveryChecks,
  ...lineChecks,
  ...unicodeChecks,
  ...splitChecks,
  ...trailingSpaceChecks,
  ...telnetChecks,
  ...disconnectChecks,
  ...silenceChecks,
  ...bodyChecks,
  ...closingChecks,
  ...textChecks,
  ...nobodyChecks,
  ...recipientChecks,
  ...arrivalChecks,
  ...leaveChecks,
  ...brokenReaderChecks,
  ...blockedReaderChecks,
  ...errorChecks,
  ...stayChecks,
  ...limitChecks,
  ...extensionChecks,
  ...roomChecks,
  ...emptyLineChecks,
]
