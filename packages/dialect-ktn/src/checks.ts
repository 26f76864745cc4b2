import { answerChecks } from './checks/answers.ts'
import { askingChecks } from './checks/clients.ts'
import type { ClientCheck } from './checks/desk.ts'
import { extensionChecks } from './checks/extensions.ts'
import { emptyHistoryChecks, historyChecks, longHistoryChecks } from './checks/history.ts'
import { badDayChecks, leavingChecks } from './checks/leaving.ts'
import { listeningChecks } from './checks/listening.ts'
import { loginChecks } from './checks/logins.ts'
import { messageChecks, publicChecks, textChecks } from './checks/messages.ts'
import { polite, type ServerCheck } from './checks/party.ts'
import { readingChecks } from './checks/reading.ts'
import { requestChecks } from './checks/requests.ts'
import { writingChecks } from './checks/writing.ts'

/** Without these nothing else can be tried. */
const FIRST: readonly string[] = ['ktn-2.2', 'ktn-2.2b', 'ktn-3.9']

/** What can bring a server down, so that nothing else can be tried after it. */
const RISKY = /^ktn-(?:1\.2[a-e]?|2\.1c|3\.8[ab]|3\.12|3\.13a?)$/

/** What is said to everyone is late in it, since each newcomer is told it again. */
const all: readonly ServerCheck[] = [
  ...answerChecks.filter(({ rule }) => FIRST.includes(rule)),
  ...loginChecks,
  ...emptyHistoryChecks,
  ...answerChecks.filter(({ rule }) => !FIRST.includes(rule)),
  ...leavingChecks,
  ...requestChecks,
  ...messageChecks,
  ...extensionChecks,
  ...writingChecks,
  ...textChecks,
  ...publicChecks,
  ...readingChecks,
  ...badDayChecks,
]

/**
 * In the order in which they are run: what others need comes first, what is risky late, and last
 * what is told of the past.
 */
export const serverChecks: readonly ServerCheck[] = [
  ...all.filter(({ rule }) => !RISKY.test(rule)),
  ...all.filter(({ rule }) => RISKY.test(rule)),
  ...historyChecks,
  ...longHistoryChecks,
].map(polite)

/** In the order in which they are run; each starts the client anew. */
export const clientChecks: readonly ClientCheck[] = [...askingChecks, ...listeningChecks]

/** By side and rule: why it is not checked. */
export const unchecked = {
  server: {},
  client: {},
}
