import { fileChecks } from './files.ts'
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
]

const DATAGRAMS = 'files go in datagrams, which the kit neither sends nor receives'

/** By rule: why no check tries it. */
export const clientUnchecked = {
  'toom-5.2': DATAGRAMS,
  'toom-5.2a': DATAGRAMS,
  'toom-5.2b': DATAGRAMS,
  'toom-5.2c': DATAGRAMS,
  'toom-5.3': DATAGRAMS,
  'toom-5.3a': DATAGRAMS,
  'toom-5.3b': DATAGRAMS,
}
