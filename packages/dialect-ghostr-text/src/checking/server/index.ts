import { blockChecks } from './blocking.ts'
import { claimChecks, nonsenseChecks, strangerChecks } from './errors.ts'
import { firstAnswerChecks, writeChecks } from './framing.ts'
import { readChecks } from './framing-reading.ts'
import { blockedReaderChecks, leaveChecks } from './lifecycle.ts'
import { lengthChecks } from './limits.ts'
import { listChecks } from './list.ts'
import { loginChecks } from './login.ts'
import { lockoutChecks } from './login-lockout.ts'
import { moderationChecks } from './moderation.ts'
import { roomChecks } from './rooms.ts'
import { sendChecks } from './send.ts'
import { broadcastChecks } from './send-broadcast.ts'
import { privateChecks } from './send-private.ts'
import type { ServerCheck } from './test-client.ts'
import { presenceChecks } from './users.ts'

/** In the order in which they run: a check comes after those it needs. */
export const serverChecks: readonly ServerCheck[] = [
  ...firstAnswerChecks,
  ...loginChecks,
  ...writeChecks,
  ...strangerChecks,
  ...leaveChecks,
  ...listChecks,
  ...presenceChecks,
  ...sendChecks,
  ...broadcastChecks,
  ...claimChecks,
  ...privateChecks,
  ...readChecks,
  ...lengthChecks,
  ...nonsenseChecks,
  ...blockedReaderChecks,
  ...blockChecks,
  ...roomChecks,
  ...moderationChecks,
  ...lockoutChecks,
]
