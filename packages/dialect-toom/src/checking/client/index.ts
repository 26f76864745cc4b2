import { datagramChecks, fileChecks } from './files.ts'
import { pickleChecks, streamChecks } from './framing.ts'
import { leaveChecks } from './lifecycle.ts'
import { limitChecks } from './limits.ts'
import { listChecks } from './list.ts'
import { loginChecks } from './login.ts'
import { receiveChecks } from './receive.ts'
import { sendChecks, waitChecks } from './send.ts'
import type { ClientCheck } from './test-server.ts'

/** In the order in which they run; each starts the client anew. */
export const clientChecks: readonly ClientCheck[] = [
  ...pickleChecks,
  ...loginChecks,
  ...sendChecks,
  ...listChecks,
  ...limitChecks,
  ...waitChecks,
  ...leaveChecks,
  ...fileChecks,
  ...receiveChecks,
  ...streamChecks,
  ...datagramChecks,
]

/** By rule: why no check tries it. */
export const clientUnchecked = {}
