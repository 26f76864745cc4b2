import { errorChecks } from './errors.ts'
import { extensionChecks } from './extensions.ts'
import { framingChecks } from './framing.ts'
import { crashChecks, leaveChecks } from './lifecycle.ts'
import { limitChecks } from './limits.ts'
import { listChecks } from './list.ts'
import { loginChecks, nameChecks } from './login.ts'
import { sendChecks } from './send.ts'
import type { ServerCheck } from './test-client.ts'
import { textChecks } from './text.ts'

/** In the order in which they run: a check comes after those it needs. */
export const serverChecks: readonly ServerCheck[] = [
  ...loginChecks,
  ...leaveChecks,
  ...listChecks,
  ...sendChecks,
  ...errorChecks,
  ...nameChecks,
  ...framingChecks,
  ...limitChecks,
  ...extensionChecks,
  ...crashChecks,
  ...textChecks,
]

const JOINED = 'a reader cannot tell: the network may join separate writes'

/** By rule: why no check tries it. */
export const serverUnchecked = {
  'vu-1.3': JOINED,
  'vu-5.1': JOINED,
  'vu-6.3': 'no client of this protocol can make a server send a notice of its own',
}
