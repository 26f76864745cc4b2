import { arrivingChecks, deliveryChecks } from './checks/arriving.ts'
import { bannerChecks, replyChecks } from './checks/banner.ts'
import { commandChecks } from './checks/commands.ts'
import type { ClientCheck } from './checks/desk.ts'
import { extensionChecks } from './checks/extensions.ts'
import { leavingChecks } from './checks/leaving.ts'
import { limitChecks } from './checks/limits.ts'
import { lineChecks } from './checks/lines.ts'
import { listChecks } from './checks/lists.ts'
import { loginChecks } from './checks/logins.ts'
import { messageChecks, sendingChecks } from './checks/messages.ts'
import type { ServerCheck } from './checks/party.ts'
import { readingChecks } from './checks/reading.ts'

/** Programs have died of these: they come last, so that they hide nothing. */
const DEADLY: readonly string[] = ['llp-3.1.empty']

function isDeadly({ rule, variant }: ServerCheck): boolean {
  return DEADLY.includes(`${rule}.${variant}`)
}

/** What is tried with somebody’s server: the greeting and logins first, which the others need. */
export const serverChecks: readonly ServerCheck[] = [
  ...bannerChecks,
  ...loginChecks.filter((check) => !isDeadly(check)),
  ...replyChecks,
  ...listChecks,
  ...sendingChecks,
  ...deliveryChecks,
  ...lineChecks,
  ...messageChecks,
  ...arrivingChecks,
  ...leavingChecks,
  ...limitChecks,
  ...extensionChecks,
  ...loginChecks.filter(isDeadly),
]

/** What is tried with somebody’s client. */
export const clientChecks: readonly ClientCheck[] = [...commandChecks, ...readingChecks]
