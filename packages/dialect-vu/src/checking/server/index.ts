import { errorChecks } from './errors.ts'
import { deliveryChecks, whoChecks } from './extensions.ts'
import { framingChecks, lineChecks } from './framing.ts'
import { blockedReaderChecks, crashChecks, leaveChecks } from './lifecycle.ts'
import { lineLimitChecks, userLimitChecks } from './limits.ts'
import { listChecks } from './list.ts'
import { firstChecks, loginChecks, nameChecks } from './login.ts'
import { roomChecks } from './rooms.ts'
import { bodyChecks, refusalChecks, sendChecks } from './send.ts'
import type { ServerCheck } from './test-client.ts'
import { textChecks } from './text.ts'

/** In the order in which they run: a check comes after those it needs. */
export const serverChecks: readonly ServerCheck[] = [
  ...firstChecks,
  ...loginChecks,
  ...leaveChecks,
  ...listChecks,
  ...sendChecks,
  ...bodyChecks,
  ...refusalChecks,
  ...errorChecks,
  ...nameChecks,
  ...lineChecks,
  ...framingChecks,
  ...lineLimitChecks,
  ...userLimitChecks,
  ...whoChecks,
  ...deliveryChecks,
  ...roomChecks,
  ...crashChecks,
  ...blockedReaderChecks,
  ...textChecks,
]

const JOINED = 'a reader cannot tell: the network may join separate writes'

/** By rule: why no check tries it. */
export const serverUnchecked = {
  'vu-1.3': JOINED,
  'vu-5.1': JOINED,
  'vu-6.3': 'no client of this protocol can make a server send a notice of its own',
}
