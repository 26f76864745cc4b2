import { fileCheck } from './files.ts'
import { pickleChecks, streamChecks } from './framing.ts'
import { leaveCheck } from './lifecycle.ts'
import { limitCheck } from './limits.ts'
import { listCheck } from './list.ts'
import { loginChecks } from './login.ts'
import { receiveChecks } from './receive.ts'
import { sendCheck, waitCheck } from './send.ts'
import type { ClientCheck } from './test-server.ts'

/** In the order in which they run; each starts the client anew. */
export const clientChecks: readonly ClientCheck[] = [
  ...pickleChecks,
  ...loginChecks,
  sendCheck,
  listCheck,
  limitCheck,
  waitCheck,
  leaveCheck,
  fileCheck,
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
