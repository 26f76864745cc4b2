import { blockChecks } from './checks/blocks.ts'
import { claimChecks } from './checks/claims.ts'
import type { ClientCheck } from './checks/desk.ts'
import { cuttingChecks, hearingChecks } from './checks/hearing.ts'
import { logoutChecks, privateChecks } from './checks/leaving.ts'
import { listChecks } from './checks/lists.ts'
import { loginChecks, passwordChecks } from './checks/logins.ts'
import { arrivalChecks, broadcastChecks, messageChecks } from './checks/messages.ts'
import { nonsenseChecks } from './checks/nonsense.ts'
import type { ServerCheck } from './checks/party.ts'
import { lengthChecks, readingChecks } from './checks/reading.ts'
import { messageShapeChecks, shapeChecks } from './checks/shapes.ts'
import { enteringChecks, speakingChecks } from './checks/speaking.ts'
import { strangerChecks } from './checks/strangers.ts'

/** What is tried with somebody’s server: messages and logins first, which the others need. */
export const serverChecks: readonly ServerCheck[] = [
  ...shapeChecks,
  ...loginChecks,
  ...messageShapeChecks,
  ...strangerChecks,
  ...logoutChecks,
  ...listChecks,
  ...arrivalChecks,
  ...messageChecks,
  ...broadcastChecks,
  ...claimChecks,
  ...privateChecks,
  ...readingChecks,
  ...lengthChecks,
  ...nonsenseChecks,
  ...blockChecks,
  ...passwordChecks,
]

/** What is tried with somebody’s client. */
export const clientChecks: readonly ClientCheck[] = [
  ...enteringChecks,
  ...speakingChecks,
  ...hearingChecks,
  ...cuttingChecks,
]
