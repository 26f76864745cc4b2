import { badDayChecks } from './checks/bad-days.ts'
import { wireChecks } from './checks/clients.ts'
import { departureChecks } from './checks/departures.ts'
import type { ClientCheck } from './checks/desk.ts'
import { extensionChecks } from './checks/extensions.ts'
import { fullChecks } from './checks/full.ts'
import { limitChecks } from './checks/limits.ts'
import { lineChecks } from './checks/lines.ts'
import { listChecks } from './checks/lists.ts'
import { loginChecks } from './checks/logins.ts'
import type { ServerCheck } from './checks/party.ts'
import { peerChecks } from './checks/peers.ts'
import { promptChecks } from './checks/prompts.ts'
import { refusalChecks } from './checks/refusals.ts'
import { sendChecks } from './checks/sends.ts'
import { textChecks } from './checks/texts.ts'

/** Without a login nothing else can be tried. */
const FIRST: readonly string[] = ['vu-1.1', 'vu-2.1']

/** In the order in which they are run: what others need comes first. */
export const serverChecks: readonly ServerCheck[] = [
  ...loginChecks,
  ...departureChecks,
  ...listChecks,
  ...sendChecks,
  ...refusalChecks,
  ...lineChecks,
  ...limitChecks,
  ...fullChecks,
  ...peerChecks,
  ...extensionChecks,
  ...badDayChecks,
]

/** In the order in which they are run; each starts the client anew. */
export const clientChecks: readonly ClientCheck[] = [
  ...wireChecks.filter(({ rule }) => FIRST.includes(rule)),
  ...promptChecks,
  ...wireChecks.filter(({ rule }) => !FIRST.includes(rule)),
  ...textChecks,
]

const JOINED = 'whoever reads cannot tell: the network may bring together what was written apart'

/** By side and rule: why it is not checked. */
export const unchecked = {
  server: {
    'vu-1.3': JOINED,
    'vu-5.1': JOINED,
    'vu-6.3': 'nothing that a client of this protocol does makes a server speak for itself',
  },
  client: {},
}
