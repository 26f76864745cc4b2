import { editionChecks, timestampChecks } from './edition.ts'
import { errorChecks } from './errors.ts'
import { blockChecks, extensionChecks } from './extensions.ts'
import { requestFramingChecks, responseFramingChecks } from './framing.ts'
import { fieldChecks, firstChecks } from './framing-fields.ts'
import { emptyHistoryChecks, historyChecks } from './history.ts'
import { blockedReaderChecks, crashChecks, leaveChecks } from './lifecycle.ts'
import { listChecks } from './list.ts'
import { firstLoginChecks, loginChecks } from './login.ts'
import { roomChecks } from './rooms.ts'
import { broadcastChecks, messageChecks, sendChecks } from './send.ts'
import type { ServerCheck } from './test-client.ts'
import { anyTextChecks, textChecks } from './text.ts'

/** Checks of these rules can crash a server, so that no other check can run after them. */
const MAY_CRASH = /^ktn-(?:1\.2[a-e]?|2\.1c|3\.8[ab]|3\.12|3\.13a?)$/

const byTopic: readonly ServerCheck[] = [
  ...firstChecks,
  ...firstLoginChecks,
  ...loginChecks,
  ...timestampChecks,
  ...emptyHistoryChecks,
  ...fieldChecks,
  ...leaveChecks,
  ...listChecks,
  ...errorChecks,
  ...sendChecks,
  ...messageChecks,
  ...extensionChecks,
  ...blockChecks,
  ...roomChecks,
  ...responseFramingChecks,
  ...textChecks,
  ...anyTextChecks,
  ...broadcastChecks,
  ...editionChecks,
  ...requestFramingChecks,
  ...crashChecks,
]

/** In the order in which they run: a check comes after those it needs. */
export const serverChecks: readonly ServerCheck[] = [
  ...byTopic.filter(({ rule }) => !MAY_CRASH.test(rule)),
  ...byTopic.filter(({ rule }) => MAY_CRASH.test(rule)),
  ...blockedReaderChecks,
  ...historyChecks,
]
