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

/** What the course fixes for the person in front that also holds where a driver has other texts. */
const ANY_TEXTS: readonly string[] = ['vu-4.2', 'vu-4.6.names', 'vu-4.6c', 'vu-4.6g', 'vu-4.7']

/** A check of texts to the letter, which is left out where a driver says that they are others. */
function toTheLetter(check: ClientCheck): ClientCheck {
  const id = check.variant === undefined ? check.rule : `${check.rule}.${check.variant}`
  if (ANY_TEXTS.includes(id)) return check
  return {
    ...check,
    async run(stage) {
      if (!stage.person.isUsual) stage.skip('the driver says that this client has texts of its own')
      await check.run(stage)
    },
  }
}

/** In the order in which they are run; each starts the client anew. */
export const clientChecks: readonly ClientCheck[] = [
  ...wireChecks.filter(({ rule }) => FIRST.includes(rule)),
  ...promptChecks.map(toTheLetter),
  ...wireChecks.filter(({ rule }) => !FIRST.includes(rule)),
  ...textChecks.map(toTheLetter),
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
